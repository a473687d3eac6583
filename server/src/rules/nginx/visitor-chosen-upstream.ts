import { effective } from '../../project/nginx/inheritance';
import { enclosing, headOf, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { expand } from '../nginxTaint';
import { answersAnyHost, type Choice, choiceOf, isRestricted } from '../nginxUpstreamChoice';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/visitor-chosen-upstream',
    title: 'The visitor chooses where nginx sends the request',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'none',
    references: ['gixy:ssrf', 'gixy-next:ssrf', 'CWE-918'],
    summary: 'The address of proxy_pass comes from the request, so that anyone reaches what only the server can reach.',
    settings: [],
  },
  messages: {
    host: 'proxy_pass takes its host from {variable}, which the visitor writes.\nnginx fetches any address for anyone, also those that only this machine reaches: the database, the cache, the cloud’s metadata.\nName the upstreams in a map, or write the host out.',
    port: 'proxy_pass takes its port from {variable}, which the visitor writes.\nAnyone reaches every service on that host.\nName the ports in a map, or write the port out.',
  },
  check(context) {
    for (const directive of directivesNamed(context.configuration, 'proxy_pass')) {
      if (directive.args[0]?.parts.length && enclosing(directive.parent, 'location') && !directive.conditional) judge(context, directive);
    }
  },
});

function judge(context: NginxContext<'host' | 'port'>, directive: NginxDirective): void {
  const { configuration } = context;
  const [word] = directive.args;
  if (!word?.text.includes('$')) return;
  const ways = expand({ configuration, directive }, word);
  if (!ways) {
    context.unknown(`what ${word.text} becomes is not known`);
    return;
  }
  const choice = ways.map(choiceOf).find((each) => each !== undefined && isOpen(context, directive, each));
  if (choice && !isRestricted(configuration, directive.parent))
    context.report({ message: choice.what, data: { variable: `$${choice.variable}` }, place: headOf(directive) });
}

/** Whether a request with another value gets that far. */
function isOpen({ configuration }: NginxContext, directive: NginxDirective, { isHost, hasPrefix }: Choice): boolean {
  const server = enclosing(directive.parent, 'server');
  if (isHost && (!server || !answersAnyHost(configuration, server))) return false;
  return !hasPrefix || effective(configuration, directive.parent, 'resolver').kind === 'set';
}
