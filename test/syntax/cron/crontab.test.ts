import { describe, expect, it } from 'vitest';
import { readCrontab } from '../../../server/src/syntax/cron/crontab';

describe('a crontab', () => {
  it('of /etc/cron.d names an account', () => {
    const text =
      'SHELL=/bin/bash\nMAILTO="ops@example.com"\n# nightly\n0 3 * * * www-data cd /srv/shop && python manage.py clearsessions\n@daily root /usr/bin/backup\nnonsense\n';
    const { lines, variables } = readCrontab(text, true);
    expect(variables).toEqual([
      { name: 'SHELL', value: '/bin/bash' },
      { name: 'MAILTO', value: 'ops@example.com' },
    ]);
    expect(lines.map(({ schedule, user, command }) => [schedule, user, command.text])).toEqual([
      ['0 3 * * *', 'www-data', 'cd /srv/shop && python manage.py clearsessions'],
      ['@daily', 'root', '/usr/bin/backup'],
    ]);
    for (const { command } of lines) expect(text.slice(command.span.start, command.span.end)).toBe(command.text);
  });

  it('of one user names none, and gives what stands behind a percent sign as input', () => {
    const text = '*/5 * * * 1-5 mail -s hi mary%Hello%there\r\n0 0 1 jan * echo 100\\% # x\n';
    expect(readCrontab(text, false).lines.map(({ schedule, user, command }) => [schedule, user, command.text])).toEqual([
      ['*/5 * * * 1-5', undefined, 'mail -s hi mary'],
      ['0 0 1 jan *', undefined, 'echo 100\\% # x'],
    ]);
  });
});
