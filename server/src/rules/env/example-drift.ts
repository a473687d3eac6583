import { basename, dirname, join } from '../../base/paths';
import type { EnvFileSubject } from '../../project/subjects/envFile';
import { appendEnvLines } from '../edit/envFile';
import { type Fix, subjectRule } from '../rule';

export const rule = subjectRule('envFile', {
  meta: {
    id: 'env/example-drift',
    title: 'Example of an env file that has fallen behind',
    category: 'debug and secrets',
    severity: 'info',
    scope: 'any',
    fix: 'multi',
    references: [],
    summary: 'Who sets the project up from its example misses variables that the project needs.',
    settings: [],
  },
  messages: {
    example:
      '{file} lacks {names}, which {other} gives and the settings read.\nWho sets the project up from the example does not know of them.\nAdd them there, without their values.',
    real: '{file} lacks {names}, without which the settings stop; {example} has them.\nThe project does not start with this file alone.\nAdd them.',
  },
  check(context) {
    const { subject, project } = context;
    if (subject.named !== 'sample') return context.notApplicable(`${subject.path} is no example`);
    const real = project.subjects('envFile').find((other) => other.path !== subject.path && isExampleOf(subject.path, other.path));
    if (!real) return context.notApplicable(`there is no env file that ${subject.path} is the example of`);
    const mentioned = (file: EnvFileSubject, name: string) =>
      new RegExp(`^[ \\t]*#?[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=`, 'm').test(file.text);
    const plain = (names: readonly string[]) => [...new Set(names)].filter((name) => /^\w+$/.test(name));
    const lacking = plain(real.assignments.map(({ name }) => name)).filter(
      (name) => !mentioned(subject, name) && subject.readsOf(name).length > 0,
    );
    const needed = plain(subject.assignments.map(({ name }) => name)).filter(
      (name) => !mentioned(real, name) && subject.readsOf(name).some(({ read }) => read.default === 'required'),
    );
    const [lack] = lacking.flatMap((name) => real.assignments.find((one) => one.name === name) ?? []);
    if (lack)
      context.report({
        message: 'example',
        data: { file: subject.path, names: listed(lacking), other: real.path },
        place: { file: subject.path, span: { start: 0, end: subject.text.split('\n', 1)[0]?.length ?? 0 } },
        related: [{ place: { file: real.path, span: lack.nameSpan }, message: `${lack.name} is given here` }],
        fixes: [add(subject, lacking)],
      });
    const [need] = needed.flatMap((name) => subject.assignments.find((one) => one.name === name) ?? []);
    if (need)
      context.report({
        message: 'real',
        data: { file: real.path, names: listed(needed), example: subject.path },
        place: { file: subject.path, span: need.nameSpan },
        fixes: [add(real, needed)],
      });
  },
});

function add(file: EnvFileSubject, names: readonly string[]): Fix {
  return {
    title: `Add ${listed(names)} to ${file.path}`,
    safe: false,
    edit: () => [
      {
        file: file.path,
        edits: [
          appendEnvLines(
            file.text,
            names.map((name) => `${name}=`),
          ),
        ],
      },
    ],
  };
}

/** `.env.example` and `.env`, `.env.production.sample` and `.env.production`, `example.env` and `.env`, in one folder. */
function isExampleOf(example: string, real: string): boolean {
  if (dirname(example) !== dirname(real)) return false;
  const stem = basename(example)
    .split('.')
    .map((word) =>
      word.replace(/^(.*)[_-](example|sample|template|dist)$/i, '$1').replace(/^(example|sample|template|dist)[_-](.*)$/i, '$2'),
    )
    .filter((word) => !/^(example|sample|template|dist)$/i.test(word))
    .join('.');
  const name = stem.startsWith('.') ? stem : `.${stem}`;
  return join(dirname(example), name) === real || join(dirname(example), stem) === real;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
