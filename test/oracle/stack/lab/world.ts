import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Programs } from './processes';
import type { Tools } from './tools';

/** Ports that deployments name. Each stands for a free one here. */
const PORTS = [80, 443, 8000, 8001];
/** Below those that the system gives to outgoing connections, so that nobody takes one between our look and our use. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** One run of a site: its folder, its ports, and everything that has to end with it. */
export interface World extends Pick<Tools, 'python' | 'nginx' | 'certificate'> {
  readonly folder: string;
  readonly programs: Programs;
  /** The port of the loopback that stands for one of production. */
  port(ofProduction: number): number;
  /** The port of the loopback that stands for one that containers publish. */
  publishedPort(ofProduction: number): number;
  /** Hands on connections: what a published port does. */
  relay(from: { readonly host: string; readonly port: number }, to: { readonly host: string; readonly port: number }): Promise<void>;
  addServer(server: { close(): unknown }): void;
  end(): Promise<void>;
}

export async function newWorld(tools: Tools): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  chmodSync(folder, 0o755);
  const programs = new Programs();
  const servers: { close(): unknown }[] = [];
  const ports = new Map<string, number>();
  for (const port of PORTS) for (const side of ['inside', 'published']) ports.set(`${side} ${port}`, await freePort([...ports.values()]));
  const found = (side: string, port: number) => {
    const one = ports.get(`${side} ${port}`);
    if (one === undefined) throw new Error(`the lab has no port for ${port}`);
    return one;
  };
  const atExit = () => programs.kill();
  process.once('exit', atExit);
  return {
    folder,
    python: tools.python,
    nginx: tools.nginx,
    certificate: tools.certificate,
    programs,
    port: (port) => found('inside', port),
    publishedPort: (port) => found('published', port),
    relay: async (from, to) => void servers.push(await listening(relayTo(to), from)),
    addServer: (server) => void servers.push(server),
    async end() {
      for (const server of servers) server.close();
      await programs.end();
      process.off('exit', atExit);
      if (process.env.LAB_KEEP === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function relayTo(to: { readonly host: string; readonly port: number }): Server {
  return createServer((incoming) => {
    const outgoing = connect(to);
    const close = () => {
      incoming.destroy();
      outgoing.destroy();
    };
    incoming.on('error', close).on('close', close).pipe(outgoing);
    outgoing.on('error', close).on('close', close).pipe(incoming);
  });
}

/** The server, once it listens. */
export function listening<S extends Server>(server: S, at: { readonly host: string; readonly port: number }): Promise<S> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => resolve(server));
  });
}

async function freePort(taken: readonly number[]): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error('no port is free');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    // On all addresses: the lab uses several of the loopback's.
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
