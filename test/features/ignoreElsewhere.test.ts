/** “Ignore here” in the files around settings: the comment that it writes is one in that language, and takes the finding away. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/text';
import { ignoreHere } from '../../server/src/features/ignoreHere';
import { type Judged, judge } from '../rules/support';

const COMPOSE = 'services:\n  db:\n    image: postgres:17\n    restart: always\n    ports:\n      - "5432:5432"\n';

async function ignored(files: Readonly<Record<string, string>>, rule: string): Promise<{ readonly text: string; readonly left: Judged }> {
  const { findings, project } = await judge({ files }, rule);
  const [finding, ...others] = findings;
  expect([finding?.rule, others.length]).toEqual([rule, 0]);
  const edit = finding && ignoreHere(project, finding, 'tried by hand');
  const text = edit ? applyEdits(files[edit.file] ?? '', edit.edits) : '';
  return { text, left: await judge({ files: { ...files, ...(edit && { [edit.file]: text }) } }, rule) };
}

describe('a finding', () => {
  it.each([
    [
      'of compose',
      'compose/port-published',
      { 'compose.prod.yml': COMPOSE },
      '      # preflight: ignore[compose/port-published] tried by hand\n      - "5432:5432"',
    ],
    [
      'in a text of YAML that runs over lines',
      'process/runserver',
      { 'compose.prod.yml': 'services:\n  web:\n    image: shop\n    command: >-\n      python manage.py\n      runserver 0.0.0.0:8000\n' },
      '    # preflight: ignore[process/runserver] tried by hand\n    command: >-',
    ],
    [
      'in an instruction of a Dockerfile over several lines',
      'gunicorn/timeout-disabled',
      { Dockerfile: 'FROM python:3.13\nCMD gunicorn shop.wsgi \\\n    --timeout 0\n' },
      '# preflight: ignore[gunicorn/timeout-disabled] tried by hand\nCMD gunicorn',
    ],
    [
      'of a unit',
      'systemd/no-restart',
      { 'shop.service': '[Service]\nUser=shop\nExecStart=/srv/shop/venv/bin/gunicorn shop.wsgi\n' },
      '# preflight: ignore[systemd/no-restart] tried by hand\n',
    ],
    [
      'of requirements',
      'repo/unpinned-requirement',
      { 'requirements.txt': 'django\n' },
      '# preflight: ignore[repo/unpinned-requirement] tried by hand\ndjango',
    ],
  ])('%s is silent afterwards', async (_, rule, files, expected) => {
    const { text, left } = await ignored(files, rule);
    expect(text).toContain(expected);
    expect(left.findings).toEqual([]);
    expect(left.judgements.map(({ status, reasons }) => [status, ...reasons])).toContainEqual([
      'notApplicable',
      'ignored by a comment: tried by hand',
    ]);
  });

  it('is silent behind what a line of YAML says, too', async () => {
    const text = COMPOSE.replace('"5432:5432"', '"5432:5432" # preflight: ignore[compose/port-published] a firewall is before it');
    expect((await judge({ files: { 'compose.prod.yml': text } }, 'compose/port-published')).findings).toEqual([]);
  });
});
