import { closest } from '../../base/closest';
import { unitKeyKind, unitKeys, unitSections, unitWordsOf } from '../../knowledge/systemd';
import type { Project } from '../../project/project';
import type { UnitSubject } from '../../project/subjects/unit';
import { type UnitProblem, unitProblems } from '../../project/subjects/units/language';
import { unitStart } from '../../project/subjects/units/starts';
import { moveUnitEntry } from '../edit/unit';
import { type Fix, type Report, subjectRule } from '../rule';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/line-refused',
    title: 'systemd does not take a line of the unit',
    category: 'containers and units',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'systemd leaves out what it does not understand with a line in its log, and what the line was for does not happen.',
    settings: [],
  },
  messages: {
    key: 'systemd knows no {name} in [{section}] and leaves the line out.\nWhat it was for does not happen; the log alone says so.{hint}',
    elsewhere:
      'systemd reads {name} in [{right}], and leaves it out in [{section}].\nWhat it was for does not happen; the log alone says so.\nMove it to [{right}].',
    section: 'systemd knows no section [{name}] in {unit} and leaves out everything below it.{hint}',
    value: 'systemd does not take this for {name}= and leaves the line out, so that the default holds.{hint}',
    fatal: 'systemd does not take this for {name}=, and does not start {unit}.\nCorrect it.',
    environment:
      'systemd leaves out what is no assignment here (NAME=text, with a name of letters, digits and underscores).\nThe process starts without it.\nPut quotes around a whole assignment that holds blanks.',
    command: 'systemd does not take this command: {reason}.\n{effect}\nCorrect it.',
    cut: 'The line above lacks the backslash at its end: this one is no part of its command, and systemd leaves it out.\nThe program starts without it.\nEnd the line above with a backslash.',
    line: 'systemd leaves out {reason}.\nWhat it was for does not happen.\nWrite key=value, or begin the line with #.',
    header:
      'systemd gives the file up here: a line that begins with [ has to end with ].\n{unit} does not start.\nWrite the header alone on its line.',
    unit: 'systemd refuses {unit}: {reason}.\nIt does not start.\nCorrect it.',
  },
  check({ subject: unit, project, report, unknown, notApplicable }) {
    if (!isDjangos(project, unit)) return notApplicable(`${unit.name} has nothing to do with Django`);
    const problems = unitProblems(unit);
    const isTemplate = unit.doubt !== undefined && !problems.some(({ kind }) => kind === 'header');
    if (isTemplate) return unknown(unit.doubt ?? '');
    for (const problem of problems) {
      report({ ...reportOf(project, unit, problem), ...(problem.isFatal && { severity: 'error' as const }) });
    }
  },
});

type Message = 'key' | 'elsewhere' | 'section' | 'value' | 'fatal' | 'environment' | 'command' | 'line' | 'cut' | 'header' | 'unit';

/** A service that starts Django, or a socket or timer for one. */
function isDjangos(project: Project, unit: UnitSubject): boolean {
  const service = unit.type === 'service' ? unit : unit.activates;
  return service !== undefined && unitStart(project, service) !== undefined;
}

function reportOf(project: Project, unit: UnitSubject, problem: UnitProblem): Report<Message> {
  const { place, subject: reason, kind } = problem;
  const above = kind === 'key' || kind === 'line' ? cutCommand(project, unit, problem) : undefined;
  if (above !== undefined) return { message: 'cut', place, fixes: [continued(place.file, above)] };
  switch (kind) {
    case 'key':
      return keyReport(project, unit, problem);
    case 'section': {
      const right = closest(reason, unitSections(unit.type)) ?? sameLetters(reason, unitSections(unit.type));
      return {
        message: 'section',
        place,
        data: { name: reason, unit: unit.unit, hint: meant(right && `[${right}]`) },
        fixes: written(problem, right),
      };
    }
    case 'value':
      return valueReport(unit, problem);
    case 'environment':
      return { message: 'environment', place };
    case 'command': {
      const effect = problem.isFatal ? `${unit.unit} does not start.` : 'The line is left out.';
      return { message: 'command', place, data: { reason, effect } };
    }
    case 'line':
    case 'outside':
      return { message: 'line', place, data: { reason } };
    default:
      return { message: kind, place, data: { unit: unit.unit, reason } };
  }
}

/** The end of the command that a line would go on with: it stands indented or with a dash right below one. */
function cutCommand(project: Project, unit: UnitSubject, { place }: UnitProblem): number | undefined {
  const text = project.files.read(place.file) ?? '';
  const before = unit.entries.findLast(({ file, span }) => file === place.file && span.end <= place.span.start);
  if (before === undefined || unitKeyKind(before.section, before.key) !== 'command') return undefined;
  const between = text.slice(before.span.end, place.span.start);
  const isCut = /^[ \t]*\r?\n[ \t]+$/.test(between) || (/^[ \t]*\r?\n[ \t]*$/.test(between) && text.charAt(place.span.start) === '-');
  return isCut ? before.span.end : undefined;
}

function continued(file: string, at: number): Fix {
  return {
    title: 'End the line above with a backslash',
    safe: true,
    edit: () => [{ file, edits: [{ span: { start: at, end: at }, newText: ' \\' }] }],
  };
}

function keyReport(project: Project, unit: UnitSubject, problem: UnitProblem): Report<Message> {
  const { place, subject: name } = problem;
  const entry = unit.entries.find(({ file, keySpan }) => file === place.file && keySpan.start === place.span.start);
  const section = entry?.section ?? '';
  const right = problem.sections?.find((one) => unitSections(unit.type).includes(one));
  if (right !== undefined && entry) {
    const edit = () => moveUnitEntry(project, unit, entry, right);
    const fixes: readonly Fix[] = [{ title: `Move it to [${right}]`, safe: true, edit }];
    return { message: 'elsewhere', place, data: { name, section, right }, fixes };
  }
  const near = closest(name, unitKeys(section)) ?? sameLetters(name, unitKeys(section));
  return { message: 'key', place, data: { name, section, hint: meant(near) }, fixes: written(problem, near) };
}

function valueReport(unit: UnitSubject, problem: UnitProblem): Report<Message> {
  const { place, subject: name } = problem;
  if (problem.isFatal) return { message: 'fatal', place, data: { name, unit: unit.unit } };
  const entry = unit.entries.find(({ file, valueSpan }) => file === place.file && valueSpan.start === place.span.start);
  const words = entry && unitWordsOf(unitKeyKind(entry.section, entry.key) ?? 'other');
  const text = (entry?.value ?? '').replace(/\s+[#;].*$/, '');
  const near = words && entry ? (words.find((word) => word === text) ?? closest(text, words)) : undefined;
  const list = words && near === undefined ? `\nIt takes ${words.join(', ')}.` : meant(near);
  return { message: 'value', place, data: { name, hint: list }, fixes: written(problem, near) };
}

function meant(near: string | undefined): string {
  return near === undefined ? '' : `\nDid you mean ${near}?`;
}

function sameLetters(name: string, names: readonly string[]): string | undefined {
  return names.find((one) => one.toLowerCase() === name.toLowerCase());
}

function written({ place }: UnitProblem, text: string | undefined): readonly Fix[] {
  if (text === undefined) return [];
  const edit = () => [{ file: place.file, edits: [{ span: place.span, newText: text }] }];
  return [{ title: `Make it ${text}`, safe: true, edit }];
}
