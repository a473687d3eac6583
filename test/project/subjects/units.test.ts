import { describe, expect, it } from 'vitest';
import { listensOf } from '../../../server/src/project/servers/listens';
import { commandsOf } from '../../../server/src/project/subjects/unit';
import { unitStart } from '../../../server/src/project/subjects/units/starts';
import { projectOf } from '../../support/project';

async function units(files: Readonly<Record<string, string>>) {
  const project = await projectOf(files);
  const all = project.subjects('unit');
  const named = (name: string) => all.find(({ unit }) => unit === name);
  return { project, all, named };
}

const START = 'ExecStart=/srv/shop/venv/bin/gunicorn shop.wsgi';

describe('a unit', () => {
  it('is read with its drop-ins, by their names, whatever folder they are in', async () => {
    const { named } = await units({
      'deploy/shop-web.service': `[Service]\nUser=root\n${START}\n`,
      'deploy/shop-web.service.d/20-user.conf': '[Service]\nUser=shop\n',
      'deploy/shop-.service.d/10-all.conf': '[Service]\nUser=nobody\nRestart=always\n',
      'deploy/service.d/20-user.conf': '[Service]\nUser=daemon\n',
      'deploy/service.d/30-last.conf': '[Service]\nNice=5\n',
    });
    const unit = named('shop-web.service');
    expect(unit?.files).toEqual([
      'deploy/shop-web.service',
      'deploy/shop-.service.d/10-all.conf',
      'deploy/shop-web.service.d/20-user.conf',
      'deploy/service.d/30-last.conf',
    ]);
    expect(unit?.one('Service', 'User')).toMatchObject({ value: 'shop', file: 'deploy/shop-web.service.d/20-user.conf' });
    expect(unit?.one('Service', 'Restart')?.value).toBe('always');
  });

  it('takes values back with an empty assignment', async () => {
    const { named } = await units({
      'shop.service': `[Service]\nEnvironment=A=1\nUser=shop\n${START}\n`,
      'shop.service.d/a.conf': '[Service]\nEnvironment=\nEnvironment=B=2\nUser=\nExecStart=\nExecStart=/bin/true\n',
    });
    const unit = named('shop.service');
    expect(unit?.all('Service', 'Environment').map(({ value }) => value)).toEqual(['B=2']);
    expect(unit?.one('Service', 'User')).toBeUndefined();
    expect(unit?.starts.map(({ words }) => words.map(({ text }) => text))).toEqual([['/bin/true']]);
  });

  it('has the sockets that systemd opens for it', async () => {
    const { named } = await units({
      'deploy/web.service': `[Service]\nSockets=admin.socket\n${START}\n`,
      'deploy/web.socket': '[Socket]\nListenStream=/run/web.sock\n',
      'deploy/other.socket': '[Socket]\nListenStream=80\nService=web.service\n',
      'deploy/admin.socket': '[Socket]\nListenStream=8001\nService=admin.service\n',
      'deploy/each.socket': '[Socket]\nListenStream=8002\nAccept=yes\n',
      'deploy/each@.service': `[Service]\n${START}\n`,
      'deploy/clear.timer': '[Timer]\nOnCalendar=daily\nUnit=web.service\n',
    });
    expect(
      named('web.service')
        ?.sockets.map(({ unit }) => unit)
        .sort(),
    ).toEqual(['admin.socket', 'other.socket', 'web.socket']);
    expect(named('each.socket')?.activates?.unit).toBe('each@.service');
    expect(named('clear.timer')?.activates?.unit).toBe('web.service');
  });

  it('is doubted where something fills it in, or systemd gives it up', async () => {
    const { named, all } = await units({
      'a.service': `[Service]\nUser={{ user }}\n${START}\n`,
      'b.service': `[Service]\n${START}\n[Install\n`,
      'c.service': `[Service]\n${START}\n`,
      'example/d.service': `[Service]\n${START}\n`,
      'user.service.ts': 'export class User {}',
    });
    expect(named('a.service')?.doubt).toMatch(/template/);
    expect(named('b.service')?.doubt).toMatch(/no section/);
    expect(named('c.service')?.doubt).toBeUndefined();
    expect(all.map(({ file }) => file)).toEqual(['a.service', 'b.service', 'c.service']);
  });

  it('has commands of every key', async () => {
    const { named } = await units({ 'a.service': `[Service]\nExecStartPre=-/bin/one ; /bin/two\n${START}\n` });
    const unit = named('a.service');
    expect(unit && commandsOf(unit, 'ExecStartPre').map(({ words }) => words[0]?.text)).toEqual(['/bin/one', '/bin/two']);
  });
});

describe('what a unit starts', () => {
  const role = async (lines: string, more: Readonly<Record<string, string>> = {}) => {
    const { project, named } = await units({ 'shop.service': `[Service]\n${lines}\n`, ...more });
    const unit = named('shop.service');
    const start = unit && unitStart(project, unit);
    return start && { role: start.role, program: start.command.program, isDirect: start.isDirect };
  };

  it('is a server, a worker or a command', async () => {
    expect(await role(START)).toEqual({ role: 'server', program: 'gunicorn', isDirect: true });
    expect(await role('ExecStart=/srv/venv/bin/python -m gunicorn shop.wsgi')).toEqual({
      role: 'server',
      program: 'gunicorn',
      isDirect: true,
    });
    expect(await role('ExecStart=/srv/venv/bin/celery -A shop worker')).toEqual({ role: 'worker', program: 'celery', isDirect: true });
    expect(await role('ExecStart=/srv/venv/bin/python manage.py qcluster')).toEqual({
      role: 'worker',
      program: 'manage.py',
      isDirect: true,
    });
    expect(await role('Type=oneshot\nExecStart=/srv/venv/bin/python manage.py clearsessions')).toEqual({
      role: 'command',
      program: 'manage.py',
      isDirect: true,
    });
  });

  it('is followed through shells and scripts', async () => {
    expect(await role("ExecStart=/bin/sh -c 'exec gunicorn shop.wsgi'")).toEqual({ role: 'server', program: 'gunicorn', isDirect: false });
    const script = { 'bin/start.sh': '#!/bin/sh\nexec gunicorn shop.wsgi\n' };
    expect(await role('WorkingDirectory=/srv/shop\nExecStart=/srv/shop/bin/start.sh', script)).toEqual({
      role: 'server',
      program: 'gunicorn',
      isDirect: false,
    });
  });

  it('is nothing of Django where something else is started', async () => {
    expect(await role('ExecStart=/usr/bin/redis-server')).toBeUndefined();
    expect(
      await role('ExecStart=/srv/venv/bin/gunicorn api:app', { 'api.py': 'from flask import Flask\napp = Flask("api")\n' }),
    ).toBeUndefined();
    expect(await role('ExecStartPre=/srv/venv/bin/python manage.py migrate\nExecStart=/usr/bin/redis-server')).toBeUndefined();
  });

  it('listens where its command says', async () => {
    const { project, named } = await units({ 'shop.service': `[Service]\n${START} --bind unix:/run/shop/web.sock\n` });
    const unit = named('shop.service');
    const start = unit && unitStart(project, unit);
    expect(start?.process && listensOf(project, start.process).listens).toMatchObject([{ kind: 'unix', path: '/run/shop/web.sock' }]);
  });
});
