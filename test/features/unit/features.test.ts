import { beforeAll, describe, expect, it } from 'vitest';
import { unitFeatures } from '../../../server/src/features/unit';
import { MemoryFiles } from '../../../server/src/host/files';
import { explainedUnitKeys, unitKeyProse } from '../../../server/src/knowledge/prose/systemd';
import { unitKeyKind } from '../../../server/src/knowledge/systemd';
import { openProject } from '../../../server/src/project/open';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { python } from '../../support/python';

let parser: Awaited<ReturnType<typeof python>>;
beforeAll(async () => {
  parser = await python();
});

const FORMAT = { format: 'text', link: () => '' } as const;

/** A workspace of files; `|` in one of them is the cursor. */
function at(files: Readonly<Record<string, string>>) {
  const [file = '', marked = ''] = Object.entries(files).find(([, text]) => text.includes('|')) ?? [];
  const texts = new Map(Object.entries({ ...files, [file]: marked.replace('|', '') }));
  const project = openProject(new MemoryFiles(texts), { parsePython: (text) => parsePython(parser, text) });
  const offset = marked.indexOf('|');
  return {
    owns: unitFeatures.owns(project, file),
    hover: () => unitFeatures.hover?.(project, file, offset, FORMAT)?.text,
    labels: () => (unitFeatures.completions?.(project, file, offset) ?? []).map(({ label }) => label),
    completed: (label: string) => {
      const found = unitFeatures.completions?.(project, file, offset).find((one) => one.label === label);
      const text = texts.get(file) ?? '';
      return found && text.slice(0, found.span.start) + found.text + text.slice(found.span.end);
    },
    targets: () => (unitFeatures.definition?.(project, file, offset) ?? []).map((place) => place.file),
  };
}

describe('the files', () => {
  it('are units and their drop-ins', () => {
    expect(at({ 'deploy/shop.service': '|' }).owns).toBe(true);
    expect(at({ 'shop@.socket': '|' }).owns).toBe(true);
    expect(at({ 'shop.service.d/local.conf': '|' }).owns).toBe(true);
    expect(at({ 'service.d/local.conf': '|' }).owns).toBe(true);
    expect(at({ 'nginx.conf': '|' }).owns).toBe(false);
    expect(at({ 'user.service.ts': '|' }).owns).toBe(false);
  });
});

describe('a hover', () => {
  it('explains a key of its section, and says what it takes', () => {
    const text = at({ 'shop.service': '[Service]\nKill|Mode=mixed\n' }).hover();
    expect(text).toContain('KillMode=');
    expect(text).toContain('main process');
    expect(text).toContain('control-group, mixed, process, none');
  });

  it('tells what holds where a drop-in has the last word', () => {
    const text = at({
      'shop.service': '[Service]\nUs|er=root\nExecStart=/bin/x\n',
      'shop.service.d/a.conf': '[Service]\nUser=shop\n',
    }).hover();
    expect(text).toContain('shop.service.d/a.conf:2');
    expect(text).toContain('shop');
  });

  it('shows no value of a variable', () => {
    const text = at({ 'shop.service': '[Service]\nEnvi|ronment=KEY=hq83kfz2\nEnvironment="OTHER=zz81hd6k x"\n' }).hover();
    expect(text).toContain('KEY=');
    expect(text).not.toMatch(/hq83kfz2|zz81hd6k/);
  });

  it('is silent about values and unknown keys', () => {
    expect(at({ 'shop.service': '[Service]\nType=no|tify\n' }).hover()).toBeUndefined();
    expect(at({ 'shop.service': '[Service]\nX-Ow|ner=mary\n' }).hover()).toBeUndefined();
  });

  it('has words for keys that there are', () => {
    for (const section of ['Unit', 'Service', 'Socket', 'Timer', 'Install']) {
      const keys = explainedUnitKeys(section);
      expect(keys.filter((key) => unitKeyKind(section, key) === undefined)).toEqual([]);
      const related = keys.flatMap((key) => unitKeyProse(section, key)?.related ?? []);
      const known = (key: string) => ['Unit', 'Service', 'Socket', 'Timer', 'Install'].some((one) => unitKeyKind(one, key) !== undefined);
      expect(related.filter((key) => !known(key))).toEqual([]);
    }
  });
});

describe('completion', () => {
  it('gives the sections that the unit may have', () => {
    const here = at({ 'shop.socket': '[Unit]\n[|\n' });
    expect(here.labels()).toEqual(['[Unit]', '[Socket]', '[Install]']);
    expect(here.completed('[Socket]')).toBe('[Unit]\n[Socket]\n');
  });

  it('gives the keys of the section, and takes the rest of the word with it', () => {
    const here = at({ 'shop.service': '[Unit]\nAfter=x\n[Service]\n  Rest|a=always\n' });
    expect(here.labels()).toContain('RestartSec');
    expect(here.labels()).not.toContain('After');
    expect(here.completed('Restart')).toBe('[Unit]\nAfter=x\n[Service]\n  Restart=always\n');
  });

  it('gives the words that a key takes', () => {
    const here = at({ 'shop.service': '[Service]\nType= no|\n' });
    expect(here.labels()).toEqual(expect.arrayContaining(['notify', 'simple', 'oneshot']));
    expect(here.completed('notify')).toBe('[Service]\nType= notify\n');
    expect(at({ 'shop.timer': '[Install]\nWantedBy=|\n' }).labels()).toEqual(['timers.target']);
  });

  it('gives units of the workspace, word by word', () => {
    const here = at({
      'shop.service': '[Unit]\nAfter=network.target sh|\n[Service]\nExecStart=/bin/x\n',
      'shop.socket': '[Socket]\nListenStream=80\n',
    });
    expect(here.completed('shop.socket')).toContain('After=network.target shop.socket\n');
  });

  it('is silent in comments, commands that go on, and above the first section', () => {
    expect(at({ 'shop.service': '[Service]\n# Re|\n' }).labels()).toEqual([]);
    expect(at({ 'shop.service': '[Service]\nExecStart=/bin/x \\\n  Re|\n' }).labels()).toEqual([]);
    expect(at({ 'shop.service': 'Re|\n[Service]\n' }).labels()).toEqual([]);
  });
});

describe('definition', () => {
  const service = (line: string) => `[Service]\nWorkingDirectory=/srv/shop\n${line}\n`;

  it('leads from a file of variables, a unit and a script to their files', () => {
    const env = { 'deploy/shop.service': service('EnvironmentFile=-/srv/shop/deploy/.en|v'), 'deploy/.env': 'A=1\n' };
    expect(at(env).targets()).toEqual(['deploy/.env']);
    const socket = {
      'shop.service': '[Unit]\nRequires=shop.sock|et\n[Service]\nExecStart=/bin/x\n',
      'units/shop.socket': '[Socket]\nListenStream=80\n',
    };
    expect(at(socket).targets()).toEqual(['units/shop.socket']);
    const script = { 'shop.service': service('ExecStart=/srv/shop/bin/st|art.sh --fast'), 'bin/start.sh': 'exec gunicorn\n' };
    expect(at(script).targets()).toEqual(['bin/start.sh']);
    const config = {
      'shop.service': service('ExecStart=/usr/bin/gunicorn \\\n  --config=/etc/shop/guni|corn.conf.py shop.wsgi'),
      'deploy/gunicorn.conf.py': 'workers = 2\n',
    };
    expect(at(config).targets()).toEqual(['deploy/gunicorn.conf.py']);
  });

  it('leads nowhere from what the workspace does not have', () => {
    expect(at({ 'shop.service': service('EnvironmentFile=/etc/ot|her.env') }).targets()).toEqual([]);
    expect(at({ 'shop.service': '[Unit]\nAfter=network.tar|get\n' }).targets()).toEqual([]);
    expect(at({ 'shop.service': service('EnvironmentFile=%h/.e|nv'), '.env': '' }).targets()).toEqual([]);
  });
});
