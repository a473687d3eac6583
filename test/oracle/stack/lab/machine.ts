import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { baseEnvironment, startApplication } from './application';
import { deploy, type Machine, mapped, mappingOf } from './mapping';
import { startNginx } from './nginx';
import type { Site } from './site';
import { variablesOf, words } from './words';
import type { World } from './world';

/** One machine: nginx and a unit of systemd, which starts gunicorn; both talk over 127.0.0.1 or a socket below /run. */
export const machine: Site = {
  environment: { SECRET_KEY: 'kept-on-the-machine-alone-and-known-to-nobody-else-0123456789' },
  async start(world, project, environment) {
    const here: Machine = { root: join(world.folder, 'machine'), address: '127.0.0.1', hosts: new Map() };
    const mapping = mappingOf(world, here);
    const site = join(here.root, 'srv/shop');
    mkdirSync(join(here.root, 'etc/shop'), { recursive: true });
    mkdirSync(join(here.root, 'run'), { recursive: true });
    const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(here.root, 'etc/shop/env'), mapped(lines.join(''), mapping));
    deploy(project, site, mapping);
    symlinkSync(dirname(dirname(world.python)), join(site, 'venv'));
    await runScript(world, site, environment);
    await startUnit(world, here, join(site, 'deploy/shop.service'));
    await startNginx(world, join(site, 'deploy/nginx.conf'), world.port(443));
    return { portOf: world.port };
  },
};

/** The commands of deploy.sh that call the project; to install packages and restart units is the lab's own affair. */
async function runScript(world: World, site: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const script = readFileSync(join(site, 'deploy/deploy.sh'), 'utf8');
  const exported = variablesOf(script.replace(/^export /gm, ''));
  const given = { ...baseEnvironment(world), ...environment, ...exported };
  for (const line of script.split('\n').filter((one) => one.includes('manage.py'))) {
    await world.programs.run({ name: 'deploy.sh', words: words(line), folder: site, environment: given });
  }
}

/** What systemd does with the keys that these units have. `User=` and `Group=` are left out: all of it runs as the lab does. */
async function startUnit(world: World, { root }: Machine, path: string): Promise<void> {
  const unit = keysOf(readFileSync(path, 'utf8'));
  for (const name of unit.get('RuntimeDirectory') ?? []) mkdirSync(join(root, 'run', name), { recursive: true });
  const folder = unit.get('WorkingDirectory')?.at(-1) ?? '/';
  const files = unit.get('EnvironmentFile') ?? [];
  const inline = (unit.get('Environment') ?? []).flatMap(words);
  const environment = {
    ...baseEnvironment(world),
    ...variablesOf(inline.join('\n')),
    ...Object.assign({}, ...files.map((file) => variablesOf(readFileSync(file, 'utf8')))),
  };
  for (const line of unit.get('ExecStartPre') ?? []) {
    const before = await world.programs.run({ name: 'ExecStartPre', words: words(line), folder, environment });
    // As systemd: the unit has failed, and the rest is not started.
    if (before.code() !== 0) return;
  }
  await startApplication(world, { words: words(unit.get('ExecStart')?.at(-1) ?? ''), folder, environment });
}

function keysOf(text: string): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    const [, key, value = ''] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
    if (key !== undefined) keys.set(key, [...(keys.get(key) ?? []), value.trim()]);
  }
  return keys;
}
