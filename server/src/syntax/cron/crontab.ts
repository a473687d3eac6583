import { verbatim, type WrittenText } from '../written';

/** A line of a crontab that runs something. */
export interface CronLine {
  /** `0 3 * * *`, `@daily`. */
  readonly schedule: string;
  /** The account; undefined in the crontab of one user. */
  readonly user: string | undefined;
  /** For a shell; what stands behind a `%` is its input and not part of it. */
  readonly command: WrittenText;
}

export interface Crontab {
  readonly lines: readonly CronLine[];
  /** `NAME=value` lines. */
  readonly variables: readonly { readonly name: string; readonly value: string }[];
}

const FIELD = '[\\d*,/A-Za-z~-]+';

/**
 * Reads a crontab. Lines that are none of it are left out.
 *
 * @param hasUsers a file of /etc/cron.d, whose lines name an account.
 * Source: crontab(5).
 */
export function readCrontab(text: string, hasUsers: boolean): Crontab {
  const lines: CronLine[] = [];
  const variables: { name: string; value: string }[] = [];
  const pattern = new RegExp(`^([ \\t]*)(@[a-z]+|${FIELD}(?:[ \\t]+${FIELD}){4})([ \\t]+)(?:([\\w.-]+)([ \\t]+))?(\\S.*)$`);
  for (const match of text.matchAll(/^.*$/gm)) {
    const line = match[0].replace(/\r$/, '');
    const assigned = /^\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (/^\s*(#|$)/.test(line)) continue;
    if (assigned) {
      variables.push({ name: assigned[1] ?? '', value: (assigned[2] ?? '').replace(/^(["'])(.*)\1$/, '$2') });
      continue;
    }
    const [, lead = '', schedule, gap = '', word, second = '', rest = ''] = pattern.exec(line) ?? [];
    if (schedule === undefined) continue;
    const user = hasUsers ? word : undefined;
    const before = lead.length + schedule.length + gap.length + (user === undefined ? 0 : user.length + second.length);
    const whole = user === undefined ? line.slice(before) : rest;
    const command = whole.slice(0, inputAt(whole)).trimEnd();
    lines.push({ schedule, user, command: verbatim(command, match.index + before) });
  }
  return { lines, variables };
}

/** Where the input of a command begins: at a `%` that no backslash protects. */
function inputAt(command: string): number {
  const found = /(?<!\\)%/.exec(command);
  return found ? found.index : command.length;
}
