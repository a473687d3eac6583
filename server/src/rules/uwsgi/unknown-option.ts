import { closestAmong } from '../../base/closest';
import { uwsgiOptions } from '../../knowledge/uwsgi';
import { isUwsgiOn } from '../../project/servers/uwsgi/query';
import { isUwsgiKey, type UwsgiRun } from '../../project/servers/uwsgi/run';
import { isUwsgiLogic } from '../../syntax/uwsgi/ini';
import { replaceUwsgiKey } from '../edit/uwsgi';
import { subjectRule } from '../rule';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/unknown-option',
    title: 'uWSGI does not know the option',
    category: 'application server',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'A misspelt option in a file of uWSGI is taken for a placeholder, without a word.',
    settings: [],
  },
  messages: {
    ignored: 'uWSGI has no option {key}; it takes it for a placeholder, and goes on without a word.\nWrite {near}.',
    refused: 'uWSGI has no option {key}, and does not start.\nWrite {near}.',
  },
  check(context) {
    const { uwsgi } = context.subject;
    if (!uwsgi) return context.notApplicable('it is not uWSGI');
    if (declares(uwsgi)) return context.unknown('the file declares options of its own');
    const nearest = closestAmong(uwsgiOptions().map(({ name }) => name));
    const used = new Set(uwsgi.settings.flatMap(({ refersTo }) => refersTo));
    const strict = isUwsgiOn(uwsgi, 'strict') === true;
    for (const setting of uwsgi.settings) {
      const { key } = setting;
      if (setting.source !== 'file' || isUwsgiKey(key) || isUwsgiLogic(key) || used.has(key)) continue;
      const near = nearName(key, nearest);
      if (near === undefined) continue;
      const edit = () => replaceUwsgiKey(setting, near);
      context.report({
        message: strict ? 'refused' : 'ignored',
        severity: strict ? 'error' : 'warning',
        data: { key, near },
        place: setting.keyPlace,
        fixes: [{ title: `Write ${near}`, safe: false, edit }],
      });
    }
    for (const word of uwsgi.strange) {
      const key = word.text?.replace(/^--/, '').replace(/=.*$/s, '');
      const near = key === undefined || !word.text?.startsWith('--') ? undefined : nearName(key, nearest);
      if (key === undefined || near === undefined) continue;
      const at = { start: word.place.span.start + 2, end: word.place.span.start + 2 + key.length };
      const edit = () => (word.exact ? [{ file: word.place.file, edits: [{ span: at, newText: near }] }] : undefined);
      context.report({
        message: 'refused',
        severity: 'error',
        data: { key, near },
        place: word.place,
        fixes: [{ title: `Write ${near}`, safe: false, edit }],
      });
    }
  },
});

/** An underscore for a dash is the usual slip. */
function nearName(key: string, nearest: (name: string) => string | undefined): string | undefined {
  const dashed = key.replaceAll('_', '-');
  return dashed !== key && isUwsgiKey(dashed) ? dashed : nearest(key);
}

/** Options of plugins that the workspace builds itself, and declared ones, are not known. */
function declares({ settings }: UwsgiRun): boolean {
  return settings.some(({ key }) => key === 'declare-option' || key === 'plugin-dir' || key === 'plugins-dir');
}
