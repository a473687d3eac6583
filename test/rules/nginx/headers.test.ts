import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text';
import { fixed, judge, type Workspace } from '../support';

const conf = (text: string, files: Readonly<Record<string, string>> = {}, options: Partial<Workspace> = {}): Workspace => ({
  files: { 'nginx.conf': text, ...files },
  ...options,
});

/** Every finding of the rules about headers, as `rule: the line that it is on`. */
async function found(workspace: Workspace): Promise<readonly string[]> {
  const rules = [
    'host-header-missing',
    'upstream-name-as-host',
    'proxy-headers-dropped',
    'forwarded-proto-missing',
    'forwarded-for-missing',
  ];
  const all = await Promise.all(rules.map((rule) => judge(workspace, `nginx/${rule}`)));
  return all.flatMap(({ findings, project }) =>
    findings.map(({ rule, place }) => {
      const source = project.source(place.file);
      const line = source?.lines.lineText(source.lines.position(place.span.start).line).trim();
      return `${rule.slice('nginx/'.length)}: ${line}`;
    }),
  );
}

const SERVER = (inner: string) => `server {\n    listen 443 ssl;\n${inner}}\n`;

describe('one fault is one finding', () => {
  it('a block that drops everything is that, and not four headers that are missing', async () => {
    const text = SERVER(`    include proxy_params;
    location / {
        proxy_set_header X-Request-Id $request_id;
        proxy_pass http://django;
    }
`);
    expect(await found(conf(text))).toEqual(['proxy-headers-dropped: proxy_set_header X-Request-Id $request_id;']);
  });

  it('a name that no host may have is that, and not a name that is missing', async () => {
    const text = SERVER(`    location / {
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_pass http://app_server;
    }
`);
    expect(await found(conf(text))).toEqual(['upstream-name-as-host: proxy_pass http://app_server;']);
  });

  it('headers that are set in one place are one fault, however many locations use them', async () => {
    const text = SERVER(`    proxy_set_header X-Request-Id $request_id;
    location / {
        proxy_pass http://web:8000;
    }
    location /api/ {
        proxy_pass http://web:8000;
    }
`);
    expect(await found(conf(text))).toEqual([
      'host-header-missing: proxy_pass http://web:8000;',
      'forwarded-proto-missing: proxy_pass http://web:8000;',
      'forwarded-for-missing: proxy_pass http://web:8000;',
    ]);
  });
});

describe('what is inherited', () => {
  it('comes from an include, also where the fix has to go', async () => {
    const workspace = conf(
      `server {
    listen 80;
    include snippets/proxy.conf;
    location / {
        proxy_pass http://web:8000;
    }
}
`,
      { 'snippets/proxy.conf': 'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n' },
    );
    expect(await found(workspace)).toEqual(['host-header-missing: proxy_pass http://web:8000;']);
    expect(fixed(await judge(workspace, 'nginx/host-header-missing'))).toEqual({
      'snippets/proxy.conf': 'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\nproxy_set_header Host $host;\n',
    });
  });

  it('may come from an include that is not there, or from a template', async () => {
    const missing = SERVER('    include /etc/nginx/site.d/*.conf;\n    location / {\n        proxy_pass http://web:8000;\n    }\n');
    const branch = SERVER(
      '    location / {\n        proxy_pass http://web:8000;\n        {% if host %}\n        proxy_set_header Host $host;\n        {% endif %}\n    }\n',
    );
    expect(await found(conf(missing))).toEqual([]);
    expect(await found({ files: { 'nginx.conf.j2': branch } })).toEqual([]);
  });

  it('is not known of a fragment that is included somewhere', async () => {
    const text = 'location / {\n    proxy_pass http://web:8000;\n}\n';
    expect(await found({ files: { 'nginx/locations.conf': text } })).toEqual([]);
  });

  it('is judged once where two servers include the same locations', async () => {
    const servers = [80, 8080].map((port) => `server {\n    listen ${port};\n    include nginx/app.inc;\n}\n`).join('');
    const app = 'location / {\n    proxy_set_header X-Real-IP $remote_addr;\n    proxy_pass http://web:8000;\n}\n';
    expect(await found(conf(servers, { 'nginx/app.inc': app }))).toEqual(['host-header-missing: proxy_pass http://web:8000;']);
  });
});

describe('blocks that are none of its business', () => {
  it.each([
    ['a service that runs something else', 'proxy_pass http://grafana:3000;'],
    ['a site of the internet', 'proxy_pass https://cdn.example.com;'],
    ['PHP', 'fastcgi_pass unix:/run/php-fpm.sock;'],
  ])('%s', async (_, pass) => {
    const text = SERVER(`    location / {\n        ${pass}\n    }\n`);
    expect(await found(conf(text, { 'manage.py': '' }))).toEqual([]);
  });

  it('one of two servers of which nobody knows which is Django', async () => {
    const text = SERVER(
      '    location / {\n        proxy_pass http://one:1;\n    }\n    location /two/ {\n        proxy_pass http://two:2;\n    }\n',
    );
    const judged = await judge(conf(text), 'nginx/host-header-missing');
    expect(judged.findings).toEqual([]);
    expect(judged.judgements.map(({ status }) => status)).toEqual(['unknown']);
  });

  it('a location that is never reached, because the server answers first', async () => {
    const text =
      'server {\n    listen 80;\n    return 301 https://$host$request_uri;\n    location / {\n        proxy_pass http://web:8000;\n    }\n}\n';
    expect(await found(conf(text))).toEqual([]);
  });

  it('a location for WebSockets alone: Channels asks for no host name', async () => {
    const text = SERVER(`    location /ws/ {
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection "Upgrade";
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_pass http://daphne_asgi:8011;
    }
`);
    expect(await found(conf(text))).toEqual([]);
  });
});

describe('how nginx lets Django know the scheme', () => {
  const location = (line: string) =>
    SERVER(`    location / {\n        include proxy_params;\n        ${line}\n        proxy_pass http://web:8000;\n    }\n`);

  it('a socket has TLS for every server on it when one says so', async () => {
    const two = `server {\n    listen 443 ssl;\n    server_name a.example.org;\n}\nserver {\n    listen 443;\n    location / {\n        proxy_set_header Host $host;\n        proxy_set_header X-Real-IP $remote_addr;\n        proxy_pass http://web:8000;\n    }\n}\n`;
    expect(await found(conf(two))).toEqual(['forwarded-proto-missing: proxy_pass http://web:8000;']);
  });

  it('is not asked where an include may bring signs of a proxy in front, or one is seen', async () => {
    const serverWith = (line: string) =>
      SERVER(
        `    ${line}\n    location / {\n        proxy_set_header Host $host;\n        proxy_set_header X-Real-IP $remote_addr;\n        proxy_pass http://web:8000;\n    }\n`,
      );
    expect(await found(conf(serverWith('')))).toEqual(['forwarded-proto-missing: proxy_pass http://web:8000;']);
    for (const line of ['include snippets/tls.conf;', 'set_real_ip_from 10.0.0.0/8;', 'ssl_verify_client on;']) {
      expect(await found(conf(serverWith(line)))).toEqual([]);
    }
  });

  it('any header that carries it will do', async () => {
    for (const line of [
      '',
      'proxy_set_header X-Forwarded-Ssl on;',
      'proxy_set_header X-Scheme $scheme;',
      'proxy_set_header Forwarded "proto=$scheme";',
    ])
      expect(await found(conf(location(line)))).toEqual([]);
  });
});

describe('all safe fixes together', () => {
  it('give every header once, and leave nothing to find', async () => {
    const text = SERVER(`    location / {
        proxy_pass http://app_server;
    }
    location /live/ {
        proxy_set_header Upgrade $http_upgrade;
        proxy_pass http://app_server;
    }
`);
    const rules = [
      'host-header-missing',
      'upstream-name-as-host',
      'proxy-headers-dropped',
      'forwarded-proto-missing',
      'forwarded-for-missing',
    ];
    const judgedBy = async (now: string) =>
      (
        await Promise.all([...rules, 'websocket-upgrade-missing'].map(async (rule) => (await judge(conf(now), `nginx/${rule}`)).findings))
      ).flat();
    let now = text;
    for (let round = 0; round < 10; round++) {
      const [finding] = await judgedBy(now);
      const edits = finding?.fixes[0]?.edit() ?? [];
      if (edits.length === 0) break;
      for (const { edits: each } of edits) now = applyEdits(now, each);
    }
    expect(await judgedBy(now)).toEqual([]);
    expect(now).toBe(
      SERVER(`    location / {
        proxy_pass http://app_server;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
    location /live/ {
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header Connection "upgrade";
        proxy_pass http://app_server;
    }
`),
    );
  });
});
