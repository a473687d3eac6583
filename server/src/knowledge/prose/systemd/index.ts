import type { Prose, ProseTable } from '../prose';
import { EXECUTION } from './execution';
import { SERVICE } from './service';
import { SOCKETS, TIMERS, UNITS } from './units';

const TABLES: Readonly<Record<string, readonly ProseTable[]>> = {
  Unit: [UNITS],
  Install: [UNITS],
  Service: [SERVICE, EXECUTION],
  Socket: [SOCKETS, EXECUTION],
  Timer: [TIMERS],
};

/** What we say of a key of a section (`Service`); undefined where that is nothing. */
export function unitKeyProse(section: string, key: string): Prose | undefined {
  for (const table of TABLES[section] ?? []) if (Object.hasOwn(table, key)) return table[key];
  return undefined;
}

/** The keys of a section of which we say something, the most important first. */
export function explainedUnitKeys(section: string): readonly string[] {
  const own = (TABLES[section] ?? []).flatMap((table) => Object.keys(table));
  if (section === 'Unit') return own.filter((key) => !INSTALL.has(key));
  return section === 'Install' ? own.filter((key) => INSTALL.has(key)) : own;
}

const INSTALL: ReadonlySet<string> = new Set(['WantedBy', 'RequiredBy', 'Alias', 'Also']);
