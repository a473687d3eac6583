import { describe, expect, it } from 'vitest';
import { fixed, judge, type Workspace } from '../support';

const CERTIFICATE = 'ssl_certificate /etc/ssl/a.pem; ssl_certificate_key /etc/ssl/a.key;';
const whole = (http: string) => `events {}\nhttp {\n${http}\n}\n`;

async function found(rule: string, text: string, options: Omit<Workspace, 'files'> & { more?: Readonly<Record<string, string>> } = {}) {
  const { more, ...rest } = options;
  const judged = await judge({ files: { 'nginx.conf': text, ...more }, ...rest }, `nginx/${rule}`);
  return judged.findings.map(({ severity, message }) => `${severity}: ${message.split('\n')[0]}`);
}

describe('old versions of TLS', () => {
  const rule = 'tls-protocols-weak';
  const site = (protocols: string) => `server { listen 443 ssl; ssl_protocols ${protocols}; }\n`;

  it('are named one by one', async () => {
    expect(await found(rule, site('SSLv3 TLSv1 TLSv1.2'))).toEqual(['warning: ssl_protocols has SSLv3, TLSv1 on.']);
    expect(await found(rule, site('TLSv1.2'))).toEqual([]);
    expect(await found(rule, site('{{ protocols }}'))).toEqual([]);
  });

  it('leave the newer ones; where there is none, these are written', async () => {
    for (const [before, after] of [
      ['TLSv1 TLSv1.3', 'TLSv1.3'],
      ['TLSv1.1', 'TLSv1.2 TLSv1.3'],
    ] as const) {
      const judged = await judge({ files: { 'nginx.conf': site(before) } }, `nginx/${rule}`);
      expect(fixed(judged)['nginx.conf']).toBe(site(after));
    }
  });

  it('may stand in a file that servers elsewhere include', async () => {
    const text = 'ssl_protocols TLSv1 TLSv1.2;\nssl_ciphers HIGH:RC4;\nssl_session_cache shared:a:1m;\n';
    const judged = await judge({ files: { 'nginx/snippets/tls.conf': text } }, 'nginx');
    const ids = judged.findings.map((finding) => finding.rule);
    expect(ids).toEqual(expect.arrayContaining([`nginx/${rule}`, 'nginx/tls-ciphers-weak']));
  });

  it('count once for all servers that inherit them, and not where a server has its own', async () => {
    const servers = 'server { listen 443 ssl; }\nserver { listen 444 ssl; }';
    expect(await found(rule, whole(`ssl_protocols TLSv1;\n${servers}`))).toHaveLength(1);
    expect(await found(rule, whole('ssl_protocols TLSv1;\nserver { listen 443 ssl; ssl_protocols TLSv1.3; }'))).toEqual([]);
  });

  it('are the default before 1.27.3, where the version is known and nothing else can set them', async () => {
    const text = whole('server { listen 443 ssl; }');
    expect(await found(rule, text, { nginx: '1.27.2' })).toHaveLength(1);
    expect(await found(rule, text, { nginx: '1.27.3' })).toEqual([]);
    expect(await found(rule, text)).toEqual([]);
    expect(await found(rule, whole('server { listen 443 ssl; include tls.conf; }'), { nginx: '1.20.0' })).toEqual([]);
    const included = { more: { 'tls.conf': 'ssl_protocols TLSv1.2;\n' }, nginx: '1.20.0' };
    expect(await found(rule, whole('server { listen 443 ssl; include tls.conf; }'), included)).toEqual([]);
  });
});

describe('weak ciphers', () => {
  const list = (text: string) => found('tls-ciphers-weak', `server { listen 443 ssl; ssl_ciphers ${text}; }\n`);

  it.each([
    ['RC4', 'RC4'],
    ['ECDHE-RSA-RC4-SHA', 'RC4'],
    ['HIGH:DES-CBC3-SHA:!DES', '3DES'],
    ['HIGH:3DES', '3DES'],
    ['HIGH:EDH-RSA-DES-CBC-SHA', 'DES'],
    ['HIGH:aNULL', 'anonymous ciphers'],
    ['ADH-AES128-SHA', 'anonymous ciphers'],
    ['ECDHE-RSA-NULL-SHA', 'ciphers that encrypt nothing'],
    ['EXP-RC4-MD5', 'RC4, export ciphers, MD5'],
    ['"ALL:!ADH:LOW:!EXP"', 'LOW'],
  ])('%s takes in %s', async (text, weak) => {
    expect(await list(text)).toEqual([`warning: ssl_ciphers takes in ${weak}.`]);
  });

  it.each([
    'HIGH:!aNULL:!MD5',
    'HIGH:MEDIUM:!aNULL:!RC4:!ADH:!MD5',
    'EECDH+AESGCM:EDH+AESGCM',
    'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-DES-CBC3-SHA:!3DES',
    'RC4:HIGH:!RC4',
    'HIGH:DES-CBC3-SHA:!DES-CBC3-SHA',
    'HIGH:+3DES',
    'HIGH:-RC4',
    'kEDH+RC4:!RC4',
    'DEFAULT',
    'PROFILE=SYSTEM',
    '${SSL_CIPHERS}',
    '@SECLEVEL=1:HIGH',
  ])('%s names none', async (text) => {
    expect(await list(text)).toEqual([]);
  });
});

describe('port 443 without TLS', () => {
  const rule = 'tls-not-enabled';

  it('is told for each address', async () => {
    const text = `server { listen 443; listen [::]:443; listen 127.0.0.1:443 http2; listen 80; ${CERTIFICATE} }\n`;
    expect(await found(rule, text)).toHaveLength(3);
  });

  it('is none where the certificate is missing, unseen, or another server of the address has the word', async () => {
    expect(await found(rule, 'server { listen 443; }\n')).toEqual([]);
    expect(await found(rule, 'server { listen 443; include tls.conf; }\n')).toEqual([]);
    expect(await found(rule, `server { listen 443; ${CERTIFICATE} }\nserver { listen *:443 ssl; }\n`)).toEqual([]);
    expect(await found(rule, `server { listen 443 {{ tls }}; ${CERTIFICATE} }\n`)).toEqual([]);
    expect(await found(rule, `server { listen 443 quic; listen 443 ssl; ${CERTIFICATE} }\n`)).toEqual([]);
    const more = { 'nginx/conf.d/b.conf': 'server { listen 443 ssl; }\n' };
    const judged = await judge({ files: { 'nginx/conf.d/a.conf': `server { listen 443; ${CERTIFICATE} }\n`, ...more } }, `nginx/${rule}`);
    expect(judged.findings).toEqual([]);
  });
});

describe('TLS without a certificate', () => {
  const rule = 'tls-certificate-missing';
  const TLS = 'listen 443 ssl;';

  it('is judged at the default server of an address, as nginx does', async () => {
    expect(await found(rule, whole(`server { ${TLS} }`))).toHaveLength(1);
    expect(await found(rule, whole(`server { ${TLS} }\nserver { listen 443 ssl default_server; ${CERTIFICATE} }`))).toEqual([]);
    expect(await found(rule, whole(`server { ${TLS} ${CERTIFICATE} }\nserver { ${TLS} server_name b; }`))).toEqual([]);
    expect(await found(rule, whole(`server { ${TLS} }\nserver { listen [::]:443 ssl; }`))).toHaveLength(2);
    expect(await found(rule, whole(`server { listen 443; }\nserver { ${TLS} server_name b; }`))).toHaveLength(1);
  });

  it('is judged at every server where the default one refuses', async () => {
    const refusing = `server { ${TLS} ssl_reject_handshake on; }`;
    expect(await found(rule, whole(refusing))).toEqual([]);
    expect(await found(rule, whole(`${refusing}\nserver { ${TLS} server_name b; }`))).toHaveLength(1);
  });

  it('is not certain where other files may hold a server', async () => {
    expect(await found(rule, `server { ${TLS} }\n`)).toEqual([]);
    expect(await found(rule, whole(`include conf.d/*.conf;\nserver { ${TLS} }`))).toEqual([]);
    expect(await found(rule, 'server { listen 443 ssl default_server; }\n')).toHaveLength(1);
    expect(await found(rule, 'server { listen 443 ssl default_server; acme_certificate letsencrypt; }\n')).toEqual([]);
    expect(await found(rule, whole(`server { ${TLS} {% if tls %} ssl_certificate /a.pem; {% endif %} }`))).toEqual([]);
  });

  it('may be a certificate without its key, wherever it is', async () => {
    expect(await found(rule, 'server { listen 80; ssl_certificate /a.pem; }\n')).toEqual([
      'error: This server has an ssl_certificate and no ssl_certificate_key.',
    ]);
    expect(await found(rule, whole('ssl_certificate /a.pem;\nserver { listen 80; }\nserver { listen 81; }'))).toHaveLength(1);
    expect(await found(rule, whole(`ssl_certificate_key /a.key;\nserver { ${TLS} ssl_certificate /a.pem; }`))).toEqual([]);
  });
});

describe('stapling', () => {
  const rule = 'stapling-useless';
  const LETS_ENCRYPT = 'ssl_certificate /etc/letsencrypt/live/a/fullchain.pem;';

  it('is useless where every certificate that it holds for is one of Let’s Encrypt', async () => {
    expect(await found(rule, whole(`ssl_stapling on;\nserver { listen 443 ssl; ${LETS_ENCRYPT} }`))).toHaveLength(1);
    const mixed = `resolver 10.0.0.2;\nssl_stapling on;\nserver { listen 443 ssl; ${LETS_ENCRYPT} }\nserver { listen 444 ssl; ${CERTIFICATE} }`;
    expect(await found(rule, whole(mixed))).toEqual([]);
    const refusing = 'server { listen 443 ssl default_server; ssl_reject_handshake on; }';
    expect(await found(rule, whole(`ssl_stapling on;\n${refusing}\nserver { listen 443 ssl; ${LETS_ENCRYPT} }`))).toEqual([
      'info: ssl_stapling is on for a certificate of Let’s Encrypt.',
    ]);
  });

  it('needs no resolver that is unseen', async () => {
    expect(await found(rule, `server { listen 443 ssl; ${CERTIFICATE} ssl_stapling on; include resolver.conf; }\n`)).toEqual([]);
    expect(await found(rule, `server { listen 443; ${CERTIFICATE} ssl_stapling on; }\n`)).toEqual([]);
  });
});
