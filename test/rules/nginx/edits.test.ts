import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../server/src/host/files';
import { forgetListing, type ProjectCache, projectCache } from '../../../server/src/project/cache';
import { nginxVersion } from '../../../server/src/project/nginx/version';
import { openProject } from '../../../server/src/project/open';
import type { Project } from '../../../server/src/project/project';
import { rules } from '../../../server/src/rules/registry.generated';
import { runRules } from '../../../server/src/rules/run';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { nginx } from '../../support/nginx';
import { python } from '../../support/python';
import { edited, randomFrom, type Texts, workspace } from './editing';

// What an edit leaves as it was is not judged again (docs/adr/0018-nginx-edits.md): that must never show.

const SEEDS = 10;
const EDITS = 14;
const VERSIONS = [undefined, undefined, '1.18.0', '1.25.4'];
const asked = rules.filter((rule) => rule.on === 'nginx');
const [parser, parseNginx] = [await python(), await nginx()];

function opened(texts: Texts, version: string | undefined, cache: ProjectCache): Project {
  const known = version === undefined ? undefined : nginxVersion(version, 'the test');
  return openProject(new MemoryFiles(texts), {
    parsePython: (text) => parsePython(parser, text),
    parseNginx,
    cache,
    ...(known && { nginxVersion: known }),
  });
}

/** All that rules say of a project, with what their fixes would do. */
function told(project: Project): unknown {
  const { findings, judgements } = runRules(project, asked, {
    log: (rule, error) => {
      throw new Error(`${rule} failed`, { cause: error });
    },
  });
  const withEdits = findings.map((finding) => ({
    ...finding,
    fixes: finding.fixes.map(({ title, safe, edit }) => ({ title, safe, edits: edit() })),
  }));
  return { findings: withEdits, judgements };
}

/** What rules say after each of some states, and of the same files without a memory. */
function saidOf(states: readonly Texts[]): readonly { readonly warm: unknown; readonly cold: unknown }[] {
  const cache = projectCache();
  return states.map((texts) => {
    forgetListing(cache);
    return { warm: told(opened(texts, undefined, cache)), cold: told(opened(texts, undefined, projectCache())) };
  });
}

const SITE = 'server {\n    listen 80;\n    server_name a.example.org;\n    location / { proxy_pass http://app; }\n}\n';
const WHOLE = 'events {}\nhttp {\n    include sites/a.conf;\n    include sites/b.conf;\n}\n';
const APP = 'upstream app { server web:8000; }\n';
const COMPOSE = 'services:\n  web:\n    build: .\n    command: gunicorn shop.wsgi\n';

function whole(b: string | undefined, a = SITE): Texts {
  const texts = [['nginx.conf', WHOLE] as const, ['sites/a.conf', a] as const, ['docker-compose.yml', COMPOSE] as const];
  return new Map([...texts, ...(b === undefined ? [] : [['sites/b.conf', b] as const])]);
}

describe('what rules say of nginx after an edit', () => {
  it.each([
    ['a file appears that http includes, and it was not known what else stands there', [whole(undefined), whole(APP), whole(undefined)]],
    ['another file says what an upstream is', [whole(APP), whole('upstream app { server cdn.example.com:80; }\n'), whole('')]],
    ['another file takes the same address for its own', [whole(APP), whole(SITE.replace('80;', '80 default_server;')), whole(SITE)]],
    [
      'two files make the same address the default, and then one',
      [whole(SITE.replace('80;', '80 default_server;'), SITE.replace('80;', '80 default_server;')), whole(APP)],
    ],
    [
      'an earlier file includes the faulty snippet, too, and the fault is blamed there',
      [
        new Map([...whole(SITE.replace('location', 'include x.conf;\n    location')), ['x.conf', 'expires;\n']]),
        new Map([
          ...whole(SITE.replace('location', 'include x.conf;\n    location'), SITE.replace('location', 'include x.conf;\n    location')),
          ['x.conf', 'expires;\n'],
        ]),
      ],
    ],
    [
      'a template may put an upstream of the same name before one that is faulty',
      [whole('upstream app {}\n'), whole('upstream app {}\n', `{% if here %}\n${APP}{% endif %}\n${SITE}`)],
    ],
    [
      'what an earlier file says of a host refuses a directive that was refused for something else',
      [
        whole(SITE.replace('/ { proxy_pass http://app;', '~ x { proxy_pass http://app:8000/sub;'), ''),
        whole(SITE.replace('/ { proxy_pass http://app;', '~ x { proxy_pass http://app:8000/sub;'), APP),
      ],
    ],
    [
      'a fault that nginx finds in the end was blamed on the first of two files that include it',
      [
        new Map([
          ...whole(SITE.replace('location', 'include x.conf;\n    location'), SITE.replace('location', 'include x.conf;\n    location')),
          ['x.conf', 'proxy_set_header X-A "a$";\n'],
        ]),
        new Map([...whole(SITE.replace('location', 'include x.conf;\n    location')), ['x.conf', 'proxy_set_header X-A "a$";\n']]),
        new Map([...whole(SITE), ['x.conf', 'proxy_set_header X-A "a$";\n']]),
      ],
    ],
    ['something is set around all servers', [whole(APP), whole(`proxy_set_header Host $host;\n${APP}`), whole(APP)]],
    [
      'another file brings the log_format, the zone or the variable',
      [
        whole('', SITE.replace('location', 'access_log /a main;\n    limit_req zone=z;\n    return 200 $made;\n    location')),
        whole(
          'geo $made { default 1; }\n',
          SITE.replace('location', 'access_log /a main;\n    limit_req zone=z;\n    return 200 $made;\n    location'),
        ),
      ],
    ],
    [
      'two files hold the same fault in a snippet that both include',
      [
        new Map([
          ...whole(SITE, SITE),
          ['x.conf', 'expir 1d;\n'],
          ['sites/a.conf', SITE.replace('location', 'include x.conf;\n    location')],
        ]),
        new Map([
          ...whole(SITE.replace('location', 'include x.conf;\n    location')),
          ['x.conf', 'expir 1d;\n'],
          ['sites/a.conf', SITE.replace('location', 'include x.conf;\n    location')],
        ]),
        new Map([
          ...whole(SITE.replace('location', 'include x.conf;\n    location')),
          ['x.conf', 'expires 1d;\n'],
          ['sites/a.conf', SITE.replace('location', 'include x.conf;\n    location')],
        ]),
      ],
    ],
  ] as const)('hangs on the files as they are: %s', (_, states) => {
    for (const { warm, cold } of saidOf(states)) expect(warm).toEqual(cold);
    expect(new Set(saidOf(states).map(({ cold }) => JSON.stringify(cold))).size).toBeGreaterThan(1);
  });

  it.each(Array.from({ length: SEEDS }, (_, seed) => [seed]))('is what they say of the files as they are: seed %i', (seed) => {
    const random = randomFrom(seed);
    const cache = projectCache();
    let texts = workspace(random);
    let version: string | undefined;
    let before: { readonly project: Project; readonly said: unknown } | undefined;
    for (let number = 0; number < EDITS; number++) {
      const project = opened(texts, version, cache);
      const said = told(project);
      expect(said, `edit ${number}`).toEqual(told(opened(texts, version, projectCache())));
      // A fix that is being tried, and what still asks for the last state, must not be told of the next one.
      if (before) expect(told(before.project), `what edit ${number} does to the state before`).toEqual(before.said);
      before = { project, said };
      const next = edited(random, texts);
      texts = next.texts;
      if (next.moved) forgetListing(cache);
      if (random() < 0.1) version = VERSIONS[Math.floor(random() * VERSIONS.length)];
    }
  });
});
