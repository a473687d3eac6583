import type { Place, Span } from '../../base/text';
import { type NginxConfiguration, type NginxDirective, SHIPPED } from './model';
import { directivesNamed } from './named';
import { inEveryDirective } from './survey';

/** Where a configuration makes a variable of its own. */
export interface VariableDefinition {
  /** In lower case, without the `$`. */
  readonly name: string;
  readonly directive: NginxDirective;
  /** The name as it is written there. */
  readonly place: Place;
}

/** Which word of a directive names the variable that it makes: an index, or the last. */
const MAKERS: Readonly<Record<string, number | 'last'>> = {
  set: 0,
  map: 1,
  geo: 'last',
  geoip2: 'last',
  split_clients: 1,
  auth_request_set: 0,
  perl_set: 0,
  js_set: 0,
  js_var: 0,
  set_by_lua: 0,
  set_by_lua_block: 0,
  set_by_lua_file: 0,
};

/** Directives whose words may be regular expressions with named captures. */
const MATCHERS: ReadonlySet<string> = new Set(['location', 'server_name', 'if', 'rewrite']);

/** The variables that a configuration makes: `set`, `map`, `geo` and their like, and named captures. */
export function variableDefinitions(configuration: NginxConfiguration): readonly VariableDefinition[] {
  return definitions(configuration);
}

const definitions = inEveryDirective(definitionsIn);

function definitionsIn(directive: NginxDirective): readonly VariableDefinition[] {
  const found: VariableDefinition[] = [];
  const maker = Object.hasOwn(MAKERS, directive.name) ? MAKERS[directive.name] : undefined;
  const word = maker === 'last' ? directive.args.at(-1) : maker === undefined ? undefined : directive.args[maker];
  if (word?.text.startsWith('$')) found.push(definition(directive, word.text.slice(1), word.span));
  if (!MATCHERS.has(directive.name) && directive.parent.opener?.name !== 'map') return found;
  for (const each of [directive.syntax.name, ...directive.args]) {
    if (!each.text.includes('(?')) continue;
    for (const match of each.text.matchAll(/\(\?P?[<']([A-Za-z_]\w*)[>']/g)) found.push(definition(directive, match[1] ?? '', each.span));
  }
  return found;
}

/** Where a variable is made, by any of its spellings; what nginx itself ships is not among them. */
export function definitionsOf(configuration: NginxConfiguration, name: string): readonly VariableDefinition[] {
  const wanted = name.toLowerCase();
  return variableDefinitions(configuration).filter((each) => each.name === wanted && each.place.file !== SHIPPED);
}

function definition(directive: NginxDirective, name: string, span: Span): VariableDefinition {
  return { name: name.toLowerCase(), directive, place: { file: directive.file, span } };
}

/** The `map` blocks that make a variable, by its name in lower case. */
export function mapsOf(configuration: NginxConfiguration, variable: string): readonly NginxDirective[] {
  return configuration.derived(mapsByVariable).get(variable) ?? [];
}

function mapsByVariable(configuration: NginxConfiguration): ReadonlyMap<string, readonly NginxDirective[]> {
  const maps = new Map<string, NginxDirective[]>();
  for (const each of directivesNamed(configuration, 'map')) {
    const name = each.args[1]?.text.slice(1).toLowerCase() ?? '';
    maps.set(name, [...(maps.get(name) ?? []), each]);
  }
  return maps;
}
