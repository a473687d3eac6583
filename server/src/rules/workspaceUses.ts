import type { Project } from '../project/project';
import { isTestOrMigration } from '../project/walk';
import type { SettingsContext } from './rule';

/** What the Python files of the workspace use, looked up as text: enough to keep silent where nothing does. */

/** Whether some file imports Django's cache, or a decorator or middleware that fills it. */
export function usesCache(context: SettingsContext): boolean {
  const words = /\bdjango\.core\.cache\b|\bfrom django\.core import [^\n]*\bcache\b|\bcache_page\b|\bUpdateCacheMiddleware\b/;
  return usesAny(context, words, 'django.core', 'cache_page', 'UpdateCacheMiddleware');
}

/**
 * Whether a Python file, tests and migrations aside, holds the words.
 *
 * @param hints texts of which a file that matches must hold one: looking for them is many times as fast as the expression.
 */
export function usesAny(context: SettingsContext, words: RegExp, ...hints: readonly string[]): boolean {
  const search = ({ listing, files }: Project) =>
    listing.some((path) => {
      if (!path.endsWith('.py')) return false;
      const text = files.read(path) ?? '';
      return hints.some((hint) => text.includes(hint)) && words.test(text) && !isTestOrMigration(path);
    });
  return context.project.derived(search, `uses ${words.source} ${hints.join()}`);
}
