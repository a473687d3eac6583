// Asks the real Caddy about the cases:
//   node test/project/caddy/record.mjs [path of caddy]
// Debian's package will do. What it answers about cases/ goes to recorded.json, with its version; npm run format puts that in order.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const caddy = process.argv[2] ?? 'caddy';
const folder = join(import.meta.dirname, 'cases');
const version = execFileSync(caddy, ['version'], { encoding: 'utf8' }).trim();
const answers = readdirSync(folder)
  .sort()
  .map((name) => [name.replace('.Caddyfile', ''), adapted(join(folder, name))]);
writeFileSync(
  join(import.meta.dirname, 'recorded.json'),
  `${JSON.stringify({ caddy: version, answers: Object.fromEntries(answers) }, undefined, 1)}\n`,
);

function adapted(path) {
  const { status, stdout } = spawnSync(caddy, ['adapt', '--adapter', 'caddyfile', '--config', path], { encoding: 'utf8' });
  if (status !== 0) return { refused: true };
  const { http } = JSON.parse(stdout).apps;
  const servers = Object.values(http.servers).map(({ listen, routes }) => ({
    listen,
    sites: (routes ?? []).map(({ match, handle }) => ({
      hosts: match?.flatMap(({ host }) => host ?? []) ?? [],
      routes: flat(handle ?? [], [], ''),
    })),
  }));
  return { servers };
}

/** Every handler that answers, in the order in which it is asked, with the paths that lead to it. */
function flat(handlers, paths, stripped) {
  let prefix = stripped;
  return handlers.flatMap((one) => {
    if (one.handler === 'subroute') {
      let inner = prefix;
      return one.routes.flatMap((route) => {
        const own = route.match?.flatMap(({ path }) => (path ? [path] : [])) ?? [];
        for (const each of route.handle) if (each.handler === 'rewrite' && each.strip_path_prefix) inner += each.strip_path_prefix;
        return flat(route.handle, [...paths, ...own], inner);
      });
    }
    if (one.handler === 'rewrite' && one.strip_path_prefix) prefix = stripped;
    if (one.handler === 'reverse_proxy') {
      return [
        {
          kind: 'proxy',
          paths,
          stripped: prefix,
          upstreams: one.upstreams.map(({ dial }) => dial),
          tls: one.transport?.tls !== undefined,
          up: one.headers?.request,
          down: one.headers?.response,
        },
      ];
    }
    if (one.handler === 'file_server') return [{ kind: 'files', paths, stripped: prefix }];
    return one.handler === 'static_response' ? [{ kind: 'answer', paths, stripped: prefix }] : [];
  });
}
