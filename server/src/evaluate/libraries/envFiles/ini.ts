import { strip, stripEnd, universalNewlines } from './text';

/** The options of one section with those of `[DEFAULT]` below them, by name in lower case; values as they are written. */
export type IniOptions = ReadonlyMap<string, string>;

/** A file or value that Python's `configparser` refuses. */
export class IniError extends Error {}

/**
 * One section of an ini file as Python's `configparser` reads it with its defaults: `=` or `:`, comments only on lines of their own,
 * indented lines go on with the value above. Undefined when the section is not there. Throws an `IniError` where Python raises.
 */
export function readIniSection(text: string, section: string): IniOptions | undefined {
  const sections = readSections(text);
  const own = sections.get(section);
  if (!own) return undefined;
  const joined = new Map<string, string>();
  for (const [name, lines] of [...(sections.get('DEFAULT') ?? []), ...own]) joined.set(name, stripEnd(lines.join('\n')));
  return joined;
}

type Section = Map<string, string[]>;

function readSections(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>([['DEFAULT', new Map()]]);
  const seen = new Set<string>();
  let current: Section | undefined;
  let open: string[] | undefined;
  let indent = 0;
  for (const line of universalNewlines(text).split('\n')) {
    const value = strip(line);
    if (value === '' || value.startsWith('#') || value.startsWith(';')) {
      if (value === '') open?.push('');
      continue;
    }
    const level = line.length - line.trimStart().length;
    if (open && level > indent) {
      open.push(value);
      continue;
    }
    indent = level;
    const header = /^\[(.+)\]/.exec(value)?.[1];
    if (header !== undefined) {
      if (seen.has(header)) throw new IniError(`section ${header} stands twice`);
      if (header !== 'DEFAULT') seen.add(header);
      current = sections.get(header) ?? new Map();
      sections.set(header, current);
      open = undefined;
      continue;
    }
    open = startOption(current, value);
  }
  return sections;
}

function startOption(section: Section | undefined, line: string): string[] {
  const [, rawName, value] = /^(.*?)\s*[=:]\s*(.*)$/s.exec(line) ?? [];
  if (!section || rawName === undefined || value === undefined || rawName === '') throw new IniError('a line is no option');
  const name = rawName.toLowerCase();
  if (section.has(name)) throw new IniError(`option ${name} stands twice`);
  const lines = [strip(value)];
  section.set(name, lines);
  return lines;
}

/** The value of an option with `%(other)s` replaced. Throws an `IniError` where Python raises. */
export function iniValue(options: IniOptions, name: string, depth = 0): string | undefined {
  const raw = options.get(name.toLowerCase());
  if (raw === undefined || !raw.includes('%')) return raw;
  if (depth > 9) throw new IniError('values refer to one another too deeply');
  return raw.replace(/%(?:%|\(([^)]+)\)s)?/g, (match, other: string | undefined) => {
    if (match === '%%') return '%';
    const value = other === undefined ? undefined : iniValue(options, other, depth + 1);
    if (value === undefined) throw new IniError('% must be followed by % or a known (name)s');
    return value;
  });
}
