import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MAIN } from './cases';
import { ownerOfSandbox } from './nginx';

/** Stands for Django: answers every request with its headers as JSON. */
export interface Backend {
  readonly port: number;
  end(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export async function backend(): Promise<Backend> {
  const server = createServer((incoming, answer) => {
    incoming.resume();
    incoming.on('end', () => answer.end(JSON.stringify(incoming.headers)));
  });
  return { port: await listening(server), end: () => new Promise((resolve) => void server.close(() => resolve())) };
}

/** The headers that reached the backend. */
export function headersOf(answer: Answer): IncomingHttpHeaders {
  return JSON.parse(answer.text) as IncomingHttpHeaders;
}

/** A port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  return port;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** A folder that nginx may read and write, with some files in it. */
export function siteFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-site-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'logs'));
  const owner = ownerOfSandbox();
  if (owner !== undefined) for (const path of [folder, join(folder, 'logs')]) chownSync(path, owner, owner);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** What nginx with this configuration answers to a request of `http://127.0.0.1:port`; it runs for this request only. */
export async function answerOf(
  nginx: string,
  folder: string,
  configuration: string,
  port: number,
  asked: { readonly path: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: Buffer },
): Promise<Answer> {
  writeFileSync(join(folder, MAIN), configuration);
  const running = start(nginx, folder);
  try {
    await accepting(running, port);
    return await ask(port, asked);
  } finally {
    await stop(running.child);
  }
}

interface Running {
  readonly child: ChildProcess;
  said(): string;
}

function start(nginx: string, folder: string): Running {
  const owner = ownerOfSandbox();
  const globals = `daemon off; master_process off; pid ${join(folder, 'logs', 'nginx.pid')};`;
  const child = spawn(nginx, ['-p', folder, '-c', join(folder, MAIN), '-e', 'stderr', '-g', globals], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(owner !== undefined && { uid: owner, gid: owner }),
  });
  let said = '';
  child.stderr?.on('data', (data) => {
    said += data;
  });
  return { child, said: () => said };
}

async function accepting({ child, said }: Running, port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break;
    if (await connects(port)) return;
    await pause(50);
  }
  throw new Error(`nginx does not listen: ${said()}`);
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.on('close', () => resolve());
    child.kill('SIGTERM');
  });
}

function ask(port: number, asked: { path: string; headers?: Readonly<Record<string, string>>; body?: Buffer }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { path, headers = {}, body } = asked;
    const sent = request({ host: '127.0.0.1', port, path, method: body ? 'POST' : 'GET', headers, agent: false }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (data) => {
        text += data;
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
    });
    // nginx answers a body that is too large before it has read all of it.
    sent.on('error', reject);
    sent.end(body);
  });
}
