import type { Files } from '../host/files';

/** A hosting platform whose router ends TLS and forwards plain HTTP with X-Forwarded-Proto. */
export interface Platform {
  readonly name: string;
  /** The file of the workspace that says so. */
  readonly file: string;
  /** The platform's Python image lets the app server trust that header by itself, so that Django sees https without a setting. */
  readonly trustsProxy: boolean;
  /** The file shows that the router redirects plain HTTP. */
  readonly redirects: boolean;
}

/** The platform that the workspace is made for, by its files; undefined when there is no sign of one. */
export function platformOf(files: Files): Platform | undefined {
  const fly = files.read('fly.toml');
  if (fly !== undefined)
    return { name: 'Fly.io', file: 'fly.toml', trustsProxy: false, redirects: /^\s*force_https\s*=\s*true\b/m.test(fly) };
  for (const file of ['railway.json', 'railway.toml']) {
    if (files.kind(file) === 'file') return { name: 'Railway', file, trustsProxy: false, redirects: true };
  }
  // The native Python runtimes of Render and Heroku start every process with FORWARDED_ALLOW_IPS=*; their Docker ones do not.
  const render = files.read('render.yaml');
  if (render !== undefined) {
    return { name: 'Render', file: 'render.yaml', trustsProxy: !/^\s*-?\s*(runtime|env):\s*['"]?docker\b/m.test(render), redirects: true };
  }
  if (files.kind('heroku.yml') === 'file') return { name: 'Heroku', file: 'heroku.yml', trustsProxy: false, redirects: false };
  for (const file of ['app.json', 'Procfile']) {
    if (files.kind(file) === 'file') return { name: 'Heroku', file, trustsProxy: true, redirects: false };
  }
  return undefined;
}

/** The platform whose router is certainly what visitors meet; a Procfile alone may also be for other hosts, or for a developer's machine. */
export function routerOf(files: Files): Platform | undefined {
  const platform = platformOf(files);
  return platform?.file === 'Procfile' ? undefined : platform;
}

const START_FILES = [
  'Procfile',
  'Dockerfile',
  'fly.toml',
  'railway.json',
  'railway.toml',
  'render.yaml',
  'heroku.yml',
  'entrypoint.sh',
  'start.sh',
];

/** A file that tells the app server which proxies to trust (gunicorn and uvicorn know the same names); undefined when none does. */
export function trustedProxyFile(files: Files, gunicornConfigs: readonly string[]): string | undefined {
  return [...START_FILES, ...gunicornConfigs].find((file) => /forwarded[-_]allow[-_]ips/i.test(files.read(file) ?? ''));
}
