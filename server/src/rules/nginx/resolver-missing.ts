import { headOf } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { RUNTIME_PASSES, resolverOf, runtimeNames } from '../nginxResolve';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/resolver-missing',
    title: 'A variable in proxy_pass and nobody to resolve the name',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: ['gixy:missing_resolver', 'gixy-next:stale_dns_cache'],
    summary: 'With a variable in it, nginx looks the host of proxy_pass up on every request, and no resolver is set: 502.',
    settings: [],
  },
  messages: {
    default:
      '{directive} has a variable in it, so that nginx looks {host} up while it runs, and no resolver is set.\nEvery request here answers 502: “no resolver defined to resolve {host}”.\nTake the variable away, name {host} in an upstream block, or set resolver; in a container network of Docker that is 127.0.0.11.',
  },
  check(context) {
    const { configuration, project } = context;
    for (const directive of directivesNamed(configuration, ...RUNTIME_PASSES)) {
      const [name] = runtimeNames(project, configuration, directive);
      // An upstream block of that name may stand in a file that is not here.
      if (!name || (configuration.outer !== 'own' && !name.hasPort && !name.host.includes('.'))) continue;
      const resolver = resolverOf(project, configuration, directive.parent);
      if (resolver.kind === 'unknown') context.unknown(resolver.reason);
      else if (resolver.kind === 'unset')
        context.report({ message: 'default', data: { directive: directive.name, host: name.host }, place: headOf(directive) });
    }
  },
});
