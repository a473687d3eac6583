import { UNIT_SPECIFIERS } from '../../../knowledge/systemd';
import { execCommands } from '../../../syntax/systemd/exec';
import type { UnitEntry } from '../../../syntax/systemd/unit';
import { systemdWords } from '../../../syntax/systemd/words';

/** Why systemd does not take a command. */
export interface CommandFault {
  readonly reason: string;
  /** The unit does not start; elsewhere the line is left out. */
  readonly isFatal: boolean;
}

/** What systemd refuses in an `Exec…=`; undefined where it takes it. Source: systemd.service(5), “Command lines”; `config_parse_exec` of systemd. */
export function commandFault(entry: UnitEntry): CommandFault | undefined {
  if (entry.value === '') return undefined;
  // A minus before the path makes every fault of the line one to be left out.
  const isFatal = !/^[@:+!|]*-/.test(entry.value);
  if (/^[@:+!|-]+$/.test(entry.value)) return { reason: 'nothing stands behind the signs', isFatal: false };
  const { words: whole, isWhole } = systemdWords(entry.value, true);
  // In its first word the mistake only makes systemd leave the line out.
  if (!isWhole) return { reason: 'a quote is not closed', isFatal: isFatal && whole.length > 0 };
  for (const { words, prefixes } of execCommands(entry)) {
    const [program] = words;
    const path = program?.text ?? program?.raw ?? '';
    if (/-[^-]*-/.test(prefixes)) return { reason: 'a sign before the path comes twice', isFatal: false };
    const unknown = words
      .slice(1)
      .map(({ raw }) => unknownSpecifier(raw))
      .find((one) => one !== undefined);
    if (unknown !== undefined) return { reason: `%${unknown} is no specifier`, isFatal };
    if (path.includes('%')) continue;
    if (path.includes('/') && !path.startsWith('/')) return { reason: 'the path of the program is not absolute', isFatal };
    if (path.endsWith('/')) return { reason: 'the path of the program is that of a folder', isFatal };
  }
  return undefined;
}

/** The first letter or digit behind a `%` that means nothing. */
function unknownSpecifier(text: string): string | undefined {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 2)) {
    const letter = text.charAt(at + 1);
    if (/[A-Za-z0-9]/.test(letter) && !UNIT_SPECIFIERS.includes(letter)) return letter;
  }
  return undefined;
}
