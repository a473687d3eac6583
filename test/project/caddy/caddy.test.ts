import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../server/src/host/files';
import { headerUp } from '../../../server/src/project/caddy/headers';
import { fits } from '../../../server/src/project/caddy/matchers';
import type { CaddySite } from '../../../server/src/project/caddy/model';
import { bytesOf, secondsOf } from '../../../server/src/project/caddy/proxy';
import { caddyConfiguration, caddyConfigurations, isCaddyfile } from '../../../server/src/project/caddy/sites';

const CASES = join(import.meta.dirname, 'cases');

interface Route {
  readonly kind: string;
  readonly paths: readonly (readonly string[])[];
  readonly stripped: string;
  readonly upstreams?: readonly string[];
}

/** What Caddy made of a case: hosts with their routes; PHP’s own are several there, and one `answer` here. */
interface Answer {
  readonly refused?: boolean;
  readonly servers?: readonly {
    readonly listen: readonly string[];
    readonly sites: readonly { readonly hosts: readonly string[]; readonly routes: readonly Route[] }[];
  }[];
}

function sitesOf(text: string, file = 'Caddyfile') {
  return caddyConfiguration(new MemoryFiles(new Map([[file, text]])), file);
}

function site(text: string): CaddySite {
  const [found] = sitesOf(text)?.sites ?? [];
  if (!found) throw new Error('there is no site');
  return found;
}

describe('a Caddyfile is read as Caddy reads it', () => {
  const { answers } = JSON.parse(readFileSync(join(import.meta.dirname, 'recorded.json'), 'utf8')) as {
    answers: Readonly<Record<string, Answer>>;
  };
  const names = readdirSync(CASES).map((name) => name.replace('.Caddyfile', ''));

  it('every case has an answer', () => {
    expect(Object.keys(answers).sort()).toEqual(names.sort());
  });

  it.each(names.filter((name) => name !== 'the-environment'))('%s', (name) => {
    const answer = answers[name];
    const read = sitesOf(readFileSync(join(CASES, `${name}.Caddyfile`), 'utf8'));
    expect((read?.tree.problems.length ?? 0) > 0).toBe(answer?.refused === true);
    if (answer?.refused) return;
    const expected = (answer?.servers ?? []).flatMap(({ listen, sites }) =>
      sites.map(({ hosts, routes }) => ({ hosts: [...hosts].sort(), listen, routes: routes.filter(isFollowed).map(bare) })),
    );
    const found = (read?.sites ?? []).map((one) => ({
      hosts: one.addresses.flatMap(({ host }) => (host === undefined || host === '' ? [] : host)).sort(),
      listen: [...new Set(one.addresses.map(({ port }) => `:${port}`))],
      routes: one.routes.filter(isFollowed).map((route) => ({
        kind: route.kind,
        paths: route.paths,
        stripped: route.stripped,
        ...(route.kind === 'proxy' && { upstreams: route.proxy.upstreams.map(dialled) }),
      })),
    }));
    expect(found.sort(byHosts)).toEqual(expected.sort(byHosts));
  });
});

function isFollowed(route: { readonly kind: string; readonly paths: readonly (readonly string[])[] }): boolean {
  return !route.paths.some((paths) => paths.some((path) => path.startsWith('/blog') || path === '*.php'));
}

function bare({ kind, paths, stripped, upstreams }: Route): Route {
  return {
    kind,
    paths,
    stripped,
    ...(upstreams && { upstreams: upstreams.map((dial) => (dial.startsWith(':') ? `localhost${dial}` : dial)) }),
  };
}

function dialled({
  host,
  port,
  path,
}: {
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string | undefined;
}): string {
  return path === undefined ? `${host.includes(':') ? `[${host}]` : host}:${port}` : `unix/${path}`;
}

function byHosts(a: { readonly hosts: readonly string[] }, b: { readonly hosts: readonly string[] }): number {
  return a.hosts.join() < b.hosts.join() ? -1 : 1;
}

describe('what a site does', () => {
  it('leaves open what the environment tells', () => {
    const { addresses, routes } = site('{$DOMAIN} {\n\treverse_proxy {$UPSTREAM:web:8000}\n}\n');
    expect(addresses[0]).toMatchObject({ host: undefined, port: undefined, tls: undefined });
    expect(routes[0]).toMatchObject({ kind: 'proxy', proxy: { upstreams: [], open: 'the files do not tell every upstream' } });
    expect(site('{$DOMAIN}:80 {\n\trespond ok\n}\n').addresses[0]).toMatchObject({ tls: false, port: 80 });
  });

  it.each([
    ['example.org', true, true],
    ['http://example.org', false, false],
    ['example.org:80', false, false],
    [':443', true, false],
    [':8000', false, false],
    ['localhost', true, true],
    ['*.example.org', true, true],
  ])('knows that %s speaks TLS: %s', (address, tls, redirects) => {
    expect(site(`${address} {\n\trespond ok\n}\n`).addresses[0]).toMatchObject({ tls, redirects });
  });

  it('tells what an upstream gets as headers', () => {
    const proxy = (inner: string, globals = '') => {
      const [route] = site(`${globals}example.org {\n\treverse_proxy web:8000 {\n${inner}\n}\n}\n`).routes;
      if (route?.kind !== 'proxy') throw new Error('there is no proxy');
      return route.proxy;
    };
    expect(headerUp(proxy(''), 'X-Forwarded-Proto')).toMatchObject({ kind: 'value', value: '{scheme}' });
    expect(headerUp(proxy(''), 'Host')).toMatchObject({ kind: 'value', value: '{host}' });
    expect(headerUp(proxy('header_up X-Forwarded-Proto https'), 'x-forwarded-proto')).toMatchObject({ kind: 'value', value: 'https' });
    expect(headerUp(proxy('header_up -X-Forwarded-*'), 'X-Forwarded-Proto')).toMatchObject({ kind: 'absent' });
    expect(headerUp(proxy('trusted_proxies private_ranges'), 'X-Forwarded-Proto')).toEqual({ kind: 'passed' });
    const globals = '{\n\tservers {\n\t\ttrusted_proxies static private_ranges\n\t}\n}\n';
    expect(headerUp(proxy('', globals), 'X-Forwarded-Proto')).toEqual({ kind: 'passed' });
    expect(headerUp(proxy('header_up X-Forwarded-Proto {$SCHEME}'), 'X-Forwarded-Proto')).toMatchObject({ kind: 'unknown' });
    expect(headerUp(proxy(''), 'X-Custom')).toEqual({ kind: 'passed' });
  });

  it('finds the folders that it serves', () => {
    const { routes } = site(
      'example.org {\n\troot * /srv\n\thandle_path /static/* {\n\t\troot /srv/static\n\t\tfile_server\n\t}\n\tfile_server /x/*\n}\n',
    );
    expect(routes.map((route) => (route.kind === 'files' ? [route.files.root, route.stripped, route.paths] : []))).toEqual([
      ['/srv/static', '/static', [['/static/*']]],
      ['/srv', '', [['/x/*']]],
    ]);
  });

  it('says where something is not followed', () => {
    expect(site('example.org {\n\tcoraza_waf\n\treverse_proxy web:8000\n}\n').open).toBe('coraza_waf is not followed');
    expect(site('example.org {\n\timport sites/*.caddy\n}\n').open).toBe('sites/*.caddy is not among the files');
  });

  it('reads headers and limits', () => {
    const found = site('example.org {\n\trequest_body {\n\t\tmax_size 10MB\n\t}\n\theader Strict-Transport-Security "max-age=1"\n}\n');
    expect(found.maxBody?.bytes).toBe(10_000_000);
    expect(found.headers).toMatchObject([{ kind: 'set', name: 'strict-transport-security', value: 'max-age=1' }]);
    expect([bytesOf('1MiB'), bytesOf('5'), bytesOf('x')]).toEqual([1_048_576, 5, undefined]);
    expect([secondsOf('1m30s'), secondsOf('500ms'), secondsOf('soon')]).toEqual([90, 0.5, undefined]);
  });

  it('takes imported files for parts, with their own places', () => {
    const files = new MemoryFiles(
      new Map([
        ['Caddyfile', 'example.org {\n\timport parts/app.caddyfile web\n}\n'],
        ['parts/app.caddyfile', 'reverse_proxy {args[0]}:8000\n'],
      ]),
    );
    const [configuration, ...others] = caddyConfigurations({ files, listing: ['Caddyfile', 'parts/app.caddyfile'] });
    expect(others).toEqual([]);
    expect(configuration?.sites[0]?.routes[0]).toMatchObject({
      file: 'parts/app.caddyfile',
      place: { file: 'parts/app.caddyfile', span: { start: 0, end: 28 } },
      proxy: { upstreams: [{ host: 'web', port: 8000 }] },
    });
  });
});

it('files that are imported outside of sites bring sites', () => {
  const files = new MemoryFiles(
    new Map([
      ['Caddyfile', 'import sites/*\n'],
      ['sites/a.caddyfile', 'a.example.org {\n\timport app\n}\n'],
      ['sites/b.caddyfile', '(app) {\n\treverse_proxy web:8000\n}\n'],
    ]),
  );
  const [configuration] = caddyConfigurations({ files, listing: ['Caddyfile'] });
  expect(configuration?.sites.map((one) => [one.file, one.routes.length, one.open])).toEqual([['sites/a.caddyfile', 1, undefined]]);
});

it('patterns of paths fit as Caddy’s do', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['/static/*', '/static/a/b.css', true],
    ['/static/*', '/static', false],
    ['/static*', '/static', true],
    ['/Static/*', '/static/a', true],
    ['*.css', '/a/b.css', true],
    ['/a', '/a/b', false],
    ['/a/*/c', '/a/b/c', true],
  ];
  for (const [pattern, path, expected] of cases) expect([pattern, path, fits(pattern, path)]).toEqual([pattern, path, expected]);
});

it('Caddyfiles are known by their names', () => {
  expect(['Caddyfile', 'deploy/Caddyfile.prod', 'site.Caddyfile', 'Caddyfile.j2', 'Dockerfile'].map(isCaddyfile)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
