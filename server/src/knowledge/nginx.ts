import { lazy } from '../base/lazy';
import data from './data/nginx-directives.json';
import variableData from './data/nginx-variables.json';

export type NginxArea = 'core' | 'http' | 'stream' | 'mail';

/** How nginx reads the arguments of a directive: the name of its setter, in our words. */
export type NginxValueType =
  | 'flag'
  | 'size'
  | 'offset'
  | 'integer'
  | 'time-ms'
  | 'time-s'
  | 'buffers'
  | 'enum'
  | 'bitmask'
  | 'string'
  | 'string-list'
  | 'key-value'
  | 'param'
  | 'complex'
  | 'complex-size'
  | 'predicate'
  | 'mime-types'
  | 'path'
  | 'access'
  | 'bind-address'
  | 'block'
  | 'custom';

/** A directive as one module defines it. A field that is not there is not known, or is false. Versions as text. */
export interface NginxDefinition {
  readonly area: NginxArea;
  readonly module: string;
  /** `server`, `location`, `upstream` are http's; others have their area before them (`stream/server`); `any`: wherever. */
  readonly contexts: readonly string[];
  /** The counts that are allowed; `[1, null]`: one or more. */
  readonly args: readonly (number | null)[];
  readonly open?: boolean;
  readonly block?: boolean;
  /** What its block holds, where these are no directives: `map-entries`, `mime-map`, … */
  readonly content?: string;
  readonly opens?: string;
  readonly type: NginxValueType;
  readonly values?: readonly string[];
  /** Words that its own reader compares with: `default_server`, `backlog=`. */
  readonly parameters?: readonly string[];
  readonly keywords?: readonly string[];
  readonly bounds?: readonly string[];
  readonly default?: string;
  readonly defaultList?: readonly string[];
  readonly since?: string;
  /** Stable releases that have it too. */
  readonly sinceAlso?: readonly string[];
  readonly plusSince?: string;
  readonly deprecated?: NginxDeprecation;
  /** Without the name: `<time>`, `on | off`. */
  readonly syntax?: readonly string[];
  /** Missing: a second one in the same block is refused. */
  readonly duplicates?: 'allowed' | 'unchecked';
  /** The module whose page documents it, where it is another one. */
  readonly doc?: string;
  readonly undocumented?: boolean;
}

export interface NginxDeprecation {
  readonly since?: string;
  readonly replacement?: string;
  /** It is read and has no effect. */
  readonly ignored?: boolean;
}

export interface NginxDirectiveFacts {
  readonly name: string;
  readonly definitions: readonly NginxDefinition[];
}

export interface RemovedNginxDirective {
  readonly name: string;
  readonly area: string;
  readonly removedIn: string;
  readonly deprecatedIn?: string;
  readonly replacement?: string;
}

/** A directive that the open source build does not have: NGINX Plus, njs, OpenTelemetry, ACME. */
export interface OtherEditionDirective {
  readonly name: string;
  readonly module: string;
  readonly edition: string;
  readonly contexts: readonly string[];
  readonly block?: boolean;
  readonly since?: string;
  readonly default?: string;
  readonly syntax?: readonly string[];
}

/** A module that others publish. */
export interface ThirdPartyModule {
  readonly name: string;
  readonly url: string;
  readonly directives: readonly string[];
  /** Missing: those of http. */
  readonly contexts?: readonly string[];
}

/** Where modules of others put their directives, for want of a table of each. */
const HTTP_CONTEXTS: readonly string[] = ['http', 'server', 'location', 'if in location'];

export interface NginxVariable {
  /** Without `$`; of a prefix its start: `http_`. */
  readonly name: string;
  readonly area: 'http' | 'stream';
  readonly module: string;
  readonly prefix?: boolean;
  /** `set`, `map` and their like may define it anew. */
  readonly changeable?: boolean;
  readonly since?: string;
  readonly edition?: string;
  readonly doc?: string;
}

export interface NginxParameterNote {
  readonly area: string;
  readonly directive: string;
  readonly parameter: string;
  readonly since?: string;
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
  readonly replacement?: string;
}

interface DirectiveData {
  readonly directives: readonly NginxDirectiveFacts[];
  readonly removed: readonly RemovedNginxDirective[];
  readonly otherEditions: readonly OtherEditionDirective[];
  readonly thirdParty: readonly ThirdPartyModule[];
  /** Beginnings of directives of further modules of others. */
  readonly thirdPartyPrefixes: readonly string[];
  readonly parameterDeprecations: readonly NginxParameterNote[];
  readonly modules: readonly { readonly name: string; readonly page?: string }[];
}

// The data is large: it is touched only when a configuration of nginx is looked at.
const FACTS = data as unknown as DirectiveData;
const VARIABLES = variableData as unknown as { readonly variables: readonly NginxVariable[]; readonly thirdParty: readonly string[] };

const byName = lazy(() => new Map(FACTS.directives.map((each) => [each.name, each])));
const removedByName = lazy(() => grouped(FACTS.removed));
const editionsByName = lazy(() => grouped(FACTS.otherEditions));
const thirdPartyByName = lazy(
  () => new Map(FACTS.thirdParty.flatMap((module) => module.directives.map((name) => [name, module] as const))),
);
const byContext = lazy(() => directivesByContext());
const deprecationsByDirective = lazy(() => grouped(FACTS.parameterDeprecations.map((each) => ({ ...each, name: each.directive }))));
const variablesByArea = lazy(() => ({ http: variablesOf('http'), stream: variablesOf('stream') }));

/** A directive of nginx's own modules. */
export function nginxDirective(name: string): NginxDirectiveFacts | undefined {
  return byName().get(name);
}

/** Every directive of nginx's own modules, sorted by name. */
export function nginxDirectives(): readonly NginxDirectiveFacts[] {
  return FACTS.directives;
}

/** Every context that some module, also one of others, defines a directive for; empty for a name that nobody knows. */
export function nginxContexts(name: string): readonly string[] {
  const own = byName().get(name)?.definitions ?? [];
  const others = editionsByName().get(name) ?? [];
  const module = thirdPartyModule(name);
  return [...new Set([...own, ...others].flatMap((each) => each.contexts).concat(module ? (module.contexts ?? HTTP_CONTEXTS) : []))];
}

/** What a directive is in a context: one definition, as no two modules define a name for the same context. */
export function definitionFor(name: string, context: string): NginxDefinition | undefined {
  return byContext().get(context)?.get(name);
}

/** All that may stand in a context, by name. */
export function directivesIn(context: string): ReadonlyMap<string, NginxDefinition> {
  return byContext().get(context) ?? new Map();
}

/** Directives of a name that nginx once had, in whatever area. */
export function removedNginxDirectives(name: string): readonly RemovedNginxDirective[] {
  return removedByName().get(name) ?? [];
}

export function otherEditionDirectives(name: string): readonly OtherEditionDirective[] {
  return editionsByName().get(name) ?? [];
}

/** The module of others that defines a directive. */
export function thirdPartyModule(name: string): ThirdPartyModule | undefined {
  return thirdPartyByName().get(name);
}

/** Whether a module of others defines a directive: by its name, or by how it begins. */
export function isThirdPartyDirective(name: string): boolean {
  return thirdPartyByName().has(name) || FACTS.thirdPartyPrefixes.some((prefix) => name.startsWith(prefix));
}

/** A variable that a module of nginx's defines, by its own name or by a prefix (`http_x_forwarded_for`). Case does not count. */
export function nginxVariable(name: string, area: 'http' | 'stream'): NginxVariable | undefined {
  const { plain, prefixes } = variablesByArea()[area];
  const wanted = name.toLowerCase();
  return plain.get(wanted) ?? prefixes.find((each) => wanted.startsWith(each.name));
}

/** Every variable of an area, prefixes among them. */
export function nginxVariables(area: 'http' | 'stream'): readonly NginxVariable[] {
  const { plain, prefixes } = variablesByArea()[area];
  return [...plain.values(), ...prefixes];
}

/** Whether a module of others defines a variable of this name. */
export function isThirdPartyVariable(name: string): boolean {
  return VARIABLES.thirdParty.includes(name.toLowerCase());
}

export function nginxParameterDeprecations(directive: string): readonly NginxParameterNote[] {
  return deprecationsByDirective().get(directive) ?? [];
}

/** Where nginx.org documents a directive; undefined for one that it does not. */
export function nginxDirectiveUrl(name: string, definition: NginxDefinition): string | undefined {
  if (definition.undocumented) return undefined;
  const module = definition.doc ?? definition.module;
  const page = FACTS.modules.find((each) => each.name === module)?.page ?? pageOf(module);
  return `https://nginx.org/${page}#${name}`;
}

function pageOf(module: string): string {
  const [, area] = /^ngx_(http|stream|mail)_/.exec(module) ?? [];
  return area === undefined ? `en/docs/${module}.html` : `en/docs/${area}/${module}.html`;
}

function grouped<T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) groups.set(entry.name, [...(groups.get(entry.name) ?? []), entry]);
  return groups;
}

function directivesByContext(): ReadonlyMap<string, ReadonlyMap<string, NginxDefinition>> {
  const contexts = new Map<string, Map<string, NginxDefinition>>();
  const add = (context: string, name: string, definition: NginxDefinition) => {
    const known = contexts.get(context) ?? new Map<string, NginxDefinition>();
    known.set(name, definition);
    contexts.set(context, known);
  };
  for (const { name, definitions } of FACTS.directives) {
    for (const definition of definitions) for (const context of definition.contexts) add(context, name, definition);
  }
  const anywhere = contexts.get('any') ?? new Map();
  contexts.delete('any');
  for (const known of contexts.values()) for (const [name, definition] of anywhere) known.set(name, definition);
  return contexts;
}

function variablesOf(area: 'http' | 'stream') {
  const own = VARIABLES.variables.filter((each) => each.area === area);
  return {
    plain: new Map(own.filter((each) => !each.prefix).map((each) => [each.name, each])),
    prefixes: own.filter((each) => each.prefix),
  };
}
