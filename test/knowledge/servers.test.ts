import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caddyDirectives, caddyProse } from '../../server/src/knowledge/caddy';
import type { Prose } from '../../server/src/knowledge/prose';
import { SERVER_PROSE } from '../../server/src/knowledge/prose/servers';
import { UWSGI_PROSE } from '../../server/src/knowledge/prose/uwsgi';
import { renderCaddyDirective, renderServerOption, renderUwsgiOption } from '../../server/src/knowledge/renderServers';
import { type KnownCommand, serverOptions } from '../../server/src/knowledge/servers';
import { uwsgiName, uwsgiOption } from '../../server/src/knowledge/uwsgi';

const ROOT = join(import.meta.dirname, '../..');

describe('import-servers', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'servers-'));
    const option = { arg: 'required', short: null, plugin: 'core', deploymentRelevant: false };
    const facts = {
      meta: { sources: [{ repo: 'unbit/uwsgi', commit: 'x' }, { repo: 'other' }] },
      uvicorn: { options: [{ dest: 'host', deploymentRelevant: true }] },
      uwsgi: {
        version: '2.0.30',
        options: [
          { ...option, name: 'zzz' },
          { ...option, name: 'cheaper', deploymentRelevant: true },
          { ...option, name: 'master', arg: 'none', short: 'M' },
        ],
      },
    };
    writeFileSync(join(folder, 'gunicorn-settings.json'), JSON.stringify(facts));
    execFileSync('node', [join(ROOT, 'scripts/knowledge/import-servers.mjs'), folder, folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('sorts, says only what is unusual, and adds what the facts lack', () => {
    const { meta, options } = JSON.parse(readFileSync(join(folder, 'uwsgi-options.json'), 'utf8'));
    const named = new Map(options.map((each: { readonly name: string }) => [each.name, each]));
    expect([named.get('master'), named.get('cheaper'), named.get('zzz')]).toEqual([
      { name: 'master', arg: 'none', short: 'M' },
      { name: 'cheaper', relevant: true, master: true },
      { name: 'zzz' },
    ]);
    expect(named.get('psgi')).toEqual({ name: 'psgi', plugin: 'psgi' });
    expect(meta.sources[0]).toEqual({ repo: 'unbit/uwsgi', commit: 'x' });
    expect([...named.keys()]).toEqual([...named.keys()].sort());
  });

  it('says which options of uvicorn matter', () => {
    const { commands } = JSON.parse(readFileSync(join(folder, 'server-options.json'), 'utf8'));
    const relevant = commands.filter((each: { readonly relevant?: boolean }) => each.relevant);
    expect(relevant.map((each: { readonly command: string; readonly name: string }) => `${each.command} ${each.name}`)).toEqual([
      'uvicorn host',
    ]);
  });
});

describe('what we say', () => {
  const all: readonly (readonly [string, Prose])[] = [
    ...Object.entries(SERVER_PROSE).flatMap(([command, table]) =>
      Object.entries(table).map(([name, prose]) => [`${command} ${name}`, prose] as const),
    ),
    ...Object.entries(UWSGI_PROSE),
    ...caddyDirectives().map((name) => [name, caddyProse(name) ?? { what: '' }] as const),
  ];

  it.each(all)('of %s is a sentence', (_, prose) => {
    expect(prose.what).toMatch(/^[A-Z`].*[.!]$/s);
  });

  it('is about options that exist, under the one name that we use', () => {
    for (const [command, table] of Object.entries(SERVER_PROSE)) {
      const names = serverOptions(command as KnownCommand).map(({ name }) => name);
      expect(names, command).toEqual(expect.arrayContaining(Object.keys(table)));
    }
    for (const name of Object.keys(UWSGI_PROSE)) expect([name, uwsgiOption(name)?.name, uwsgiName(name)]).toEqual([name, name, name]);
  });

  it('becomes pages', () => {
    const [option] = serverOptions('uvicorn').filter(({ name }) => name === 'workers');
    expect(option && renderServerOption('uvicorn', option, { format: 'text' })).toContain('UVICORN_WORKERS');
    const harakiri = uwsgiOption('harakiri');
    expect(harakiri && renderUwsgiOption(harakiri)).toContain('`--harakiri`, `-t`');
    expect(renderCaddyDirective('reverse_proxy')).toContain('https://caddyserver.com/docs/caddyfile/directives/reverse_proxy');
    expect(renderCaddyDirective('nothing')).toBe(undefined);
  });
});
