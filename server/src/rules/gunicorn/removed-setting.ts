import { atLeast, compareVersions, formatVersion, parseVersion } from '../../base/version';
import { gunicornSetting, removedGunicornSetting } from '../../knowledge/gunicorn';
import { gunicornScope, removeSetting, renameSetting } from '../edit';
import { configured, placeOf } from '../gunicornConfig';
import { type Fix, type GunicornContext, gunicornRule } from '../rule';
import { mentions } from '../workspaceReads';

export const rule = gunicornRule({
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
    const version = formatVersion(context.gunicorn);
    for (const [name, setting] of context.config.names) {
      if (setting.assignments.length === 0) continue;
      const place = placeOf(setting);
      const deprecated = gunicornSetting(name)?.deprecated;
      if (deprecated?.effect === 'ignored' && atLeast(context.gunicorn, deprecated.since)) {
        const data = { name, since: deprecated.since, replacement: deprecated.replacement };
        context.report({ message: 'ignored', data, place, severity: 'warning', fixes: removal(context, name) });
      }
      const removed = removedGunicornSetting(name);
      const last = removed && parseVersion(removed.lastIn);
      if (!removed || !last || compareVersions(context.gunicorn, last) <= 0 || isRead(context, name)) continue;
      const data = { name, last: removed.lastIn, version, replacement: removed.replacement ?? '' };
      context.report({
        message: removed.replacement ? 'replaced' : 'gone',
        data,
        place,
        fixes: fixesFor(context, name, removed.replacement),
      });
    }
  },
});

/** A name that the file reads again is a helper of its own (`debug`). */
function isRead(context: GunicornContext, name: string): boolean {
  return mentions(context.project.source(context.config.file)?.text ?? '', name);
}

function fixesFor(context: GunicornContext, name: string, replacement: string | undefined): readonly Fix[] {
  if (replacement === undefined || !gunicornSetting(replacement)) return removal(context, name);
  if (configured(context, replacement)) return removal(context, name);
  const edit = () => renameSetting(gunicornScope(context), name, replacement);
  return [{ title: `Rename to ${replacement}`, safe: true, edit }];
}

function removal(context: GunicornContext, name: string): readonly Fix[] {
  return [{ title: `Remove ${name}`, safe: true, edit: () => removeSetting(gunicornScope(context), name) }];
}
