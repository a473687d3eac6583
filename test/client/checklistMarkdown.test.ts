import { describe, expect, it } from 'vitest';
import { code, escapeMarkdown, plainMarkdown, toMarkdown } from '../../client/src/checklist/markdown';
import { checklist, evidence, fix, item, STRINGS, section } from './checklistData';

const LIST = checklist(
  section(
    'hosts',
    item('django/passed', 'pass', { title: 'ALLOWED_HOSTS is set' }),
    item('django/broken', 'fail', {
      title: 'DEBUG is on',
      severity: 'error',
      why: ['DEBUG is `True`.', 'Turn it off.'],
      evidence: [evidence('config/settings.py', 7, 'DEBUG is `True`.'), evidence('.env', 2, 'It is *read* from here.')],
      fixes: [fix('Turn DEBUG off')],
    }),
    item('django/open', 'unknown', { why: ['It is read from the environment.'] }),
  ),
  section('empty'),
  section('operations', item('by-hand/backups', 'byHand', { why: ['Copy it.'] }), item('by-hand/ssh', 'byHand')),
);
const RECORDS = {
  'by-hand/backups': { verdict: 'done', by: 'Ada', at: '2027-03-03T10:15:00Z', note: 'nightly\nsee [wiki]' },
  'by-hand/ssh': { verdict: 'notApplicable', by: 'Ada' },
} as const;
/** The time zone of the tests is not the point here. */
const withoutTimes = (text: string) => text.replace(/, \d+:\d+.[AP]M/g, '');
const report = (list = LIST) =>
  withoutTimes(toMarkdown({ checklist: list, records: RECORDS, strings: STRINGS, now: new Date('2027-03-04T12:00:00Z'), language: 'en' }));

describe('the report', () => {
  it('is the whole list as a task list, with reasons, places and records', () => {
    expect(report()).toBe(
      [
        '# Deployment Checklist: shop',
        '',
        '- Project: shop',
        '- Profile: config.settings (production)',
        '- Django: 5.2 (requirements.txt)',
        '- Date: Mar 4, 2027',
        '',
        '**2 of 4 settled**, 1 fails, 1 cannot be told',
        '',
        '## Section hosts',
        '',
        '_1 of 3 settled, 1 fails, 1 cannot be told._',
        '',
        '- [ ] **DEBUG is on**: Fails · error (`django/broken`)',
        '  - DEBUG is \\`True\\`.',
        '  - Turn it off.',
        '  - `config/settings.py:7`',
        '  - `.env:2`: It is \\*read\\* from here.',
        '- [ ] **Title of django/open**: Cannot be told (`django/open`)',
        '  - It is read from the environment.',
        '- [x] **ALLOWED_HOSTS is set**: Passes (`django/passed`)',
        '',
        '## Section operations',
        '',
        '_1 of 1 settled._',
        '',
        '- [x] **Title of by-hand/backups**: Done by hand',
        '  - Done by Ada · Mar 3, 2027',
        '  - Note: nightly see \\[wiki\\]',
        '  - Copy it.',
        '- [x] **Title of by-hand/ssh**: Not applicable',
        '  - Does not apply here, says Ada',
        '',
      ].join('\n'),
    );
  });

  it('of a list without items has a head', () => {
    expect(report({ folders: [], profiles: [], sections: [] })).toBe(
      '# Deployment Checklist\n\n- Date: Mar 4, 2027\n\n**Nothing to check**\n',
    );
  });
});

describe('text in Markdown', () => {
  it.each([
    ['SECURE_SSL_REDIRECT is on', 'SECURE_SSL_REDIRECT is on'],
    ['_private and trailing_', '\\_private and trailing\\_'],
    ['*bold* [a](b) <b> `code` ~~x~~ | $x$ &amp;', '\\*bold\\* \\[a\\](b) \\<b\\> \\`code\\` \\~\\~x\\~\\~ \\| \\$x\\$ \\&amp;'],
    ['- no list', '\\- no list'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['5.2 (requirements.txt)', '5.2 (requirements.txt)'],
    ['C:\\site', 'C:\\\\site'],
    ['one\n\n# two', 'one # two'],
  ])('shows as it is: %j', (text, expected) => expect(escapeMarkdown(text)).toBe(expected));

  it('makes no links of addresses where the editor would', () => {
    const text = plainMarkdown('"https://www.shop.example" and ada@shop.example');
    expect(text).not.toMatch(/:\/\/|www\.|@/);
    expect(text.replaceAll('&#47;', '/').replaceAll('&#46;', '.').replaceAll('&#64;', '@')).toBe(
      '"https://www.shop.example" and ada@shop.example',
    );
  });

  it.each([
    ['a.py:1', '`a.py:1`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['a``b', '```a``b```'],
  ])('as code keeps its backticks: %s', (text, expected) => expect(code(text)).toBe(expected));
});
