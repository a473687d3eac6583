import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { inEveryDirective } from '../../project/nginx/survey';
import { nginxIsOlder } from '../../project/nginx/version';
import { insertInto } from '../edit/nginx';
import { resolverOf } from '../nginxResolve';
import { type NginxContext, nginxRule } from '../rule';

/** The upstreams with a server that is looked up again and again. */
const resolving = inEveryDirective(({ block }) =>
  (block?.context === 'upstream' || block?.context === 'stream/upstream') && resolved(block) ? [block] : [],
);

export const rule = nginxRule({
  meta: {
    id: 'nginx/upstream-resolve-incomplete',
    title: 'An upstream resolves names and lacks what that needs',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: ['nginx-lint:upstream-server-no-resolve', 'gixy:missing_resolver', 'gixy-next:stale_dns_cache'],
    summary: 'server … resolve needs a zone in the upstream and a resolver; without one of them nginx does not start.',
    settings: [],
  },
  messages: {
    zone: 'This server is resolved while nginx runs, and upstream {upstream} has no zone to keep the addresses in.\nnginx does not start: resolving names at run time requires the upstream to be in shared memory.\nAdd zone {upstream} 64k; to the upstream.',
    resolver:
      'This server is resolved while nginx runs, and no resolver is set.\nnginx does not start: there is no resolver for resolving names at run time.\nSet resolver in the upstream or in http; in a container network of Docker that is 127.0.0.11.',
  },
  check(context) {
    for (const upstream of resolving(context.configuration)) judge(context, upstream);
  },
});

function resolved(upstream: NginxBlock): NginxDirective | undefined {
  return upstream.all('server').find(({ args, conditional }) => !conditional && args.some(({ text }) => text === 'resolve'));
}

function judge(context: NginxContext<'zone' | 'resolver'>, upstream: NginxBlock): void {
  const { configuration, project } = context;
  const server = resolved(upstream);
  const name = upstream.opener?.args[0];
  if (!server || !name || isUnknown(name) || upstream.open !== undefined || nginxIsOlder(context.nginx, '1.27.3')) return;
  if (upstream.all('zone').length === 0) {
    const edit = () => insertInto(project, upstream, [`zone ${name.text} 64k;`]);
    context.report({
      message: 'zone',
      data: { upstream: name.text },
      place: headOf(server),
      fixes: [{ title: 'Add a zone', safe: false, edit }],
    });
  }
  const resolver =
    upstream.context === 'upstream' ? resolverOf(project, configuration, upstream) : effective(configuration, upstream, 'resolver');
  if (resolver.kind === 'unknown') {
    context.unknown(resolver.reason);
    return;
  }
  if (resolver.kind === 'unset') context.report({ message: 'resolver', place: headOf(server) });
}
