import type { Project } from '../../project/project';
import type { ProfileRead } from '../../project/subjects/envFile';
import { setEnvValue } from '../edit/envFile';
import { calls } from '../edit/nodes';
import { subjectRule } from '../rule';

export const rule = subjectRule('envFile', {
  meta: {
    id: 'env/python-literal',
    title: 'Python list in an env file',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A value that the settings split at its commas is no Python: brackets and quotes become part of the items.',
    settings: [],
  },
  messages: {
    brackets:
      '{name} is written as a Python list, and the settings split it at its commas: brackets and quotes become part of the items.\nAs a host name or an address none of them fits.\nWrite the items alone, with commas between them.',
    quotes:
      'The items of {name} stand in quotes, which become part of them: the settings only split the text at its commas.\nAs a host name or an address none of them fits.\nWrite the items alone, with commas between them.',
  },
  check({ subject, project, report }) {
    for (const assignment of subject.assignments) {
      const shape = shapeOf(assignment.value);
      if (!shape) continue;
      const reads = subject.readsOf(assignment.name);
      const splits = reads.filter((one) => splitsAtCommas(project, one, shape));
      // Where one of them reads Python or JSON, the text is right for that one.
      if (splits.length === 0 || splits.length < reads.length) continue;
      const [first] = splits;
      const text = itemsIn(assignment.value).join(',');
      report({
        message: shape,
        data: { name: assignment.name },
        place: { file: subject.path, span: assignment.valueSpan },
        related: first ? [{ place: first.read.at, message: `${assignment.name} is split here` }] : [],
        fixes: [
          {
            title: `Write ${assignment.name} as items with commas`,
            safe: true,
            edit: () => [{ file: subject.path, edits: [setEnvValue(assignment, text)] }],
          },
        ],
      });
    }
  },
});

type Shape = 'brackets' | 'quotes';

function shapeOf(value: string): Shape | undefined {
  if (/^\s*\[.*\]\s*$/s.test(value) && !/[{:]\s*["']?\w*["']?\s*:/.test(value)) return 'brackets';
  const items = value.split(',').map((item) => item.trim());
  const isQuoted = (item: string) => /^(["']).+\1$/.test(item);
  return items.length > 1 && items.filter((item) => item !== '').every(isQuoted) ? 'quotes' : undefined;
}

/** The items without brackets, quotes and white space; empty ones go. */
function itemsIn(value: string): readonly string[] {
  const inner = /^\s*\[(.*)\]\s*$/s.exec(value)?.[1] ?? value;
  return inner.split(',').flatMap((item) => item.trim().replace(/^(["'])(.*)\1$/s, '$2') || []);
}

/** Readers of lists that split at commas and leave the items as they are; python-decouple's takes quotes for quotes. */
function splitsAtCommas(project: Project, { read }: ProfileRead, shape: Shape): boolean {
  switch (read.reader) {
    case 'django-environ':
    case 'environs':
    case 'django-configurations':
      return read.parse === 'list';
    case 'python-decouple':
      return read.parse === 'list' && shape === 'brackets';
    case 'os.environ':
      return isSplit(project, read.at);
    default:
      return false;
  }
}

/** `os.environ["X"].split(",")`: the read is what `split` is called on. */
function isSplit(project: Project, at: ProfileRead['read']['at']): boolean {
  const tree = project.python(at.file)?.tree;
  if (!tree) return false;
  return [...calls(tree)].some(({ function: called, arguments: given }) => {
    const separator = given[0]?.value;
    return (
      called.kind === 'Attribute' &&
      called.name === 'split' &&
      separator?.kind === 'Str' &&
      separator.value.trim() === ',' &&
      called.value.span.start === at.span.start &&
      called.value.span.end === at.span.end
    );
  });
}
