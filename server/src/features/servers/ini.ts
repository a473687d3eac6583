import { contains } from '../../base/text';
import { renderUwsgiOption } from '../../knowledge/renderServers';
import { type UwsgiOption, uwsgiOption, uwsgiOptions, uwsgiProse } from '../../knowledge/uwsgi';
import type { Project } from '../../project/project';
import { isUwsgiIni, mayBeUwsgiIni } from '../../project/servers/uwsgi/run';
import { readUwsgiIni, type UwsgiEntry } from '../../syntax/uwsgi/ini';
import type { Completion } from '../files/fileFeatures';
import type { Hover } from '../hover';
import type { StoryFormat } from '../storyText';

/** Whether a file is an ini of uWSGI. */
export function isIni(project: Project, file: string): boolean {
  return mayBeUwsgiIni(file) && isUwsgiIni(file, project.files.read(file));
}

/** The option of uWSGI at an offset of its file. */
export function iniHover(project: Project, file: string, offset: number, { format }: StoryFormat): Hover | undefined {
  const entry = entriesOf(project, file).find(({ keySpan }) => contains(keySpan, offset));
  const option = entry && uwsgiOption(entry.key);
  return option && { text: renderUwsgiOption(option, { format }), span: entry.keySpan };
}

/** Options where a line begins, and yes or no behind the sign of one that is switched. */
export function iniCompletions(project: Project, file: string, offset: number): readonly Completion[] {
  const text = project.files.read(file) ?? '';
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  if (/^[ \t]*([;#[]|$)/.test(before) && before.trim() !== '') return [];
  if (sectionAt(text, offset) === undefined) return [];
  const equals = before.indexOf('=');
  if (equals >= 0) {
    const option = uwsgiOption(before.slice(0, equals).trim());
    const span = { start: start + equals + 1 + (/^[ \t]*/.exec(before.slice(equals + 1))?.[0].length ?? 0), end: offset };
    return option?.arg === 'none' ? ['true', 'false'].map((word) => ({ label: word, kind: 'value', span, text: word })) : [];
  }
  const given = new Set(entriesOf(project, file).map(({ key }) => key));
  const lead = /^[ \t]*/.exec(before)?.[0].length ?? 0;
  const rest = /^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const span = { start: start + lead, end: offset + rest };
  return uwsgiOptions()
    .filter(({ name }) => !given.has(name))
    .map((option) => ({ ...described(option), span, text: `${option.name} = ${option.arg === 'none' ? 'true' : ''}` }));
}

/** The name, the sentence and the page of an option, for a list. */
export function described(option: UwsgiOption): Pick<Completion, 'label' | 'kind' | 'detail' | 'documentation' | 'isCommon'> {
  const prose = uwsgiProse(option.name);
  const isCommon = option.relevant === true && prose !== undefined;
  return {
    label: option.name,
    kind: 'key',
    ...(prose && { detail: prose.what, documentation: renderUwsgiOption(option) }),
    ...(isCommon && { isCommon }),
  };
}

function entriesOf(project: Project, file: string): readonly UwsgiEntry[] {
  return readUwsgiIni(project.files.read(file) ?? '').sections.flatMap(({ entries }) => entries);
}

function sectionAt(text: string, offset: number): string | undefined {
  return readUwsgiIni(text).sections.findLast(({ header }) => header !== undefined && header.end <= offset)?.name;
}
