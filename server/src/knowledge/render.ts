import { atLeast, formatVersion, type Version } from '../base/version';
import { type DjangoSetting, defaultText, djangoSetting, djangoSettingUrl, isNested, type SettingType, statusOf } from './django';
import { type Block, code, outsideCode, type Page, toMarkdown, toText } from './document';
import { type GunicornSetting, gunicornKnows, gunicornSettingUrl } from './gunicorn';
import { formatLiteral, parseLiteral } from './literal';
import { type Middleware, middlewareRelations, middlewareUrl } from './middleware';
import { djangoProse, gunicornProse, middlewareProse, type Prose, thirdPartyProse } from './prose';
import { thirdPartySetting } from './thirdParty';

/** What a setting is in one profile, ready to show: `value` with secrets masked, `origin` in words (`settings.py:12`), in Markdown also as a link. */
export interface EffectiveText {
  readonly profile: string;
  readonly value: string;
  readonly origin?: string;
  /** What else is to be told of it, a line each. */
  readonly story?: readonly string[];
}

export interface RenderOptions {
  /** `markdown` (the default) for hovers, `text` for a terminal. */
  readonly format?: 'markdown' | 'text';
  readonly effective?: readonly EffectiveText[];
}

/** Everything worth knowing about a setting of Django, in the project's version of it. */
export function renderSetting(setting: DjangoSetting, version: Version, options: RenderOptions = {}): string {
  const prose = djangoProse(setting.name);
  const url = djangoSettingUrl(setting, version);
  return finish(
    [
      settingTitle(setting),
      ...badges(settingBadges(setting, version)),
      ...opening(prose, options.effective, setting.removedIn ? ['An old name: Django reads it no more.'] : []),
      facts([...proseFacts(prose), ...settingFacts(setting, version)]),
      ...closing(prose),
      ...(url ? [{ kind: 'link', label: 'Django documentation', url } as const] : []),
    ],
    options,
  );
}

export function renderGunicornSetting(setting: GunicornSetting, version: Version, options: RenderOptions = {}): string {
  const prose = gunicornProse(setting.name);
  return finish(
    [
      { kind: 'title', name: setting.name, context: 'gunicorn' },
      ...badges(gunicornBadges(setting, version)),
      ...opening(prose, options.effective),
      facts([...proseFacts(prose), ...gunicornFacts(setting)]),
      ...closing(prose),
      { kind: 'link', label: 'gunicorn documentation', url: gunicornSettingUrl(setting) },
    ],
    options,
  );
}

export function renderMiddleware(each: Middleware, version: Version, options: RenderOptions = {}): string {
  const prose = middlewareProse(each.path);
  const url = middlewareUrl(each, version);
  return finish(
    [
      { kind: 'title', name: each.path, context: each.package ?? 'Django' },
      ...badges(middlewareBadges(each, version)),
      ...(prose ? [{ kind: 'text', text: prose.what } as const, { kind: 'text', label: 'Its place', text: prose.place } as const] : []),
      facts(middlewareFacts(each)),
      ...(url ? [{ kind: 'link', label: 'Django documentation', url } as const] : []),
    ],
    options,
  );
}

/** A setting that Django does not read; undefined when we know nothing of it but who does. */
export function renderThirdPartySetting(name: string, options: RenderOptions = {}): string | undefined {
  const prose = thirdPartyProse(name);
  if (!prose) return undefined;
  const owner = thirdPartySetting(name)?.package ?? '';
  return finish(
    [{ kind: 'title', name, context: owner }, ...opening(prose, options.effective), facts(proseFacts(prose)), ...closing(prose)],
    options,
  );
}

export function finish(blocks: Page, options: RenderOptions): string {
  const page = blocks.filter((block) => block.kind !== 'facts' || block.rows.length > 0);
  return options.format === 'text' ? toText(page) : toMarkdown(page.map(withCode));
}

/** What it is, then what it is here: a reader in a hurry sees the project's own values without scrolling. */
export function opening(prose: Prose | undefined, effective: RenderOptions['effective'], otherwise: readonly string[] = []): Block[] {
  const texts: Block[] = (prose ? [prose.what] : otherwise).map((text) => ({ kind: 'text', text }));
  texts.push(...effectiveBlock(effective));
  if (prose?.why) texts.push({ kind: 'text', label: 'Why it matters', text: prose.why });
  if (prose?.risk) texts.push({ kind: 'text', label: 'Risk', text: prose.risk });
  return texts;
}

export function closing(prose: Prose | undefined): Block[] {
  const blocks: Block[] = [];
  if (prose?.model) blocks.push({ kind: 'text', label: 'Picture it', text: prose.model });
  if (prose?.pitfalls) blocks.push({ kind: 'list', label: 'Pitfalls', items: prose.pitfalls });
  if (prose?.verify) blocks.push({ kind: 'command', label: 'After deploying', ...prose.verify });
  if (prose?.related) blocks.push({ kind: 'text', label: 'See also', text: prose.related.map((name) => code(shortName(name))).join(', ') });
  return blocks;
}

export type Rows = readonly (readonly [label: string, text: string])[];

export function facts(rows: Rows): Block {
  return { kind: 'facts', rows };
}

export function proseFacts(prose: Prose | undefined): Rows {
  return rowsOf([
    ['Development', prose?.development],
    ['Production', prose?.production],
  ]);
}

function settingFacts(setting: DjangoSetting, version: Version): Rows {
  const status = statusOf(setting, version);
  const known = setting.values?.filter(
    (value) => atLeast(version, value.since) && !(value.removed !== undefined && atLeast(version, value.removed)),
  );
  const values = known?.map((value) => code(valueText(value.value, setting.valuesClosed ?? false)));
  return rowsOf([
    [`Default in Django ${formatVersion(version)}`, status.kind === 'absent' ? undefined : settingDefault(setting, version)],
    ['Type', typeWords(setting)],
    [setting.valuesClosed ? 'Values' : 'Built in', values && values.length > 0 ? values.join(', ') : undefined],
    ['Only for', setting.backends?.map(code).join(', ')],
  ]);
}

/** Texts that stand beside other kinds of values are quoted: `'None'` and None are two things. */
function valueText(value: string | boolean | number, quoted: boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' && quoted ? formatLiteral({ kind: 'str', value }) : String(value);
}

function settingDefault(setting: DjangoSetting, version: Version): string | undefined {
  const text = defaultText(setting, version);
  const shown = text === undefined || text.length > LONGEST_DEFAULT ? undefined : code(readable(text));
  const note = setting.defaultNote === undefined ? undefined : code(setting.defaultNote);
  return shown && note ? `${shown} (${setting.defaultNote})` : (shown ?? setting.defaultNote);
}

const LONGEST_DEFAULT = 400;

function readable(text: string): string {
  const literal = parseLiteral(text);
  // An octal mode reads as what it means only in octal.
  return literal && !/0o/.test(text) ? formatLiteral(literal) : text;
}

const TYPE_WORDS: Readonly<Record<SettingType, string>> = {
  bool: 'True or False',
  int: 'whole number',
  float: 'number',
  str: 'text',
  bytes: 'bytes',
  list: 'list',
  tuple: 'tuple',
  dict: 'dict',
  callable: 'function',
  class: 'class',
  object: 'object',
  path: 'path',
  'dotted-path': 'dotted path',
  'url-name': 'name of a URL pattern',
};

function typeWords(setting: DjangoSetting): string {
  const words = setting.types.map((type) => TYPE_WORDS[type]);
  const of = setting.elementType ? ` of ${setting.elementType}` : '';
  return `${words.join(' / ')}${of}${setting.nullable ? ' / None' : ''}`;
}

function settingBadges(setting: DjangoSetting, version: Version): readonly string[] {
  const status = statusOf(setting, version);
  const instead = setting.replacement ? `; use ${code(shortName(setting.replacement))}` : '';
  const items: string[] = [];
  if (status.kind === 'absent' && status.because === 'removed') items.push(`Removed in Django ${status.version}${instead}`);
  else if (status.kind === 'absent') items.push(`New in Django ${status.version}: Django ${formatVersion(version)} does not read it`);
  else if (setting.addedIn && atLeast({ major: 4, minor: 0 }, setting.addedIn) === false) items.push(`Since Django ${setting.addedIn}`);
  if (status.kind === 'deprecated') items.push(`Deprecated since Django ${status.since}${instead}`);
  if (status.kind !== 'absent' && setting.removedIn)
    items.push(`Removed in Django ${setting.removedIn}${status.kind === 'deprecated' ? '' : instead}`);
  if (setting.secret) items.push('Secret: keep it out of the repository');
  return items;
}

function gunicornFacts(setting: GunicornSetting): Rows {
  const fallback = setting.default === undefined ? 'None' : setting.default;
  return rowsOf([
    ['Default', setting.hookArity === undefined ? `${code(fallback)}${setting.defaultNote ? ` (${setting.defaultNote})` : ''}` : undefined],
    ['Type', setting.hookArity === undefined ? (GUNICORN_TYPE_WORDS[setting.type] ?? setting.type) : undefined],
    ['Function', setting.hookArgs && code(`def ${setting.name}(${setting.hookArgs.join(', ')}):`)],
    ['Values', setting.values?.map((value) => code(String(value))).join(', ')],
    ['Command line', setting.cli?.map(code).join(', ') ?? 'none: configuration file only'],
    ['Environment', setting.envVar && code(setting.envVar)],
  ]);
}

const GUNICORN_TYPE_WORDS: Readonly<Record<string, string | undefined>> = {
  bool: 'True or False',
  enum: 'one of the values',
  ignored: 'any',
  'int>=0': 'whole number, 0 or more',
  'list[existing path or glob]': 'list of existing paths or patterns',
  'list[str]': 'list of texts',
  str: 'text',
  'str|class': 'text or class',
};

function gunicornBadges(setting: GunicornSetting, version: Version): readonly string[] {
  const items: string[] = [];
  if (!gunicornKnows(setting, version)) items.push(`New in gunicorn ${setting.since}: gunicorn ${formatVersion(version)} does not read it`);
  else if (!atLeast({ major: 20, minor: 0 }, setting.since)) items.push(`Since gunicorn ${setting.since}`);
  const { deprecated } = setting;
  if (deprecated && atLeast(version, deprecated.since)) {
    items.push(`Without effect since gunicorn ${deprecated.since}; use ${code(deprecated.replacement)}`);
  }
  if (setting.developmentOnly) items.push('For development');
  return items;
}

function middlewareFacts(each: Middleware): Rows {
  const known = middlewareRelations().filter((relation) => relation.strength !== 'example');
  const names = (paths: readonly string[]) => paths.map((path) => code(path.slice(path.lastIndexOf('.') + 1))).join(', ') || undefined;
  return rowsOf([
    ['Above', names(known.filter((relation) => relation.first === each.path).map((relation) => relation.second))],
    ['Below', names(known.filter((relation) => relation.second === each.path).map((relation) => relation.first))],
    ['Needs', each.requires?.map((need) => code(need.name) + (need.when ? ` when ${need.when}` : '')).join(', ')],
    ['Reads', each.settings?.map(code).join(', ')],
  ]);
}

function middlewareBadges(each: Middleware, version: Version): readonly string[] {
  const items: string[] = [];
  if (each.removedIn && atLeast(version, each.removedIn)) items.push(`Removed in Django ${each.removedIn}`);
  else if (each.addedIn && !atLeast(version, each.addedIn))
    items.push(`New in Django ${each.addedIn}: Django ${formatVersion(version)} lacks it`);
  else if (each.addedIn) items.push(`Since Django ${each.addedIn}`);
  if (each.developmentOnly) items.push('For development');
  return items;
}

function effectiveBlock(effective: readonly EffectiveText[] | undefined): Block[] {
  if (!effective || effective.length === 0) return [];
  const items = effective.map(({ profile, value, origin, story = [] }) =>
    [`${code(profile)}: ${code(value)}${origin ? ` — ${origin}` : ''}`, ...story].join('\n  - '),
  );
  return [{ kind: 'list', label: 'In this project', items }];
}

export function badges(items: readonly string[]): Block[] {
  return items.length > 0 ? [{ kind: 'badges', items }] : [];
}

function settingTitle(setting: DjangoSetting): Block {
  if (!isNested(setting)) return { kind: 'title', name: setting.name, context: setting.app ?? 'Django' };
  const path = setting.name.split(/[.[]/).filter((part) => part !== '*' && part !== ']');
  return { kind: 'title', name: path.at(-1) ?? '', context: `in ${path.slice(0, -1).map(code).join(' › ')}` };
}

/** `DATABASES.*.CONN_MAX_AGE` as people call it; a name of the top level stays. */
function shortName(name: string): string {
  return djangoSetting(name) && /[.[]/.test(name) ? (name.split('.').at(-1) ?? name) : name;
}

export function rowsOf(rows: readonly (readonly [label: string, text: string | undefined])[]): Rows {
  return rows.flatMap(([label, text]) => (text ? [[label, text] as const] : []));
}

/** Marks setting names and values that are a literal of their own as code, so that Markdown shows them as what they are. */
function withCode(block: Block): Block {
  switch (block.kind) {
    case 'text':
      return { ...block, text: namesAsCode(block.text) };
    case 'facts':
      return {
        ...block,
        rows: block.rows.map(([label, text]) => [label, isLiteral(text) ? code(text) : namesAsCode(leadingValue(text))] as const),
      };
    case 'list':
      return { ...block, items: block.items.map(namesAsCode) };
    case 'command':
      return { ...block, expect: namesAsCode(block.expect) };
    default:
      return block;
  }
}

/** `True, unless …`: the value that a sentence begins with. */
function leadingValue(text: string): string {
  return text.replace(/^(?:True|False|None|0o\d+)(?=[,; ])(?! or )/, (value) => code(value));
}

function namesAsCode(text: string): string {
  return outsideCode(text, (part) => part.replace(/\$?\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b/g, (name) => (isName(name) ? code(name) : name)));
}

function isName(name: string): boolean {
  return djangoSetting(name) !== undefined || name.includes('_') || name.startsWith('$');
}

function isLiteral(text: string): boolean {
  return /^(?:0o\d+|[a-z_]+(?:\.\w+)+|[[({"].*[\])}"])$/.test(text) || (parseLiteral(text) !== undefined && !text.includes(' '));
}
