import type { Listen } from '../../project/servers/listen';
import { placeOfHop, type Stray, straysOf } from '../../project/stack/strays';
import { replaceWord } from '../edit/nginx';
import { type Fix, subjectRule } from '../rule';
import type { StackContext } from '../shared/stack';
import { replaceText } from '../shared/stackEdits';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/upstream-mismatch',
    title: 'Nobody listens where nginx sends requests',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The port or socket in nginx is not the one on which the app server listens: every request ends with a 502.',
    settings: [],
  },
  messages: {
    port: 'nginx sends requests to {address}, and {server} listens on {listen} ({file}).\nEvery visitor gets “502 Bad Gateway”: the connection is refused.\nUse one address on both sides.',
    inside:
      'nginx sends requests to {address}, and {server} listens on {listen} ({file}), which only its own container reaches.\nEvery visitor gets “502 Bad Gateway”: the connection is refused.\nLet {server} listen on 0.0.0.0; no port is published by that.',
    socket:
      'nginx sends requests to {address}, and {server} listens on {listen} ({file}).\nEvery visitor gets “502 Bad Gateway”: there is no such socket where nginx looks.\nUse one path on both sides{shared}.',
  },
  check(context) {
    const found = straysOf(context.project, context.subject);
    if (context.subject.routes.length === 0 && found.length === 0)
      context.notApplicable('no nginx of the workspace certainly hands requests to Django');
    const seen = new Set<unknown>();
    for (const stray of found) {
      if (seen.has(stray.directive)) continue;
      seen.add(stray.directive);
      const { app, listen, why, endpoint } = stray;
      context.report({
        message: why === 'kind' ? 'port' : why,
        data: {
          address: endpoint.isSocket ? endpoint.host : `${endpoint.host}:${endpoint.port ?? 80}`,
          server: app.process?.command.program ?? app.name,
          listen: written(listen),
          file: listen.place.file,
          shared: app.service ? ', in a volume that both containers mount' : '',
        },
        place: placeOfHop(stray),
        related: [{ place: listen.place, message: 'It listens here' }],
        fixes: fixesOf(context, stray),
      });
    }
  },
});

function written(listen: Listen): string {
  if (listen.kind === 'unix') return listen.path;
  return listen.kind === 'tcp'
    ? `${listen.host.includes(':') ? `[${listen.host}]` : listen.host}:${listen.port}`
    : 'a socket that it is given';
}

function fixesOf(context: StackContext, { directive, endpoint, listen, why, app }: Stray): readonly Fix[] {
  const [word] = directive.args;
  if (!word || app.listening?.listens.length !== 1) return [];
  const replaced = (from: string, to: string, title: string): readonly Fix[] => {
    const text = word.text.replace(from, to);
    return text === word.text ? [] : [{ title, safe: false, edit: () => replaceWord(context.project, directive, word, text) }];
  };
  if (listen.kind === 'tcp' && why === 'inside')
    return replaceText(context.project, listen.place, `${listen.host}:${listen.port}`, `0.0.0.0:${listen.port}`, 'Listen on 0.0.0.0');
  if (listen.kind === 'tcp' && why === 'port') {
    const { port } = endpoint;
    const own =
      port === undefined
        ? replaced(endpoint.host, `${endpoint.host}:${listen.port}`, `Send requests to port ${listen.port}`)
        : replaced(`:${port}`, `:${listen.port}`, `Send requests to port ${listen.port}`);
    const others = replaceText(context.project, listen.place, `:${listen.port}`, `:${port ?? 80}`, `Listen on port ${port ?? 80}`);
    return [...own, ...others];
  }
  if (listen.kind === 'unix' && why === 'socket' && app.service === undefined) {
    const own = replaced(endpoint.host, listen.path, `Send requests to ${listen.path}`);
    return [...own, ...replaceText(context.project, listen.place, listen.path, endpoint.host, `Listen on ${endpoint.host}`)];
  }
  return [];
}
