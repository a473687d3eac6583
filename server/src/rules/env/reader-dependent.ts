import { type Dialect, dialectWords, readAs } from '../../project/envFiles/dialects';
import type { EnvFileSubject } from '../../project/subjects/envFile';
import type { EnvAssignment } from '../../syntax/envFile/lines';
import { type Fix, subjectRule } from '../rule';

export const rule = subjectRule('envFile', {
  meta: {
    id: 'env/reader-dependent',
    title: 'Line of an env file that its readers take differently',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'White space, quotes, comments and references mean one thing to one reader of env files and another to the next.',
    settings: [],
  },
  messages: {
    comment:
      '{who} takes the comment behind {name} for a part of its value.\nWhatever needs the variable gets the comment too.\nPut the comment on a line of its own.',
    quotes:
      '{who} takes the quotes around {name} for a part of its value.\nA password or a path in quotes is another one.\nLeave the quotes out.',
    space:
      '{who} does not know {name}: white space stands at its “=”.\nThe variable stays unset there.\nWrite NAME=value without white space.',
    exported:
      '{who} does not know {name}: it takes “export” for a part of the name, or the line for none.\nThe variable stays unset there.\nLeave “export” out.',
    differs:
      '{who} and {other} read different values of {name} here.\nWhich one the process gets hangs on how it is started.\nWrite the value so that all of them agree.',
  },
  check({ subject, report }) {
    if (subject.named === 'sample' || subject.isTemplate) return;
    const telling = subject.assignments.filter((assignment) => isTelling(subject, assignment));
    if (telling.length === 0 || subject.readers.length === 0) return;
    const readers = subject.readers.filter(({ reading }) => reading.refused === undefined && reading.complete);
    const last = new Map(subject.assignments.map((assignment) => [assignment.name, assignment]));
    for (const assignment of telling) {
      if (last.get(assignment.name) !== assignment) continue;
      const fault = faultOf(subject, readers, assignment);
      if (!fault) continue;
      report({
        message: fault.message,
        data: { name: assignment.name, who: dialectWords(fault.who.dialect), other: fault.other ? dialectWords(fault.other.dialect) : '' },
        place: { file: subject.path, span: assignment.span },
        related: [fault.who, fault.other].flatMap((reader) =>
          reader?.place ? [{ place: reader.place, message: `${reader.words} reads ${subject.path}` }] : [],
        ),
        fixes: fixOf(subject, readers, assignment),
      });
    }
  },
});

type Reader = EnvFileSubject['readers'][number];

interface Fault {
  readonly message: 'comment' | 'quotes' | 'space' | 'exported' | 'differs';
  readonly who: Reader;
  readonly other?: Reader;
}

/** Most lines are plain, and nobody takes them differently. */
function isTelling({ text }: EnvFileSubject, { gap, quote, comment, exported, value }: EnvAssignment): boolean {
  return (
    gap.end - gap.start > 1 ||
    quote !== undefined ||
    comment !== undefined ||
    exported !== undefined ||
    /[\\$#'"`]|\s$/.test(value) ||
    text.startsWith('\ufeff')
  );
}

function faultOf(subject: EnvFileSubject, readers: readonly Reader[], assignment: EnvAssignment): Fault | undefined {
  const { name, value, quote, comment, gap, exported } = assignment;
  for (const who of readers) {
    const { values } = who.reading;
    const read = values.get(name);
    if (!values.has(name)) {
      // A shell refuses it aloud, and a name that a reader cannot have is not a matter of the line.
      if (who.dialect === 'shell' || !/^[A-Za-z_]\w*$/.test(name)) continue;
      if (gap.end - gap.start > 1) return { message: 'space', who };
      if (exported) return { message: 'exported', who };
      continue;
    }
    if (read === undefined || read === value) continue;
    const commentText = comment && subject.text.slice(comment.start, comment.end);
    if (commentText !== undefined && read.includes(commentText)) return { message: 'comment', who };
    if (quote !== undefined && read === `${quote}${value}${quote}`) return { message: 'quotes', who };
  }
  return differing(readers, name);
}

/** Two readers of whom both say what they read; one that replaces references against one that does not, too. */
function differing(readers: readonly Reader[], name: string): Fault | undefined {
  const known = readers.filter(({ reading }) => reading.values.get(name) !== undefined);
  const [who] = known;
  const other = known.find(({ reading }) => reading.values.get(name) !== who?.reading.values.get(name));
  return who && other ? { message: 'differs', who, other } : undefined;
}

/** The line in a form of which every reader makes the value that is meant; none where there is no such form. */
function fixOf(subject: EnvFileSubject, readers: readonly Reader[], assignment: EnvAssignment): readonly Fix[] {
  const { name, value, span, comment } = assignment;
  if (value.includes('\n') || subject.text.slice(span.start, span.end).includes('\n')) return [];
  const dialects = [...new Set(readers.map((reader) => reader.dialect))];
  const forms = [`${name}=${value}`, `${name}='${value}'`, `${name}="${value}"`];
  const form = forms.find((text) => dialects.every((dialect) => reads(dialect, text, name, value)));
  if (form === undefined) return [];
  const above = comment ? `${subject.text.slice(comment.start, comment.end)}${subject.text.includes('\r\n') ? '\r\n' : '\n'}` : '';
  return [
    {
      title: `Write ${name} so that every reader agrees`,
      safe: true,
      edit: () => [{ file: subject.path, edits: [{ span, newText: above + form }] }],
    },
  ];
}

function reads(dialect: Dialect, text: string, name: string, value: string): boolean {
  const { values, refused } = readAs(dialect, `${text}\n`);
  return refused === undefined && values.get(name) === value;
}
