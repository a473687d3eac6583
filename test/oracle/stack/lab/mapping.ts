import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './world';

/** What is written in a deployment, and what stands for it on this machine. Applied in order, to every text file. */
export type Mapping = readonly (readonly [written: RegExp, here: (...groups: string[]) => string])[];

/** Folders of production, each below the folder of its machine or container. */
const FOLDERS = ['/srv/shop', '/etc/shop', '/run/shop', '/app', '/var/www'];
/** Not behind another part of a path, and not the beginning of another name. */
const WHOLE = (path: string) => new RegExp(String.raw`(?<![\w./-])${path}(?![\w.-])`, 'g');

export interface Machine {
  /** Where its folders are here. */
  readonly root: string;
  /** Its own address of the loopback: what `0.0.0.0` comes down to. */
  readonly address: string;
  /** The names that it knows others by, and their addresses. */
  readonly hosts: ReadonlyMap<string, string>;
}

/**
 * The mapping of one machine or container: folders go below its own root, ports to free ones, `0.0.0.0` and names of services to
 * addresses of the loopback. The same before and after a fix.
 */
export function mappingOf(world: World, machine: Machine): Mapping {
  const names = ['127.0.0.1', 'localhost', '0.0.0.0', ...machine.hosts.keys()].map((name) => name.replaceAll('.', '\\.'));
  const address = (name: string) => machine.hosts.get(name) ?? (name === '0.0.0.0' ? machine.address : name);
  return [
    [WHOLE('/etc/letsencrypt/live/shop\\.alt'), () => world.certificate.folder],
    ...FOLDERS.map((folder) => [WHOLE(folder), () => machine.root + folder] as const),
    [
      new RegExp(String.raw`(?<![\w.-])(${names.join('|')}):(\d+)(?![\d.])`, 'g'),
      (name = '', port = '') => `${address(name)}:${world.port(Number(port))}`,
    ],
    [/--port (\d+)\b/g, (port = '') => `--port ${world.port(Number(port))}`],
    // A port alone, as nginx listens.
    [/\blisten(\s+)(\d+)(?![\d.:])/g, (space = '', port = '') => `listen${space}127.0.0.1:${world.port(Number(port))}`],
    [/0\.0\.0\.0:\$PORT\b/g, () => `${machine.address}:$PORT`],
  ];
}

/** Copies a project to where it is deployed, with the mapping applied to its texts. */
export function deploy(from: string, to: string, mapping: Mapping): void {
  cpSync(from, to, { recursive: true });
  for (const path of filesBelow(to)) {
    const text = readFileSync(path, 'utf8');
    const here = mapped(text, mapping);
    if (here !== text) writeFileSync(path, here);
  }
}

export function mapped(text: string, mapping: Mapping): string {
  return mapping.reduce((now, [written, here]) => now.replace(written, (_whole, ...groups) => here(...groups)), text);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
