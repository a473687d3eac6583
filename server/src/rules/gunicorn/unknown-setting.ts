import { closest } from '../../base/closest';
import type { Place } from '../../base/text';
import { formatVersion } from '../../base/version';
import type { EvaluatedSettings, Setting } from '../../evaluate/settings';
import { type GunicornSetting, gunicornKnows, gunicornSetting, gunicornSettings, removedGunicornSetting } from '../../knowledge/gunicorn';
import { type Edits, gunicornScope, renameSetting } from '../edit';
import { type GunicornContext, gunicornRule } from '../rule';
import { configured, nameIn } from '../shared/gunicornConfig';
import { mentions } from '../workspaceReads';

export const rule = gunicornRule({
  inBranches: true,
  meta: {
    id: 'gunicorn/unknown-setting',
    title: 'gunicorn ignores a setting',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'A name in gunicorn.conf.py is nearly that of a setting: gunicorn ignores it in silence.',
    settings: [],
  },
  messages: {
    misspelt:
      'gunicorn has no setting {name}, and nothing in this file reads it.\nIt ignores the line without a word, and {suggestion} keeps its default ({default}).\nDid you mean {suggestion}?',
    newer:
      '{name} came with gunicorn {since}; this project uses {version}.\ngunicorn ignores the line without a word.\nUpgrade gunicorn, or remove it.',
  },
  check(context) {
    const { config, project } = context;
    if (!config) return;
    for (const setting of [...config.names.values(), ...config.settings.values()]) {
      const { name } = setting;
      if (setting.assignments.length === 0 || isRead(context, config, setting)) continue;
      const known = gunicornSetting(name);
      if (known && !gunicornKnows(known, context.gunicorn)) {
        const data = { name, since: known.since, version: formatVersion(context.gunicorn) };
        context.report({ message: 'newer', data, place: nameIn(setting) });
      }
      report(context, config, { name, place: nameIn(setting) }, (to) => renameSetting(gunicornScope(project, config), name, to));
    }
    const file = project.python(config.file);
    for (const statement of file?.tree.body ?? []) {
      if (!file || statement.kind !== 'FunctionDef' || isUsed(file.text, statement.name)) continue;
      const place = { file: file.path, span: statement.nameSpan };
      const hook = { name: statement.name, place, isFunction: true };
      report(context, config, hook, (to) => [{ file: file.path, edits: [{ span: statement.nameSpan, newText: to }] }]);
    }
  },
});

interface Name {
  readonly name: string;
  readonly place: Place;
  readonly isFunction?: boolean;
}

function report(
  context: GunicornContext<'misspelt'>,
  config: EvaluatedSettings,
  { name, place, isFunction = false }: Name,
  rename: (to: string) => Edits,
): void {
  const suggestion = gunicornSetting(name) ? undefined : suggestionFor(context, name);
  if (!suggestion || configured(config, suggestion.name) || (isFunction && suggestion.hookArity === undefined)) return;
  context.report({
    message: 'misspelt',
    data: { name, suggestion: suggestion.name, default: suggestion.default ?? 'None' },
    place,
    fixes: [{ title: `Rename to ${suggestion.name}`, safe: true, edit: () => rename(suggestion.name) }],
  });
}

/** The function is named anywhere but in its definition. */
function isUsed(text: string, name: string): boolean {
  return [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1;
}

/** A name that the file reads again is its own helper, whatever it is called. */
function isRead(context: GunicornContext, config: EvaluatedSettings, { name, assignments }: Setting): boolean {
  const files = new Set([config.file, ...assignments.map(({ place }) => place.file)]);
  return [...files].some((file) => mentions(context.project.source(file)?.text ?? '', name));
}

/** Words that a helper may well be called. */
const ORDINARY: ReadonlySet<string> = new Set(['name', 'env', 'pid', 'log', 'worker', 'host', 'port', 'path', 'user', 'group']);

/** The setting that a name is meant for: the same in capitals, the command line's word for it, or one slip away. */
function suggestionFor(context: GunicornContext, name: string): GunicornSetting | undefined {
  if (removedGunicornSetting(name) || name.startsWith('_') || ORDINARY.has(name.toLowerCase())) return undefined;
  const lower = name.toLowerCase();
  const flag = `--${lower.replaceAll('_', '-')}`;
  const known = gunicornSettings().filter((setting) => gunicornKnows(setting, context.gunicorn));
  const near =
    known.find((setting) => setting.name === lower || (setting.cli?.includes(flag) ?? false))?.name ??
    closest(
      name,
      known.map((setting) => setting.name),
    );
  return near === undefined ? undefined : gunicornSetting(near);
}
