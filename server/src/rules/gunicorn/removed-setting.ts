import { atLeast, compareVersions, formatVersion, parseVersion } from '../../base/version';
import type { EvaluatedSettings } from '../../evaluate/settings';
import { gunicornSetting, gunicornSettings, removedGunicornSetting } from '../../knowledge/gunicorn';
import { gunicornScope, removeSetting, renameSetting } from '../edit';
import { type Fix, type GunicornContext, gunicornRule } from '../rule';
import { configured, nameIn } from '../shared/gunicornConfig';
import { given, nameOf, placeOf } from '../shared/gunicornRun';
import { mentions } from '../workspaceReads';

export const rule = gunicornRule({
  inBranches: true,
  meta: {
    id: 'gunicorn/removed-setting',
    title: 'Setting that gunicorn no longer reads',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'A setting that this version of gunicorn removed: it is ignored in silence.',
    settings: [],
  },
  messages: {
    replaced:
      '{name} has no effect: gunicorn {last} was the last to read it (judged for {version}).\nIt is ignored without a word.\nUse {replacement} instead.',
    gone: '{name} has no effect: gunicorn {last} was the last to read it (judged for {version}).\nIt is ignored without a word.\nRemove it.',
    ignored: '{name} has no effect since gunicorn {since}.\ngunicorn prints a warning at start and ignores it.\nUse {replacement} instead.',
  },
  check(context) {
    const { config } = context;
    const version = formatVersion(context.gunicorn);
    for (const { name, deprecated } of gunicornSettings()) {
      const value = given(context, name);
      if (!value || deprecated?.effect !== 'ignored' || !atLeast(context.gunicorn, deprecated.since)) continue;
      const data = { name: nameOf(value), since: deprecated.since, replacement: deprecated.replacement };
      const fixes = config && value.origin === 'file' ? removal(context, config, name) : [];
      context.report({ message: 'ignored', data, place: placeOf(context, value), severity: 'warning', fixes });
    }
    for (const [name, setting] of config?.names ?? []) {
      if (!config || setting.assignments.length === 0) continue;
      const place = nameIn(setting);
      const removed = removedGunicornSetting(name);
      const last = removed && parseVersion(removed.lastIn);
      if (!removed || !last || compareVersions(context.gunicorn, last) <= 0 || isRead(context, config, name)) continue;
      const data = { name, last: removed.lastIn, version, replacement: removed.replacement ?? '' };
      context.report({
        message: removed.replacement ? 'replaced' : 'gone',
        data,
        place,
        fixes: fixesFor(context, config, name, removed.replacement),
      });
    }
  },
});

/** A name that the file reads again is a helper of its own (`debug`). */
function isRead(context: GunicornContext, config: EvaluatedSettings, name: string): boolean {
  return mentions(context.project.source(config.file)?.text ?? '', name);
}

function fixesFor(context: GunicornContext, config: EvaluatedSettings, name: string, replacement: string | undefined): readonly Fix[] {
  if (replacement === undefined || !gunicornSetting(replacement)) return removal(context, config, name);
  if (configured(config, replacement)) return removal(context, config, name);
  const edit = () => renameSetting(gunicornScope(context.project, config), name, replacement);
  return [{ title: `Rename to ${replacement}`, safe: true, edit }];
}

function removal(context: GunicornContext, config: EvaluatedSettings, name: string): readonly Fix[] {
  return [{ title: `Remove ${name}`, safe: true, edit: () => removeSetting(gunicornScope(context.project, config), name) }];
}
