import { maskedValue } from '../../project/mask';
import type { Project } from '../../project/project';
import { type EnvFileSubject, type ProfileRead, readsByName } from '../../project/subjects/envFile';
import type { Completion } from '../files/fileFeatures';
import { formatValue } from '../valueText';

/** In an env file: variables that the settings read and the file does not give yet, and True and False where one is read as a switch. */
export function environmentCompletions(project: Project, file: string, offset: number): readonly Completion[] {
  const subject = project.subjects('envFile').find((one) => one.path === file);
  if (!subject) return [];
  const start = subject.text.lastIndexOf('\n', offset - 1) + 1;
  const before = subject.text.slice(start, offset);
  const typed = /^[ \t]*(?:export[ \t]+)?(\w*)$/.exec(before);
  if (typed) return names(project, subject, offset - (typed[1]?.length ?? 0), offset);
  const value = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*["']?(\w*)$/.exec(before);
  return value ? values(subject, value[1] ?? '', offset - (value[2]?.length ?? 0), offset) : [];
}

function names(project: Project, subject: EnvFileSubject, start: number, offset: number): readonly Completion[] {
  const given = new Set(
    subject.assignments.filter(({ nameSpan }) => offset < nameSpan.start || nameSpan.end < offset).map(({ name }) => name),
  );
  const rest = /^\w*(=?)/.exec(subject.text.slice(offset));
  const end = offset + (rest?.[0].length ?? 0) - (rest?.[1]?.length ?? 0);
  return [...readsByName(project)]
    .filter(([name]) => !given.has(name) && name !== 'DJANGO_SETTINGS_MODULE')
    .map(([name, reads]): Completion => {
      const required = reads.some(({ read }) => read.default === 'required');
      return {
        label: name,
        kind: 'variable',
        span: { start, end },
        text: rest?.[1] === '=' ? name : `${name}=`,
        detail: detailOf(reads),
        ...(required && { isCommon: true }),
      };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}

function values(subject: EnvFileSubject, name: string, start: number, end: number): readonly Completion[] {
  const isSwitch = subject.readsOf(name).some(({ read }) => read.parse === 'bool');
  return isSwitch ? ['True', 'False'].map((text) => ({ label: text, kind: 'value', span: { start, end }, text })) : [];
}

/** `bool, default False · config/settings.py`. */
function detailOf(reads: readonly ProfileRead[]): string {
  const [first] = reads;
  if (!first) return '';
  const { parse, default: fallback, at, name } = first.read;
  const given = fallback === 'required' ? 'required' : `default ${formatValue(maskedValue(name, fallback), 'brief').slice(0, 40)}`;
  return `${parse}, ${given} · ${at.file}`;
}
