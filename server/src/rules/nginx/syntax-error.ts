import { hasTagsIn } from '../../project/nginx/placeholder';
import type { Directive, NginxSyntaxError, Statement } from '../../syntax/nginx/ast';
import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { type Fix, nginxRule } from '../rule';

/** What to do, by the kind of error. */
const ADVICE: Readonly<Partial<Record<NginxSyntaxError['kind'], string>>> = {
  'missing-terminator': 'End the directive with a semicolon',
  'missing-close': 'Close the block with }',
  'unexpected-close': 'Take the } away, or open its block',
  'unexpected-terminator': 'Take the semicolon away',
  'unexpected-block': 'Name the block, or take the { away',
  'unterminated-quote': 'Close the quote',
  'after-quote': 'Put a blank or a semicolon behind the quote',
  'too-long': 'Make it shorter than 4096 bytes',
};

export const rule = nginxRule({
  meta: {
    id: 'nginx/syntax-error',
    title: 'nginx cannot read the file',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['nginx -t'],
    summary: 'A brace, quote or semicolon is where nginx does not expect it, or missing.',
    settings: [],
  },
  messages: {
    default: REFUSED,
    reader: 'nginx says: {says}.\nIt does not start with this file; a running one keeps its old configuration.\n{advice}.',
  },
  check(context) {
    reportProblems(context, 'syntax-error');
    const before = new Set(context.language().flatMap(({ kind, place }) => (kind === 'syntax-error' ? [place.file] : [])));
    for (const file of context.configuration.files) {
      const tree = context.project.nginx(file)?.tree;
      // Between tags of a template braces and ends cannot be matched.
      if (tree && context.configuration.ofTree(tree, hasTagsIn)) continue;
      // nginx stops at the first.
      const error = tree?.errors.find(({ says }) => says !== undefined);
      // A brace that nginx took for the beginning of a block has no end.
      if (!tree || !error || (error.kind === 'missing-close' && before.has(file))) continue;
      const open = error.kind === 'missing-terminator' ? directiveAt(tree.body, error.span.start) : undefined;
      const end = open && (open.args.at(-1) ?? open.name).span.end;
      context.report({
        message: 'reader',
        data: { says: error.says ?? '', advice: ADVICE[error.kind] ?? 'Mend the line' },
        place: { file, span: end === undefined ? error.span : { start: error.span.start, end } },
        fixes: end === undefined ? [] : [semicolonAt(file, end)],
      });
    }
  },
});

function semicolonAt(file: string, end: number): Fix {
  return { title: 'Add the semicolon', safe: true, edit: () => [{ file, edits: [{ span: { start: end, end }, newText: ';' }] }] };
}

function directiveAt(body: readonly Statement[], start: number): Directive | undefined {
  for (const statement of body) {
    if (statement.kind !== 'directive' || statement.span.end < start) continue;
    if (statement.name.span.start === start) return statement;
    const inner = statement.block && directiveAt(statement.block.body, start);
    if (inner) return inner;
  }
  return undefined;
}
