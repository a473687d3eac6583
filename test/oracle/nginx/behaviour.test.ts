import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixed, judge } from '../../rules/support';
import { MAIN } from './cases';
import { debianPath } from './nginx';
import { type Answer, answerOf, type Backend, backend, freePort, headersOf, removeFolder, siteFolder } from './serve';

/** A fault that nginx shows, that a rule finds in the files, and that the rule's fix takes away. */
interface Behaviour {
  readonly rule: string;
  readonly what: string;
  /** What stands beside the location in http; `APP` is the backend's address, `SITE` the folder of the site. */
  readonly http?: string;
  readonly server: string;
  readonly request: { readonly path: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: Buffer };
  /** What is seen of the answer. */
  readonly seen: (answer: Answer) => unknown;
  readonly faulty: unknown;
  readonly mended: unknown;
}

const FORWARDED = 'proxy_set_header Host $host;\nproxy_set_header X-Forwarded-Proto $scheme;\n';

const BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: 'nginx/proxy-headers-dropped',
    what: 'a header of its own in a location drops Host and X-Forwarded-Proto of the server',
    server: `${FORWARDED}location / { proxy_pass http://APP; }
location /ws/ {
    proxy_pass http://APP;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";
}`,
    request: { path: '/ws/chat/', headers: { host: 'example.org' } },
    seen: (answer) => [headersOf(answer).host === 'example.org', headersOf(answer)['x-forwarded-proto']],
    faulty: [false, undefined],
    mended: [true, 'http'],
  },
  {
    rule: 'nginx/upstream-name-as-host',
    what: 'the name of the upstream is sent as the Host',
    http: 'upstream app_server { server APP; }',
    server: 'location / { proxy_pass http://app_server; }',
    request: { path: '/', headers: { host: 'example.org' } },
    seen: (answer) => headersOf(answer).host,
    faulty: 'app_server',
    mended: 'example.org',
  },
  {
    rule: 'nginx/alias-traversal',
    what: 'a location without its final slash gives the folder above its alias away',
    server: 'location /static { alias SITE/static/; }',
    request: { path: '/static../settings.py' },
    seen: ({ status, text }) => [status, text.includes('SECRET_KEY')],
    faulty: [200, true],
    mended: [404, false],
  },
  {
    rule: 'nginx/static-root-doubled',
    what: 'root with the path of its location finds no file',
    server: 'location /static/ { root SITE/static; }',
    request: { path: '/static/site.css' },
    seen: ({ status, text }) => [status, text.startsWith('body')],
    faulty: [404, false],
    mended: [200, true],
  },
  {
    rule: 'nginx/body-limit-default',
    what: 'an upload above 1 MB is refused',
    server: `${FORWARDED}location / { proxy_pass http://APP; }`,
    request: { path: '/upload/', headers: { host: 'example.org', expect: '100-continue' }, body: Buffer.alloc(1_100_000, 'x') },
    seen: ({ status }) => status,
    faulty: 413,
    mended: 200,
  },
];

/** The project in front of which nginx stands. */
const PROJECT = {
  'settings.py':
    'SECRET_KEY = "not for anybody"\nDEBUG = False\nALLOWED_HOSTS = ["example.org"]\nINSTALLED_APPS = ["shop"]\nROOT_URLCONF = "urls"\n',
  'shop/__init__.py': '',
  'shop/models.py': 'from django.db import models\n\n\nclass Photo(models.Model):\n    image = models.ImageField(upload_to="photos")\n',
  'static/site.css': 'body { color: black }\n',
};

const path = debianPath();
if (path === undefined && process.env.PREFLIGHT_REFEREES === 'required') throw new Error('nginx is required (apt-get install nginx)');
if (path === undefined) console.warn('SKIPPED: no nginx');

describe.skipIf(path === undefined)('what real nginx does and a rule finds', () => {
  let app: Backend;
  let folder: string;

  beforeAll(async () => {
    app = await backend();
    folder = siteFolder(PROJECT);
  });

  afterAll(async () => {
    removeFolder(folder);
    await app.end();
  });

  it.each(BEHAVIOURS)('$rule: $what', async ({ rule, http = '', server, request, seen, faulty, mended }) => {
    const port = await freePort();
    const text = `events {}
http {
    access_log off;
    ${http}
    server {
        listen 127.0.0.1:${port};
        server_name example.org;
        ${server}
    }
}
`
      .replaceAll('APP', `127.0.0.1:${app.port}`)
      .replaceAll('SITE', folder);
    expect(seen(await answerOf(path ?? '', folder, text, port, request))).toEqual(faulty);

    const judged = await judge({ files: { ...PROJECT, [MAIN]: text } }, rule);
    expect(judged.findings.map((finding) => finding.rule)).toEqual([rule]);
    const repaired = fixed(judged)[MAIN] ?? text;
    expect(repaired).not.toBe(text);

    expect(seen(await answerOf(path ?? '', folder, repaired, port, request))).toEqual(mended);
  });
});
