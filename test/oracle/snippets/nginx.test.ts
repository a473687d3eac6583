import { afterAll, describe, expect, it } from 'vitest';
import { eachExpansion } from '../../client/snippets/library';
import { placeOf } from '../../client/snippets/places';
import { nginxConfiguration } from '../../client/snippets/workspaces';
import { debianNginx, type Nginx, newerNginx, newestNginx, openOrSkip, verdictText } from '../nginx/nginx';

/** What a version cannot know, and says so. */
const TOO_NEW: Readonly<Record<string, RegExp>> = { 'nginx-http2': /unknown directive "http2"/ };

const cases = eachExpansion((one) => placeOf(one).kind === 'nginx').flatMap(([title, one, text]) => {
  const place = placeOf(one);
  return place.kind === 'nginx' ? [{ title, id: one.id, text: inSandbox(nginxConfiguration(place, text)) }] : [];
});

describe.each([
  ["Debian's nginx", openOrSkip("Debian's nginx", debianNginx)],
  ['the newer nginx', openOrSkip('the newer nginx', newerNginx)],
  ['the newest nginx', openOrSkip('the newest nginx', newestNginx)],
] as const)('%s', (_, nginx) => {
  afterAll(() => nginx?.end());

  it.skipIf(nginx === undefined)('accepts every snippet at its place', async () => {
    expect(cases.length).toBeGreaterThan(20);
    expect(
      await refused(
        nginx,
        cases.map(({ text }) => text),
      ),
    ).toEqual(cases.filter(({ id }) => isTooNew(nginx, id)).map(({ id }) => `${id}: too new`));
  });

  it.skipIf(nginx === undefined)('would refuse a fault there', async () => {
    expect(await nginx?.test([new Map([['nginx.conf', `${cases[0]?.text}}`]])])).not.toContain('accepted');
  });
});

async function refused(nginx: Nginx | undefined, texts: readonly string[]): Promise<readonly string[]> {
  const verdicts = (await nginx?.test(texts.map((text) => new Map([['nginx.conf', text]])))) ?? [];
  return verdicts.flatMap((verdict, at) => {
    if (verdict === 'accepted') return [];
    const id = cases[at]?.id ?? '';
    return TOO_NEW[id]?.test(verdict.message) ? [`${id}: too new`] : [`${cases[at]?.title}: ${verdictText(verdict)}`];
  });
}

/** nginx got the directive http2 with 1.25.1. */
function isTooNew(nginx: Nginx | undefined, id: string): boolean {
  const [major = 0, minor = 0] = (nginx?.version ?? '').split('.').map(Number);
  return TOO_NEW[id] !== undefined && major === 1 && minor < 25;
}

/** The certificate that the sandbox has, and an address for a name that only containers know. */
function inSandbox(text: string): string {
  const certificate = /\/etc\/letsencrypt\/live\/[\w.]+\/(\w+)\.pem/g;
  return text
    .replace(certificate, (_, name) => (name === 'fullchain' ? 'cert.pem' : 'key.pem'))
    .replace('server web:8000', 'server 127.0.0.1:8000');
}
