import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/registry.generated';
import { FAULTY, folder, preflight } from './support';

describe('help and version', () => {
  it.each([[['--help']], [['-h']], [['check', '--help']]])('%j prints the help', async (args) => {
    const { code, out } = await preflight(args);
    expect(code).toBe(0);
    for (const command of ['check', 'checklist', 'settings', 'explain', 'rules', 'lsp --stdio'])
      expect(out).toContain(`django-preflight ${command}`);
  });

  it('no command at all prints the help too, as a fault', async () => {
    expect(await preflight([])).toMatchObject({ code: 2, out: expect.stringContaining('django-preflight check') });
  });

  it('--version', async () => {
    expect(await preflight(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });
});

describe('rules', () => {
  it('--format json gives every rule with its seven fields', async () => {
    const list = JSON.parse((await preflight(['rules', '--format', 'json'], { rules })).out);
    expect(list.length).toBe(rules.length + 3);
    for (const one of list) expect(Object.keys(one)).toEqual(['id', 'title', 'severity', 'category', 'fix', 'references', 'summary']);
    expect(list.map((one: { id: string }) => one.id)).toEqual(list.map((one: { id: string }) => one.id).toSorted());
  });

  it('lists one rule a line', async () => {
    const { out } = await preflight(['rules']);
    expect(out.split('\n').filter((line) => line !== '')).toHaveLength(5);
    expect(out).toContain('django/debug-on');
  });
});

describe('explain', () => {
  it.each([['django/debug-on'], ['debug-on'], ['security.W018']])('%s tells about the rule', async (name) => {
    expect((await preflight(['explain', name])).out).toContain('django/debug-on: Debug on\n\nDEBUG is on.\n');
  });

  it('tells about a setting', async () => {
    const { out } = await preflight(['explain', 'SECURE_HSTS_SECONDS']);
    expect(out).toMatch(/^SECURE_HSTS_SECONDS\b/);
    expect(out).toContain('https://docs.djangoproject.com/');
  });

  it.each([
    ['CONN_MAX_AGE', /CONN_MAX_AGE.*\(Django|DATABASES/],
    ['-w', /^workers \(gunicorn\)/],
    ['--timeout', /^timeout \(gunicorn\)/],
  ])('knows a key inside a setting and a flag: %s', async (name, title) => {
    const { code, out } = await preflight(['explain', '--', name]);
    expect([code, out]).toEqual([0, expect.stringMatching(title)]);
  });

  it.each([
    ['proxy_pass', /^proxy_pass \(nginx · ngx_http_proxy_module\)[\s\S]*^proxy_pass \(nginx · ngx_stream_proxy_module\)/m],
    ['$host', /^\$host \(nginx · ngx_http_core_module\)/],
    ['brotli', /^brotli \(nginx · /],
    ['spdy_headers_comp', /Removed in nginx/],
  ])('knows directives and variables of nginx: %s', async (name, text) => {
    const { code, out } = await preflight(['explain', name]);
    expect([code, out]).toEqual([0, expect.stringMatching(text)]);
  });

  it('guesses what a misspelt name means', async () => {
    expect(await preflight(['explain', 'SECURE_HSTS_SECOND'])).toEqual({
      code: 2,
      out: '',
      err: 'django-preflight: explain: nothing is known under “SECURE_HSTS_SECOND”. Did you mean SECURE_HSTS_SECONDS?\n',
    });
  });

  it('wants one name', async () => {
    expect((await preflight(['explain'])).code).toBe(2);
  });
});

describe('checklist', () => {
  it('prints what passes and what fails, without secrets', async () => {
    const { code, out } = await preflight(['checklist', folder(FAULTY)]);
    expect(code).toBe(0);
    expect(out).toMatch(/FAIL +Debug on \(shop\/settings\.py:2\)/);
    expect(out).not.toContain('hunter2');
  });

  it('--format json has the items with their status', async () => {
    const document = JSON.parse((await preflight(['checklist', folder(FAULTY), '--format', 'json'])).out);
    const items = document.checklists[0].sections.flatMap((section: { items: readonly { id: string; status: string }[] }) => section.items);
    expect(items.find((item: { id: string }) => item.id === 'django/debug-on')).toMatchObject({
      status: 'fail',
      evidence: [{ file: 'shop/settings.py' }],
    });
  });
});

describe('lsp', () => {
  it('serves until the client leaves', async () => {
    let served = 0;
    const serve = async () => {
      served++;
    };
    expect(await preflight(['lsp', '--stdio'], { serve })).toEqual({ code: 0, out: '', err: '' });
    expect(served).toBe(1);
  });
});

describe('a fault of our own', () => {
  it('is one line and exit code 2, never a stack', async () => {
    const files = () => {
      throw new Error('lost\nsecond line');
    };
    expect(await preflight(['check', folder(FAULTY)], { files })).toEqual({
      code: 2,
      out: '',
      err: 'django-preflight: internal error: lost\n',
    });
  });
});
