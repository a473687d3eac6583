import { locationFor } from '../project/nginx/locations';
import { everyDirective, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../project/nginx/model';

const NONE: readonly NginxDirective[] = [];

/** Every directive of a name in a configuration, in order. */
export function named(configuration: NginxConfiguration, name: string): readonly NginxDirective[] {
  return configuration.derived(byName).get(name) ?? NONE;
}

function byName({ top }: NginxConfiguration): ReadonlyMap<string, readonly NginxDirective[]> {
  const index = new Map<string, NginxDirective[]>();
  for (const directive of everyDirective(top)) {
    const known = index.get(directive.name);
    if (known) known.push(directive);
    else index.set(directive.name, [directive]);
  }
  return index;
}

/** The block of a server that answers a path, as `locationFor` finds it; found once for all rules. */
export function answering(configuration: NginxConfiguration, server: NginxBlock, path: string): NginxBlock | undefined {
  const all = configuration.derived(noAnswers);
  const own = all.get(server) ?? new Map<string, NginxBlock | undefined>();
  all.set(server, own);
  if (!own.has(path)) own.set(path, locationFor(server, path));
  return own.get(path);
}

function noAnswers(): Map<NginxBlock, Map<string, NginxBlock | undefined>> {
  return new Map();
}
