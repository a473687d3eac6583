import type { Project } from '../../project/project';
import type { UwsgiSetting } from '../../project/servers/uwsgi/run';
import type { ServerSubject } from '../../project/subjects/server';
import { readUwsgiIni } from '../../syntax/uwsgi/ini';
import type { FileEdit } from '../rule';
import { addWords, replacePart } from '../shared/commandEdit';
import { lineBreak } from './lines';

/** What a fix gives: undefined where the place is too unusual for an edit that keeps the layout. */
export type UwsgiEdits = readonly FileEdit[] | undefined;

/** Writes another value in the place of one, in an ini file or on a command line. */
export function replaceUwsgiValue(project: Project, setting: UwsgiSetting, value: string): UwsgiEdits {
  if (setting.source === 'file') {
    const { file, span } = setting.valuePlace;
    const text = project.files.read(file);
    // A key without a value gets one with the equals sign.
    if (text === undefined) return undefined;
    return [
      {
        file,
        edits: setting.hasValue ? [{ span, newText: value }] : [{ span: { start: span.end, end: span.end }, newText: ` = ${value}` }],
      },
    ];
  }
  const word = setting.words.at(-1);
  if (setting.source !== 'command' || !word?.exact) return undefined;
  if (setting.words.length > 1) return replacePart(word.place, value);
  const lead = `--${setting.key}=`;
  if (!word.text?.startsWith(lead)) return undefined;
  const { start, end } = word.place.span;
  return replacePart({ file: word.place.file, span: { start: start + lead.length, end } }, value);
}

/** Writes another key in the place of one. */
export function replaceUwsgiKey({ source, keyPlace, words, key }: UwsgiSetting, name: string): UwsgiEdits {
  if (source === 'file') return [{ file: keyPlace.file, edits: [{ span: keyPlace.span, newText: name }] }];
  const [word] = words;
  if (!word?.exact || !word.text?.startsWith(`--${key}`)) return undefined;
  const start = word.place.span.start + 2;
  return [{ file: word.place.file, edits: [{ span: { start, end: start + key.length }, newText: name }] }];
}

/** Adds an option: to the section `[uwsgi]` of its ini file, spaced like its neighbours, else to the command line. */
export function addUwsgiOption(project: Project, subject: ServerSubject, key: string, value: string): UwsgiEdits {
  const file = subject.uwsgi?.settings.find(({ source }) => source === 'file')?.place.file;
  if (file !== undefined) return addToIni(project, file, key, value);
  return subject.command && addWords(project, subject.command, value === 'true' ? [`--${key}`] : [`--${key}=${value}`]);
}

function addToIni(project: Project, file: string, key: string, value: string): UwsgiEdits {
  const text = project.files.read(file);
  const entries = readUwsgiIni(text ?? '').sections.find(({ name, header }) => name === 'uwsgi' && header !== undefined)?.entries;
  // Behind the last option that is not within a block of logic.
  const open = entries?.findLastIndex(({ key: one }) => /^(if|for|else)/.test(one)) ?? -1;
  const anchor = entries?.slice(0, open < 0 ? undefined : open).findLast(({ logic }) => logic === undefined);
  if (text === undefined || !anchor) return undefined;
  const sign = anchor.isBare ? ' = ' : text.slice(anchor.keySpan.end, anchor.valueSpan.start);
  const indent = /[ \t]*$/.exec(text.slice(0, anchor.keySpan.start))?.[0] ?? '';
  const newline = text.indexOf('\n', anchor.span.end);
  const end = newline < 0 ? text.length : newline;
  const at = text[end - 1] === '\r' ? end - 1 : end;
  return [{ file, edits: [{ span: { start: at, end: at }, newText: `${lineBreak(text)}${indent}${key}${sign}${value}` }] }];
}
