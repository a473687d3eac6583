import type { Fix, NginxContext } from '../rule';
import type { Problem, ProblemKind } from './problem';

/** The message of a rule that passes on what nginx refuses: what is wrong, what comes of it, what to do. */
export const REFUSED = '{what}.\nnginx does not start with it; a running one keeps its old configuration.\n{advice}.';

/** Reports the problems of one kind, under the message `default`. */
export function reportProblems(context: NginxContext<'default'>, kind: ProblemKind): undefined {
  for (const problem of context.language()) {
    if (problem.kind !== kind) continue;
    const { what, advice, place, related } = problem;
    context.report({
      message: 'default',
      data: { what: sentence(what), advice: advice.replace(/\.$/, '') },
      place,
      related: related ? [related] : [],
      fixes: fixesOf(problem),
    });
  }
}

function fixesOf({ fix, place }: Problem): readonly Fix[] {
  if (!fix) return [];
  const { title, safe, edits } = fix;
  return [{ title, safe, edit: () => [{ file: place.file, edits }] }];
}

/** Names of directives and quoted words stay as they are. */
function sentence(what: string): string {
  return /^(?:the|a|another|this|nothing|there|a \$) /.test(what) ? what[0]?.toUpperCase() + what.slice(1) : what;
}
