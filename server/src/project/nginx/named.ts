import type { NginxConfiguration, NginxDirective } from './model';
import { inPieces } from './survey';

const NONE: readonly NginxDirective[] = [];

/** The directives of some names anywhere in a configuration; in order within each name. */
export function directivesNamed(configuration: NginxConfiguration, ...names: readonly string[]): readonly NginxDirective[] {
  const [first, ...others] = names;
  if (first !== undefined && others.length === 0) return ofName(configuration, first);
  return names.flatMap((name) => ofName(configuration, name));
}

function ofName(configuration: NginxConfiguration, name: string): readonly NginxDirective[] {
  const all = configuration.derived(noNames);
  const known = all.get(name);
  if (known) return known;
  const found: NginxDirective[] = [];
  if (configuration.derived(allNames).has(name))
    for (const piece of indexes(configuration)) for (const each of piece.get(name) ?? NONE) found.push(each);
  all.set(name, found);
  return found;
}

/** Most names that rules ask for are not there. */
function allNames(configuration: NginxConfiguration): ReadonlySet<string> {
  const names = new Set<string>();
  for (const piece of indexes(configuration)) for (const name of piece.keys()) names.add(name);
  return names;
}

function noNames(): Map<string, readonly NginxDirective[]> {
  return new Map();
}

const indexes = inPieces((directives) => {
  const index = new Map<string, NginxDirective[]>();
  for (const directive of directives) {
    const known = index.get(directive.name);
    if (known) known.push(directive);
    else index.set(directive.name, [directive]);
  }
  return index;
});
