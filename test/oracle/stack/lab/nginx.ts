import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownerOfSandbox } from '../../nginx/nginx';
import { connects, type Program, until } from './processes';
import type { World } from './world';

/**
 * Starts nginx with one file of a site, inside an `http` as distributions have it, and waits until it listens or has ended. As root
 * it runs as Debian's user for it.
 *
 * @param address what it connects to applications from.
 */
export async function startNginx(world: World, site: string, port: number, address?: string): Promise<Program> {
  const prefix = join(world.folder, 'nginx');
  mkdirSync(prefix, { recursive: true });
  const owner = ownerOfSandbox();
  if (owner !== undefined) chownSync(prefix, owner, owner);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(prefix, name)};`);
  writeFileSync(
    join(prefix, 'nginx.conf'),
    `events {}
http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    ${temporary.join(' ')}
    ${address === undefined ? '' : `proxy_bind ${address};`}
    include ${site};
}
`,
  );
  const globals = `daemon off; master_process off; pid ${join(prefix, 'nginx.pid')};`;
  const program = world.programs.start({
    name: 'nginx',
    words: [world.nginx, '-p', prefix, '-c', join(prefix, 'nginx.conf'), '-e', 'stderr', '-g', globals],
    folder: prefix,
    environment: {},
    user: owner,
  });
  await until(async () => program.code() !== undefined || (await connects(port, '127.0.0.1')), 'nginx to listen');
  return program;
}
