import type { NginxDefinition } from '../../knowledge/nginx';
import type { NginxBlock, NginxContextName, NginxDirective } from '../../project/nginx/model';
import type { NginxVersion } from '../../project/nginx/version';
import type { Problem } from './problem';
import type { Call } from './reading';
import { VariableTable } from './variables';

/** What reading a part of a configuration tells about it, besides what is wrong. */
export class Notes {
  readonly variables: { readonly http: VariableTable; readonly stream: VariableTable };
  /** Names of all directives that were judged. */
  readonly names = new Set<string>();
  readonly blocks: NginxBlock[] = [];
  /** Of the parts that were added. */
  private readonly parts: Notes[] = [];
  /** A template decides about words that may define something. */
  templated = false;
  /** A module of others is in use that may define variables of its own. */
  foreign = false;
  /** What nginx finds when it puts inherited values together. */
  readonly merged: Act[] = [];
  /** What that told, where it found nothing wrong. */
  ofMerged: Notes | undefined;

  constructor(version: NginxVersion) {
    this.variables = { http: new VariableTable('http', version), stream: new VariableTable('stream', version) };
  }

  /** Adds what a later part told. What is still to be merged is left to the caller. */
  add(part: Notes): void {
    const { variables, templated, foreign } = part;
    this.variables.http.add(variables.http);
    this.variables.stream.add(variables.stream);
    this.parts.push(part);
    this.templated ||= templated;
    this.foreign ||= foreign;
  }

  /** Whether a directive of that name was judged, here or in a part that was added. */
  hasName(name: string): boolean {
    return this.names.has(name) || this.parts.some((part) => part.names.has(name));
  }

  /** The judged blocks of a context: those of this part itself before those of parts that were added. */
  blocksOf(context: NginxContextName): readonly NginxBlock[] {
    const found: NginxBlock[] = [];
    for (const { blocks } of [this, ...this.parts]) for (const block of blocks) if (block.context === context) found.push(block);
    return found;
  }
}

/**
 * Something that is done for a directive, and again in another reading. It may use nothing but the call that it is given, and is made by a
 * function that has no other: a closure would keep all that it could see.
 */
export interface Act {
  readonly directive: NginxDirective;
  readonly definition: NginxDefinition;
  readonly run: (call: Call) => unknown;
}

/** All that judging a block told. */
export interface Memory {
  /** What it hangs on besides the block and what stands around it. */
  readonly facts: string;
  readonly problems: readonly Problem[];
  /** The places that are blamed: see `Reading.report`. */
  readonly blamed: readonly string[];
  readonly notes: Notes;
  /** What other blocks have a part in, and what came of it. */
  readonly shared: readonly Shared[];
}

export interface Shared extends Act {
  readonly outcome: unknown;
}

/** A memory that is being made. */
export interface Draft {
  readonly blamed: string[];
  readonly shared: Shared[];
  /** Of what is done again. */
  readonly kinds: Set<string>;
  /** Nothing hung on what stands in other blocks. */
  isOwn: boolean;
}

/** Where a block keeps it. */
export function memoryOf(block: NginxBlock): { known: Memory | undefined } {
  return block.derived(noMemory);
}

function noMemory(): { known: Memory | undefined } {
  return { known: undefined };
}
