import { closestAmong } from '../../base/closest';
import { alternatives, text } from '../../evaluate/value';
import { djangoSetting } from '../../knowledge/django';
import { holds } from '../judge';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/session-engine-unknown',
    title: 'SESSION_ENGINE names no module of Django',
    category: 'cache and sessions',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'The path begins like one of Django’s session backends and is none of them.',
    settings: ['SESSION_ENGINE'],
  },
  messages: {
    unknown:
      'SESSION_ENGINE is "{engine}", which Django does not have.\nThe first request fails with an ImportError.\nDjango’s modules are db, cache, cached_db, file and signed_cookies below django.contrib.sessions.backends.',
  },
  check(context) {
    const known = enginesOf();
    if (!holds(context, 'SESSION_ENGINE', (value) => isMissing(text(value), known, value.kind))) return;
    const engine = alternatives(context.value('SESSION_ENGINE')).flatMap((one) => text(one) ?? [])[0] ?? '';
    const meant = known.find((path) => engine.startsWith(`${path}.`)) ?? closestAmong(known)(engine);
    context.report({
      message: 'unknown',
      data: { engine },
      place: context.place('SESSION_ENGINE'),
      fixes: meant === undefined ? [] : [setTo(context, 'SESSION_ENGINE', `"${meant}"`, false)],
    });
  },
});

/** What is not Django's own may be anything. */
function isMissing(engine: string | undefined, known: readonly string[], kind: string): boolean | undefined {
  if (engine === undefined) return kind === 'unknown' ? undefined : false;
  return /^django\.(contrib\.)?sessions?\b/.test(engine) && !known.includes(engine) && engine !== 'django.contrib.sessions.backends.base';
}

function enginesOf(): readonly string[] {
  return (djangoSetting('SESSION_ENGINE')?.values ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
