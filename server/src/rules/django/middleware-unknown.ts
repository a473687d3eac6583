import { closest } from '../../base/closest';
import { join } from '../../base/paths';
import { compareVersions, formatVersion, parseVersion } from '../../base/version';
import { builtinMiddleware, type Middleware, middleware, middlewareExists, thirdPartyMiddleware } from '../../knowledge/middleware';
import { replaceItem } from '../edit';
import { certainTexts } from '../judge';
import { className } from '../middlewareList';
import { type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/middleware-unknown',
    title: 'Middleware that does not exist',
    category: 'middleware and apps',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A path in MIDDLEWARE is misspelt, or is not yet in the Django that the project uses: the server does not start.',
    settings: ['MIDDLEWARE'],
  },
  messages: {
    misspelt: '{path} does not exist.\nDjango imports every middleware at start, and stops there.\nDid you mean {suggestion}?',
    unknown:
      '{path} is in no Django that we know.\nDjango imports every middleware at start, and stops there.\nRemove it, or name the class that you mean.',
    newer:
      '{path} came with Django {version}; this project uses {django}.\nDjango imports every middleware at start, and stops there.\nUpgrade Django, or remove it.',
  },
  check(context) {
    for (const { text: path, place } of certainTexts(context, 'MIDDLEWARE')) {
      const known = middleware(path);
      if (known) {
        if (known.package !== undefined || middlewareExists(known, context.django) || !isNewer(known, context)) continue;
        context.report({ message: 'newer', data: { path, version: known.addedIn ?? '', django: formatVersion(context.django) }, place });
        continue;
      }
      const suggestion = suggestionFor(context, path);
      if (suggestion !== undefined) {
        const listed = certainTexts(context, 'MIDDLEWARE').some(({ text }) => text === suggestion);
        const fix = {
          title: `Change to ${className(suggestion)}`,
          safe: true,
          edit: () => replaceItem(context, 'MIDDLEWARE', path, suggestion),
        };
        context.report({ message: 'misspelt', data: { path, suggestion }, place, fixes: listed ? [] : [fix] });
      } else if (isDjangoPath(path)) {
        context.report({ message: 'unknown', data: { path }, place });
      }
    }
  },
});

function isNewer(known: Middleware, context: SettingsContext): boolean {
  const added = known.addedIn === undefined ? undefined : parseVersion(known.addedIn);
  return added !== undefined && compareVersions(context.django, added) < 0;
}

/** A module that can only be Django's: nothing else may have these names. */
function isDjangoPath(path: string): boolean {
  return /^django\.(middleware|contrib\.\w+\.middleware)\./.test(path);
}

/**
 * The class that a path is meant for: for one of Django's modules a near name, or the class of that name in another module;
 * for a package that we know only another spelling by case or one slip, and only when the workspace has no such module itself.
 */
function suggestionFor(context: SettingsContext, path: string): string | undefined {
  const builtin = builtinMiddleware().filter((each) => middlewareExists(each, context.django));
  const near = closest(
    path,
    [...builtin, ...thirdPartyMiddleware()].map((each) => each.path),
  );
  if (isDjangoPath(path)) {
    return near ?? builtin.find((each) => className(each.path).toLowerCase() === className(path).toLowerCase())?.path;
  }
  const top = join(context.profile.pythonPath, path.split('.')[0] ?? '');
  const { files } = context.project;
  return files.kind(top) === undefined && files.kind(`${top}.py`) === undefined ? near : undefined;
}
