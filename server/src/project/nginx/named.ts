import type { NginxConfiguration, NginxDirective } from './model';

const NONE: readonly NginxDirective[] = [];

/** The directives of some names anywhere in a configuration; in order within each name. */
export function directivesNamed(configuration: NginxConfiguration, ...names: readonly string[]): readonly NginxDirective[] {
  const index = configuration.derived(byName);
  const [first, ...others] = names;
  if (first !== undefined && others.length === 0) return index.get(first) ?? NONE;
  return names.flatMap((name) => index.get(name) ?? NONE);
}

function byName({ top }: NginxConfiguration): ReadonlyMap<string, readonly NginxDirective[]> {
  const index = new Map<string, NginxDirective[]>();
  for (const directive of top.everything) {
    const known = index.get(directive.name);
    if (known) known.push(directive);
    else index.set(directive.name, [directive]);
  }
  return index;
}
