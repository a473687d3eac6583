import type { Dialect } from '../../project/envFiles/dialects';
import { dialectWords } from '../../project/envFiles/dialects';
import type { EnvFileSubject } from '../../project/subjects/envFile';
import type { EnvLine } from '../../syntax/envFile/lines';
import { commentOut } from '../edit/envFile';
import { type Fix, subjectRule } from '../rule';

export const rule = subjectRule('envFile', {
  meta: {
    id: 'env/invalid-line',
    title: 'Line of an env file that sets nothing',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A line that is no assignment is passed over in silence, or makes the reader refuse the whole file.',
    settings: [],
  },
  messages: {
    skipped:
      'This line is no NAME=value: {who} passes it over without a word.\nWhat it was to set stays unset.\nWrite an “=”, or remove it.',
    refused:
      'This line is no NAME=value: {who} refuses the whole file because of it.\nNothing that needs the file starts.\nWrite an “=”, or remove it.',
    nobody:
      'This line is no NAME=value, which no reader of env files understands.\nWhat it was to set stays unset.\nWrite an “=”, or remove it.',
  },
  check(context) {
    const { subject } = context;
    const suspects = subject.lines.filter((line) => line.kind !== 'assignment');
    if (suspects.length === 0 || subject.isTemplate) return;
    if (isProgram(subject)) return context.unknown(`${subject.path} seems to be a shell script, which may hold any command`);
    const dialects = subject.readers.map((reader) => reader.dialect);
    for (const line of suspects) {
      const text = subject.text.slice(line.span.start, line.span.end);
      const known = [...new Set(dialects)];
      if (known.length === 0 ? !isNothing(text) : known.some((dialect) => understands(dialect, line, text))) continue;
      const refusing = subject.readers.find(({ reading, dialect }) => reading.refused !== undefined || dialect === 'shell');
      const who = refusing ?? subject.readers[0];
      context.report({
        message: !who ? 'nobody' : refusing ? 'refused' : 'skipped',
        data: { who: who ? dialectWords(who.dialect) : '' },
        place: { file: subject.path, span: line.span },
        related: who?.place ? [{ place: who.place, message: `${subject.path} is read here` }] : [],
        fixes: fixesOf(subject, line, text),
      });
    }
  },
});

/** Commands of a shell: the file is sourced, and whatever else stands in it may be one too. */
function isProgram({ text }: EnvFileSubject): boolean {
  return /^#!|^[ \t]*(set [-+]|\. |source |if |fi\b|then\b|else\b|for |while |done\b|case |esac\b|function |echo |unset |eval |alias |exec |cd |test |\[|\w+\(\)|[})])/m.test(
    text,
  );
}

/** What none of them takes for a variable, whoever reads the file. */
function isNothing(text: string): boolean {
  return /^[A-Za-z_]\w*[ \t]+[^=:\s][^=:]*$/.test(text) || /^[=:]/.test(text) || /^(<{7}|={7}|>{7})/.test(text);
}

/** Whether a reader makes a variable of such a line: of a name alone, or of `NAME: value`. */
function understands(dialect: Dialect, line: EnvLine, text: string): boolean {
  switch (dialect) {
    case 'compose':
      return line.kind === 'name' || /^[\w.-]+[ \t]*:/.test(text);
    case 'docker':
      return line.kind === 'name';
    case 'python-dotenv':
    case 'environs':
    case 'pydantic-settings':
      return line.kind === 'name';
    case 'shell':
      return true;
    default:
      return false;
  }
}

function fixesOf(subject: EnvFileSubject, line: EnvLine, text: string): readonly Fix[] {
  const edit = (newText: string) => () => [{ file: subject.path, edits: [{ span: line.span, newText }] }];
  const pair = /^([A-Za-z_]\w*)(?:[ \t]*:[ \t]*|[ \t]+)(\S[^=]*)$/.exec(text);
  const comment: Fix = {
    title: 'Turn the line into a comment',
    safe: true,
    edit: () => [{ file: subject.path, edits: [commentOut(subject.text, line)] }],
  };
  return pair ? [comment, { title: `Write ${pair[1]}=…`, safe: false, edit: edit(`${pair[1]}=${pair[2]}`) }] : [comment];
}
