import { explainedUnitKeys, unitKeyProse } from '../../knowledge/prose/systemd';
import { renderUnitKey } from '../../knowledge/renderSystemd';
import { unitKeyKind, unitKeys, unitSections, unitWordsOf } from '../../knowledge/systemd';
import type { Project } from '../../project/project';
import type { Completion } from '../files/fileFeatures';
import { type OpenUnit, openUnit, sectionAt } from './place';

/** Sections, keys of the section, and values of the key, by where the offset stands. */
export function unitCompletions(project: Project, file: string, offset: number): readonly Completion[] {
  const open = openUnit(project, file);
  if (!open) return [];
  const { text } = open;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  const isContinued = /\\\r?\n$/.test(text.slice(0, start));
  if (isContinued || /^\s*[#;]/.test(before)) return [];
  if (/^\s*\[/.test(before)) return sections(open, start + before.indexOf('[') + 1, offset);
  const section = sectionAt(open, offset);
  if (section === undefined) return [];
  const equals = before.indexOf('=');
  if (equals < 0) return keys(open, section, start + (before.length - before.trimStart().length), offset);
  return values(
    project,
    open,
    section,
    before.slice(0, equals).trim(),
    offset - (before.length - equals - 1 - leading(before.slice(equals + 1))),
    offset,
  );
}

function leading(text: string): number {
  return text.length - text.trimStart().length;
}

function sections({ text, type }: OpenUnit, start: number, offset: number): readonly Completion[] {
  const rest = /^[\w-]*\]?/.exec(text.slice(offset))?.[0].length ?? 0;
  return unitSections(type).map((name) => ({
    label: `[${name}]`,
    kind: 'name',
    span: { start, end: offset + rest },
    text: `${name}]`,
    isCommon: true,
  }));
}

function keys({ text }: OpenUnit, section: string, start: number, offset: number): readonly Completion[] {
  const rest = /^[\w-]*(=?)/.exec(text.slice(offset));
  const end = offset + (rest?.[0].length ?? 0);
  const explained = new Set(explainedUnitKeys(section));
  const all = [...explained, ...unitKeys(section).filter((key) => !explained.has(key))];
  return all.map((key): Completion => {
    const prose = unitKeyProse(section, key);
    const documentation = prose && renderUnitKey(section, key, { format: 'markdown' });
    return {
      label: key,
      kind: 'key',
      span: { start, end },
      text: `${key}=`,
      ...(prose && { detail: prose.what, isCommon: true }),
      ...(documentation !== undefined && { documentation }),
    };
  });
}

function values(
  project: Project,
  { type, text }: OpenUnit,
  section: string,
  key: string,
  start: number,
  offset: number,
): readonly Completion[] {
  const kind = unitKeyKind(section, key);
  const words = kind === undefined ? undefined : unitWordsOf(kind);
  const span = { start, end: offset };
  if (words) return words.map((word) => ({ label: word, kind: 'value', span, text: word }));
  const targets = key === 'WantedBy' ? TARGETS[type] : undefined;
  if (targets !== undefined) return [{ label: targets, kind: 'value', span, text: targets, isCommon: true }];
  if (key === 'ExecReload')
    return [
      { label: '/bin/kill -s HUP $MAINPID', kind: 'value', span, text: '/bin/kill -s HUP $MAINPID', detail: 'gunicorn takes new code in' },
    ];
  if (kind !== 'units' && kind !== 'unit') return [];
  const word = { start: offset - (/[^\s=]*$/.exec(text.slice(0, offset))?.[0].length ?? 0), end: offset };
  return project
    .subjects('unit')
    .map(({ unit, file }) => ({ label: unit, kind: 'name', span: kind === 'unit' ? span : word, text: unit, detail: file }));
}

const TARGETS: Readonly<Record<string, string>> = { service: 'multi-user.target', socket: 'sockets.target', timer: 'timers.target' };
