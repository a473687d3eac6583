import { isThirdPartyVariable, nginxVariable } from '../../knowledge/nginx';
import type { NginxDirective } from '../../project/nginx/model';
import { type NginxVersion, nginxIsOlder } from '../../project/nginx/version';
import type { Word } from '../../syntax/nginx/ast';

export interface VariableUse {
  /** As written. */
  readonly name: string;
  readonly directive: NginxDirective;
  readonly word: Word;
}

/** Documented, and made by whoever needs it. */
const UNCLAIMED: ReadonlySet<string> = new Set(['memcached_key']);

/** The variables of http, or of stream: who defines them, who reads them. Names count without regard to case. */
export class VariableTable {
  private readonly defined = new Set<string>();
  private readonly uses = new Map<string, VariableUse>();

  constructor(
    private readonly area: 'http' | 'stream',
    private readonly version: NginxVersion,
  ) {}

  /** @returns false where a module has the variable for itself. */
  define(name: string): boolean {
    const own = nginxVariable(name, this.area);
    if (own && !UNCLAIMED.has(own.name) && !own.prefix && !own.changeable && !own.edition && this.exists(own.since)) return false;
    this.defined.add(name.toLowerCase());
    return true;
  }

  use(name: string, directive: NginxDirective, word: Word): void {
    const key = name.toLowerCase();
    if (!this.uses.has(key)) this.uses.set(key, { name, directive, word });
  }

  /** Adds what a later part of the configuration defines and reads. */
  add({ defined, uses }: VariableTable): void {
    for (const name of defined) this.defined.add(name);
    for (const [key, use] of uses) if (!this.uses.has(key)) this.uses.set(key, use);
  }

  /** The first use of each name that nobody defines. */
  unknown(): readonly VariableUse[] {
    return [...this.uses.values()].filter(({ name }) => !this.isKnown(name));
  }

  /** What a misspelt name may have meant. */
  names(): readonly string[] {
    return [...this.defined];
  }

  private isKnown(name: string): boolean {
    if (this.defined.has(name.toLowerCase()) || isThirdPartyVariable(name)) return true;
    const own = nginxVariable(name, this.area);
    return own !== undefined && this.exists(own.since);
  }

  private exists(since: string | undefined): boolean {
    return since === undefined || !nginxIsOlder(this.version, since);
  }
}
