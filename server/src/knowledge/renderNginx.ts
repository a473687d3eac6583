import { type Block, code } from './document';
import {
  type NginxDefinition,
  type NginxVariable,
  nginxDirectiveUrl,
  otherEditionDirectives,
  removedNginxDirectives,
  thirdPartyModule,
} from './nginx';
import { nginxDirectiveProse, nginxProseArea, nginxVariableProse } from './prose/nginx';
import { badges, closing, facts, finish, opening, proseFacts, type RenderOptions, type Rows, rowsOf } from './render';

export interface NginxRenderOptions extends RenderOptions {
  /** The version that is judged by, as people write it, and whether it has what came with another; undefined where none is known. */
  readonly version?: { readonly text: string; has(since: string): boolean };
}

/** Everything worth knowing about a directive as one module defines it. */
export function renderNginxDirective(name: string, definition: NginxDefinition, options: NginxRenderOptions = {}): string {
  const prose = nginxDirectiveProse(name, nginxProseArea(definition));
  const url = nginxDirectiveUrl(name, definition);
  return finish(
    [
      { kind: 'title', name, context: `nginx · ${definition.module}` },
      ...badges(directiveBadges(definition, options)),
      ...opening(prose, options.effective),
      facts([...proseFacts(prose), ...directiveFacts(name, definition)]),
      ...closing(prose),
      ...(url ? [{ kind: 'link', label: 'nginx documentation', url } as const] : []),
    ],
    options,
  );
}

/** What is known of a directive that nginx's own modules do not define; undefined where that is nothing. */
export function renderForeignNginxDirective(name: string, options: RenderOptions = {}): string | undefined {
  const [edition] = otherEditionDirectives(name);
  const [removed] = removedNginxDirectives(name);
  const module = thirdPartyModule(name);
  const context = edition?.module ?? module?.name ?? (removed ? 'no longer a part of it' : undefined);
  if (context === undefined) return undefined;
  const blocks: Block[] = [{ kind: 'title', name, context: `nginx · ${context}` }];
  if (edition) blocks.push(...badges([`Not in every build: ${edition.edition}`]));
  else if (module)
    blocks.push(...badges(['From a module that is built or loaded separately']), { kind: 'link', label: module.name, url: module.url });
  else if (removed)
    blocks.push(...badges([`Removed in nginx ${removed.removedIn}${removed.replacement ? `; use ${code(removed.replacement)}` : ''}`]));
  blocks.splice(
    1,
    0,
    facts(
      edition
        ? rowsOf([
            ['Stands in', edition.contexts.map(code).join(', ')],
            ['Default', edition.default && code(edition.default)],
          ])
        : [],
    ),
  );
  return finish(blocks, options);
}

/** Everything worth knowing about a variable; `name` without its `$`, in lower case. */
export function renderNginxVariable(name: string, variable: NginxVariable, options: NginxRenderOptions = {}): string {
  const prose = nginxVariableProse(name, variable.area);
  const items = variable.since && options.version?.has(variable.since) === false ? [newIn(variable.since, options.version.text)] : [];
  if (variable.edition) items.push(`Not in every build: ${variable.edition}`);
  return finish(
    [
      { kind: 'title', name: `$${name}`, context: `nginx · ${variable.module}` },
      ...badges(items),
      ...opening(prose, options.effective),
      facts(proseFacts(prose)),
      ...closing(prose),
    ],
    options,
  );
}

function directiveBadges(definition: NginxDefinition, { version }: NginxRenderOptions): readonly string[] {
  const items: string[] = [];
  const { since, deprecated, plusSince } = definition;
  if (since && version?.has(since) === false) items.push(newIn(since, version.text));
  else if (since && isRecent(since)) items.push(`Since nginx ${since}`);
  if (deprecated?.since && version?.has(deprecated.since) !== false)
    items.push(`Deprecated since nginx ${deprecated.since}${deprecated.replacement ? `; use ${code(deprecated.replacement)}` : ''}`);
  if (plusSince) items.push('NGINX Plus only');
  return items;
}

function newIn(since: string, version: string): string {
  return `New in nginx ${since}: nginx ${version} does not know it`;
}

/** What every nginx of the last years has needs no word about it. */
function isRecent(since: string): boolean {
  const [major = 0, minor = 0] = since.split('.').map(Number);
  return major > 1 || minor >= 15;
}

function directiveFacts(name: string, definition: NginxDefinition): Rows {
  const { contexts, syntax, values, defaultList } = definition;
  const fallback = defaultList ?? (definition.default === undefined ? undefined : [definition.default]);
  const forms = syntax?.map((form) => code(`${name}${form === '' ? '' : ` ${form}`}${definition.block ? ' { … }' : ';'}`));
  return rowsOf([
    ['Default', fallback?.map((each) => code(`${name} ${each};`)).join(' ')],
    ['Written', forms && forms.join(' ').length < LONGEST_SYNTAX ? forms.join(' or ') : undefined],
    ['Values', values && values.length < 20 ? values.map(code).join(', ') : undefined],
    ['Stands in', contexts.map(code).join(', ')],
  ]);
}

const LONGEST_SYNTAX = 240;
