import type { Place } from '../../base/text';
import { certainTexts } from '../judge';
import { CHECKED_MIDDLEWARE, subclassListed } from '../presence';
import { type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/silenced-security-check',
    title: 'A security check is silenced',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'SILENCED_SYSTEM_CHECKS hides a security check: what it warns of is still there, and nobody hears of it.',
    settings: ['SILENCED_SYSTEM_CHECKS'],
  },
  messages: {
    silenced:
      '{check} is silenced.\nThe fault that it warns of stays, and check --deploy no longer says so in any environment.\nMend the cause, or say in a comment beside it what stands in for it.',
  },
  check(context) {
    for (const { text: check, place } of certainTexts(context, 'SILENCED_SYSTEM_CHECKS')) {
      if (!check.startsWith('security.') || isExplained(context, place) || isMistaken(context, check)) continue;
      context.report({ message: 'silenced', data: { check }, place });
    }
  },
});

/** The check looks for a middleware by name, and a class that extends it does its work. */
function isMistaken(context: SettingsContext, check: string): boolean {
  const path = CHECKED_MIDDLEWARE.get(check);
  return path !== undefined && subclassListed(context, path) !== undefined;
}

/** A comment at the end of the line, or alone on the line above, is taken for the reason. */
function isExplained({ project }: SettingsContext, { file, span }: Place): boolean {
  const source = project.python(file);
  if (!source) return false;
  const { line } = source.lines.position(span.start);
  return source.tree.comments.some((comment) => {
    const at = source.lines.position(comment.span.start).line;
    const alone = source.text.slice(source.lines.lineStart(at), comment.span.start).trim() === '';
    return (at === line && comment.span.start > span.start) || (at === line - 1 && alone);
  });
}
