import type { NginxConfiguration, NginxDirective } from '../project/nginx/model';
import { named } from './nginxIndex';

/** The directives of some names; in order within each name. */
export function directivesNamed(configuration: NginxConfiguration, ...names: readonly string[]): readonly NginxDirective[] {
  const [first, ...others] = names;
  if (first !== undefined && others.length === 0) return named(configuration, first);
  return names.flatMap((name) => named(configuration, name));
}

/** The `map` blocks that make a variable. */
export function mapsOf(configuration: NginxConfiguration, variable: string): readonly NginxDirective[] {
  return configuration.derived(mapsByVariable).get(variable) ?? [];
}

function mapsByVariable(configuration: NginxConfiguration): ReadonlyMap<string, readonly NginxDirective[]> {
  const maps = new Map<string, NginxDirective[]>();
  for (const each of named(configuration, 'map')) {
    const name = each.args[1]?.text.slice(1).toLowerCase() ?? '';
    maps.set(name, [...(maps.get(name) ?? []), each]);
  }
  return maps;
}
