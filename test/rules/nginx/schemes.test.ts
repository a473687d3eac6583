import { describe, expect, it } from 'vitest';
import { fixed, judge, type Workspace } from '../support';

const SETTINGS = 'INSTALLED_APPS = ["shop"]\nROOT_URLCONF = "urls"\nSECRET_KEY = "x"\n';
const PASS = 'location / {\n        include proxy_params;\n        proxy_pass http://web:8000;\n    }';
const server = (listens: string, inner = PASS) => `server {\n    ${listens}\n    ${inner}\n}\n`;
const whole = (inner: string) => `events {\n}\nhttp {\n${inner}}\n`;

/** What a rule says of a configuration: `fail`, or why not. */
async function verdict(rule: string, text: string, options: Partial<Workspace> = {}): Promise<string> {
  const judged = await judge({ ...options, files: { 'nginx.conf': text, ...options.files } }, `nginx/${rule}`);
  const [judgement] = judged.judgements;
  return judgement ? [judgement.status, ...new Set(judgement.reasons)].join(': ') : 'not judged';
}

describe('https-redirect-missing', () => {
  const files = { 'settings.py': SETTINGS };
  const both = server('listen 80; listen 443 ssl; server_name a.example.org;');
  const check = (text: string, settings = SETTINGS) => verdict('https-redirect-missing', text, { files: { 'settings.py': settings } });

  it('fails for one server with both, and for two servers of one name', async () => {
    expect(await check(both)).toBe('fail');
    expect(
      await check(server('listen 80; server_name a.example.org;') + server('listen 443 ssl; server_name a.example.org b.example.org;')),
    ).toBe('fail');
  });

  it('does not judge servers of different names together', async () => {
    const text = server('listen 80; server_name a.example.org;') + server('listen 443 ssl; server_name b.example.org;');
    expect(await check(text)).toMatch(/^unknown: nothing here ends TLS for this name/);
  });

  it('takes every redirect for one: of the server, of an if, of a rewrite, of the location', async () => {
    for (const line of [
      'return 301 https://$host$request_uri;',
      'if ($scheme != "https") { return 301 https://$host$request_uri; }',
      'if ($host = a.example.org) { return 301 https://$host$request_uri; }',
      'rewrite ^ https://$host$request_uri permanent;',
    ])
      expect(await check(server(`listen 80; listen 443 ssl; ${line}`))).not.toMatch(/^fail/);
    const inside =
      'location / {\n        if ($https = "") { return 301 https://$host$request_uri; }\n        proxy_pass http://web:8000;\n    }';
    expect(await check(server('listen 80; listen 443 ssl;', inside))).not.toMatch(/^fail/);
  });

  it('leaves paths alone that may stay open: a health check, certificates', async () => {
    const health = 'location / { return 301 https://$host$request_uri; }\n    location /health/ { proxy_pass http://web:8000; }';
    expect(await check(server('listen 80;', health) + server('listen 443 ssl;'))).not.toMatch(/^fail/);
  });

  it('leaves it to Django where Django redirects, or may', async () => {
    expect(await check(both, `${SETTINGS}SECURE_SSL_REDIRECT = True\n`)).toMatch(/^notApplicable: Django redirects/);
    expect(await check(both, `${SETTINGS}import os\nSECURE_SSL_REDIRECT = bool(os.environ.get("REDIRECT"))\n`)).toMatch(
      /^unknown: whether SECURE_SSL_REDIRECT/,
    );
    expect(await verdict('https-redirect-missing', both)).toMatch(/^unknown/);
  });

  it('is not known where the workspace starts another proxy', async () => {
    const compose = 'services:\n  front:\n    image: traefik:3\n';
    const options = { files: { ...files, 'compose.yml': compose } };
    expect(await verdict('https-redirect-missing', both, options)).not.toMatch(/^fail/);
  });

  it('is silent behind a proxy, on loopback, and for an address that speaks TLS because another server says so', async () => {
    expect(await verdict('https-redirect-missing', server('listen 80 proxy_protocol; listen 443 ssl;'), { files })).not.toMatch(/^fail/);
    expect(await verdict('https-redirect-missing', server('listen 127.0.0.1:80; listen 443 ssl;'), { files })).not.toMatch(/^fail/);
    const shared = server('listen 443 ssl; server_name _;', '') + server('listen 443; server_name a.example.org;');
    expect(await verdict('https-redirect-missing', shared, { files })).not.toMatch(/^fail/);
  });
});

describe('forwarded-proto-hardcoded', () => {
  const says = (word: string) =>
    `location / {\n        proxy_set_header Host $host;\n        proxy_set_header X-Forwarded-Proto ${word};\n        proxy_pass http://web:8000;\n    }`;
  const check = (text: string) => verdict('forwarded-proto-hardcoded', text);

  it('is proven by TLS on the same server, or on another one of that name', async () => {
    expect(await check(server('listen 80; listen 443 ssl;', says('https')))).toBe('fail');
    expect(await check(server('listen 80; server_name a.b;', says('https')) + server('listen 443 ssl; server_name a.b;'))).toBe('fail');
    expect(await check(server('listen 443 ssl;', says('"http"')))).toBe('fail');
    // Whatever else the include brings: this is TLS.
    expect(await check(server('listen 443 ssl; include snippets/tls.conf;', says('http')))).toBe('fail');
    expect(await check(server('listen 80; listen 443 ssl; include snippets/tls.conf;', says('https')))).not.toBe('fail');
  });

  it('is meant behind a balancer', async () => {
    expect(await check(server('listen 80;', says('https')))).toMatch(/^unknown: whether a proxy in front/);
    expect(await check(server('listen 80; listen 443 ssl; set_real_ip_from 10.0.0.0/8;', says('https')))).toMatch(/^unknown/);
    expect(await check(server('listen unix:/run/front.sock; listen 443 ssl;', says('https')))).toBe('pass');
  });

  it('is not known of two headers of one name, or of a word that is filled in', async () => {
    const twice = says('https').replace('proxy_pass', 'proxy_set_header X-Forwarded-Proto $scheme;\n        proxy_pass');
    expect(await check(server('listen 80; listen 443 ssl;', twice))).toBe('pass');
    expect(await check(server('listen 80; listen 443 ssl;', says('${PROTO}')))).toBe('pass');
  });
});

describe('forwarded-proto-passthrough', () => {
  it('knows the header by its own name only', async () => {
    const says = (value: string) =>
      server(
        'listen 443 ssl;',
        `location / {\n        proxy_set_header X-Forwarded-Proto ${value};\n        proxy_pass http://web:8000;\n    }`,
      );
    expect(await verdict('forwarded-proto-passthrough', says('$http_x_forwarded_proto'))).toBe('fail');
    // A map decides what is believed.
    expect(await verdict('forwarded-proto-passthrough', says('$forwarded_scheme'))).toBe('pass');
    expect(await verdict('forwarded-proto-passthrough', says('$scheme'))).toBe('pass');
  });
});

describe('catch-all-missing', () => {
  const site = (listens: string) => server(`${listens} server_name a.example.org;`);
  const check = (text: string) => verdict('catch-all-missing', text);

  it('fails for the first server of an address, and for one that says default_server', async () => {
    expect(await check(whole(site('listen 80;')))).toBe('fail');
    expect(await check(whole(server('listen 80;', 'return 444;') + site('listen 80 default_server;')))).toBe('fail');
  });

  it('passes where another server is the default, also on IPv6 and on an address of its own', async () => {
    expect(await check(whole(server('listen 80;', 'return 444;') + site('listen 80;')))).toBe('pass');
    expect(await check(whole(server('listen 80; listen [::]:80;', 'return 444;') + site('listen 80; listen [::]:80;')))).toBe('pass');
    expect(await check(whole(server('listen 80;', 'return 444;') + site('listen 80; listen [::]:80;')))).toBe('fail');
    expect(await check(whole(site('listen 127.0.0.1:80;')))).toBe('pass');
  });

  it('adds a server that speaks what the address speaks, also where an old `ssl on` says so', async () => {
    const text = whole(server('listen 443; ssl on; server_name a.example.org;'));
    const judged = await judge({ files: { 'nginx.conf': text }, nginx: '1.22.1' }, 'nginx/catch-all-missing');
    expect(fixed(judged)['nginx.conf']).toContain('listen 443 ssl default_server;\n    ssl_reject_handshake on;\n    return 444;');
  });

  it('is about servers whose front page is Django', async () => {
    const api = PASS.replace('location /', 'location /api/');
    expect(await check(whole(server('listen 80; server_name a.example.org; root /srv/pages;', api)))).toBe('pass');
  });

  it('takes a server that refuses by itself', async () => {
    const refusing = server(
      'listen 80; server_name a.example.org;',
      `if ($host !~* ^a\\.example\\.org$) {\n        return 444;\n    }\n    ${PASS}`,
    );
    expect(await check(whole(refusing))).toBe('pass');
  });

  it('is not known where other sites are not there', async () => {
    expect(await check(site('listen 80;'))).toBe('unknown: other sites of this nginx are not in the workspace');
    expect(await check(whole(`include /etc/nginx/sites-enabled/*;\n${site('listen 80;')}`))).toMatch(/^unknown/);
  });
});

describe('real-ip-spoofable', () => {
  const check = (lines: string, listens = 'listen 443 ssl;') => verdict('real-ip-spoofable', server(`${listens} ${lines}`));

  it('fails where everything is trusted and visitors arrive', async () => {
    expect(await check('set_real_ip_from 0.0.0.0/0; real_ip_header X-Forwarded-For;')).toBe('fail');
    expect(await check('set_real_ip_from ::/0;')).toBe('fail');
  });

  it('does not take a large network for everything, nor the PROXY protocol for a header', async () => {
    expect(await check('set_real_ip_from 10.0.0.0/8; set_real_ip_from 0.0.0.0;')).toBe('pass');
    expect(await check('set_real_ip_from 0.0.0.0/0; ssl_verify_client on;')).toMatch(/^unknown/);
    expect(await check('set_real_ip_from 0.0.0.0/0; real_ip_header proxy_protocol;')).toMatch(/^unknown/);
    expect(await check('set_real_ip_from 0.0.0.0/0; real_ip_header X-Forwarded-For;', 'listen 8080;')).toMatch(/^unknown/);
  });
});
