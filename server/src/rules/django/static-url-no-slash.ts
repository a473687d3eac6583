import type { Value } from '../../evaluate/value';
import { nodeAt, replaceExpression } from '../edit';
import { holds } from '../judge';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/static-url-no-slash',
    title: 'The URL of static files or uploads lacks its last slash',
    category: 'static and media',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['urls.E006'],
    summary: 'STATIC_URL and MEDIA_URL have to end with a slash; Django’s check refuses anything else.',
    settings: ['STATIC_URL', 'MEDIA_URL'],
  },
  messages: {
    slash:
      '{name} is "{value}", and has to end with a slash.\nDjango’s check refuses it, and migrate and runserver with it; code that joins a name to it writes a wrong address.\nWrite "{value}/".',
  },
  check(context) {
    for (const name of ['STATIC_URL', 'MEDIA_URL']) {
      if (!context.setting(name) || !holds(context, name, lacksSlash)) continue;
      const value = context.value(name);
      const shown = value.kind === 'str' ? value.value : '…';
      context.report({ message: 'slash', data: { name, value: shown }, place: context.place(name), fixes: fixesFor(context, value) });
    }
  },
});

/** https://docs.djangoproject.com/en/5.2/ref/checks/#urls: not empty, and without the slash. */
function lacksSlash(value: Value): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'opaque') return undefined;
  return value.kind === 'str' && value.value !== '' && !value.value.endsWith('/');
}

function fixesFor(context: SettingsContext, value: Value): readonly Fix[] {
  const { at } = value;
  const tree = at && context.project.python(at.file)?.tree;
  const node = tree && nodeAt(tree, at.span);
  if (value.kind !== 'str' || value.env || !at || node?.kind !== 'Str' || !/^[\w./:~-]+$/.test(value.value)) return [];
  return [{ title: `Write "${value.value}/"`, safe: true, edit: () => replaceExpression(context, at, `"${value.value}/"`) }];
}
