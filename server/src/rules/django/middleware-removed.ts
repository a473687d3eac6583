import { formatVersion } from '../../base/version';
import { middleware, middlewareExists } from '../../knowledge/middleware';
import { removeItem, replaceItem } from '../edit';
import { certainTexts } from '../judge';
import { className } from '../middlewareList';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/middleware-removed',
    title: 'Middleware that Django removed',
    category: 'middleware and apps',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A path in MIDDLEWARE is gone from the Django that the project uses: the server does not start.',
    settings: ['MIDDLEWARE'],
  },
  messages: {
    removed:
      '{path} is gone since Django {version}; this project uses {django}.\nDjango imports every middleware at start, and stops there.\nRemove the path{instead}.',
  },
  check(context) {
    for (const { text: path, place } of certainTexts(context, 'MIDDLEWARE')) {
      const known = middleware(path);
      if (!known?.removedIn || known.package !== undefined || middlewareExists(known, context.django)) continue;
      if (context.project.django.source.startsWith('assumed')) {
        context.unknown(`${path} is gone since Django ${known.removedIn}, and no file says which Django the project uses`);
        continue;
      }
      const instead = INSTEAD[className(path)] ?? '';
      context.report({
        message: 'removed',
        data: { path, version: known.removedIn, django: formatVersion(context.django), instead: instead && `: ${instead}` },
        place,
        fixes: [fixFor(context, path)],
      });
    }
  },
});

/** What does its work now. */
const INSTEAD: Readonly<Record<string, string | undefined>> = {
  SessionAuthenticationMiddleware: 'what it did is part of every login',
  TransactionMiddleware: 'ATOMIC_REQUESTS of a database does its work now',
  XViewMiddleware: 'the class is in django.contrib.admindocs.middleware now',
};
const MOVED: Readonly<Record<string, string | undefined>> = {
  'django.middleware.doc.XViewMiddleware': 'django.contrib.admindocs.middleware.XViewMiddleware',
};

function fixFor(context: SettingsContext, path: string): Fix {
  const name = className(path);
  const now = MOVED[path];
  const isListed = now !== undefined && certainTexts(context, 'MIDDLEWARE').some(({ text }) => text === now);
  if (now === undefined || isListed) return { title: `Remove ${name}`, safe: true, edit: () => removeItem(context, 'MIDDLEWARE', path) };
  return { title: `Use ${now}`, safe: true, edit: () => replaceItem(context, 'MIDDLEWARE', path, now) };
}
