import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { baseEnvironment, startApplication } from './application';
import { deploy, type Machine, mappingOf } from './mapping';
import type { Site } from './site';
import { listening, type World } from './world';

/** Where the router connects from: none of its addresses is one that gunicorn trusts by itself. */
const ROUTER = '127.0.0.30';

/** A platform that runs `build.sh`, then what its Procfile says, and ends TLS in a router of its own. */
export const platform: Site = {
  environment: { SECRET_KEY: 'kept-by-the-platform-alone-and-known-to-nobody-else-0123456789', ALLOWED_HOSTS: 'shop.alt' },
  async start(world, project, environment) {
    const here: Machine = { root: join(world.folder, 'dyno'), address: '127.0.0.2', hosts: new Map() };
    const folder = join(here.root, 'app');
    deploy(project, folder, mappingOf(world, here));
    const given = { ...baseEnvironment(world), ...environment };
    const build = readFileSync(join(folder, 'build.sh'), 'utf8').split('\n');
    for (const line of build.filter((one) => one.includes('manage.py'))) {
      const built = await world.programs.run({ name: 'build.sh', words: ['sh', '-c', line], folder, environment: given });
      if (built.code() !== 0) return { portOf: world.port };
    }
    const web = /^web:\s*(.*)$/m.exec(readFileSync(join(folder, 'Procfile'), 'utf8'))?.[1] ?? '';
    const environmentOfWeb = { ...given, PORT: String(world.port(8000)) };
    await startApplication(world, { words: ['sh', '-c', `exec ${web}`], folder, environment: environmentOfWeb });
    await startRouter(world, here.address);
    return { portOf: world.port };
  },
};

/** What the routers of platforms do: they overwrite X-Forwarded-Proto and add the visitor's address. */
async function startRouter(world: World, host: string): Promise<void> {
  const { folder, text } = world.certificate;
  const key = readFileSync(join(folder, 'privkey.pem'));
  const hand = (scheme: string) => (incoming: IncomingMessage, answer: ServerResponse) => {
    const known = incoming.headers['x-forwarded-for'];
    const client = incoming.socket.remoteAddress ?? '';
    const headers = {
      ...incoming.headers,
      'x-forwarded-proto': scheme,
      'x-forwarded-for': known === undefined ? client : `${known}, ${client}`,
    };
    const { method, url: path } = incoming;
    const to = { host, port: world.port(8000), localAddress: ROUTER, agent: false, method, path, headers };
    const sent = request(to, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.rawHeaders);
      from.pipe(answer);
    });
    sent.on('error', () => answer.writeHead(502).end());
    incoming.pipe(sent);
  };
  const plain = createServer(hand('http'));
  const tls = createTlsServer({ key, cert: text }, hand('https'));
  world.addServer(await listening(plain, { host: '127.0.0.1', port: world.port(80) }));
  world.addServer(await listening(tls, { host: '127.0.0.1', port: world.port(443) }));
}
