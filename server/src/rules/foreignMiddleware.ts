import { middleware } from '../knowledge/middleware';
import { moduleFile } from '../project/modules';
import { listings } from './middlewareList';
import type { SettingsContext } from './rule';

/**
 * The first middleware of which nobody here knows what it does: it is neither Django's, nor of a package that the facts describe, nor
 * a class of the workspace; in words where a part of MIDDLEWARE is not known. Undefined where there is none.
 */
export function foreignMiddleware(context: SettingsContext): string | undefined {
  const orders = listings(context.value('MIDDLEWARE'));
  const all = orders?.flat();
  if (!all || all.includes(undefined)) return 'a part of MIDDLEWARE that is not known';
  return all.find((each) => each && !middleware(each.path) && fileOf(context, each.path) === undefined)?.path;
}

/** The middleware of MIDDLEWARE that are classes of the workspace, with the file of their module. */
export function ownMiddleware(context: SettingsContext): readonly { readonly path: string; readonly file: string }[] {
  const all = listings(context.value('MIDDLEWARE'))?.flat() ?? [];
  return all.flatMap((each) => {
    const file = each && !middleware(each.path) ? fileOf(context, each.path) : undefined;
    return each && file !== undefined ? [{ path: each.path, file }] : [];
  });
}

function fileOf(context: SettingsContext, path: string): string | undefined {
  const module = path.slice(0, Math.max(path.lastIndexOf('.'), 0));
  return module === '' ? undefined : moduleFile(context.project.files, context.profile.pythonPath, module);
}
