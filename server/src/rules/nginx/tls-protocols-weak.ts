import { effective } from '../../project/nginx/inheritance';
import { argsOf, headOf, type NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { formatNginxVersion, nginxIsOlder } from '../../project/nginx/version';
import { insertInto, replaceDirective } from '../edit/nginx';
import { heldByTls, tlsServers } from '../nginxTls';
import { type NginxContext, nginxRule } from '../rule';

const WEAK: ReadonlySet<string> = new Set(['sslv2', 'sslv3', 'tlsv1', 'tlsv1.0', 'tlsv1.1']);

export const rule = nginxRule({
  meta: {
    id: 'nginx/tls-protocols-weak',
    title: 'Old versions of TLS are on',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['gixy:weak_ssl_tls', 'nginx-lint:deprecated-ssl-protocol', 'CWE-327'],
    summary: 'The server still takes SSL 3, TLS 1.0 or TLS 1.1, which no browser needs and RFC 8996 forbids.',
    settings: [],
  },
  messages: {
    written:
      'ssl_protocols has {weak} on.\nBrowsers have dropped them, RFC 8996 forbids them, and they can be attacked.\nLeave TLSv1.2 and TLSv1.3.',
    byDefault:
      'Nothing sets ssl_protocols, and by default nginx {version} takes TLSv1 and TLSv1.1 where its OpenSSL still has them.\nBrowsers have dropped them, and RFC 8996 forbids them.\nWrite ssl_protocols TLSv1.2 TLSv1.3.',
  },
  check(context) {
    for (const directive of heldByTls(context.configuration, 'ssl_protocols', context.unknown)) checkWritten(context, directive);
    // https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols
    if (nginxIsOlder(context.nginx, '1.27.3')) checkDefault(context);
  },
});

type Context = NginxContext<'written' | 'byDefault'>;

function checkWritten(context: Context, directive: NginxDirective) {
  if (directive.args.some(isUnknown)) return context.unknown('a template decides about ssl_protocols');
  const words = argsOf(directive);
  const weak = words.filter((word) => WEAK.has(word.toLowerCase()));
  if (weak.length === 0) return;
  const rest = words.filter((word) => !WEAK.has(word.toLowerCase()));
  const text = `ssl_protocols ${rest.length > 0 ? rest.join(' ') : 'TLSv1.2 TLSv1.3'};`;
  const edit = () => replaceDirective(context.project, directive, text);
  context.report({
    message: 'written',
    data: { weak: weak.join(', ') },
    place: headOf(directive),
    fixes: [{ title: `Write ${text.slice(0, -1)}`, safe: true, edit }],
  });
}

function checkDefault(context: Context) {
  for (const server of tlsServers(context.configuration)) {
    const listen = server.all('listen').find(({ args }) => args.some(({ text }) => text === 'ssl'));
    if (!listen || effective(context.configuration, server, 'ssl_protocols').kind !== 'unset') continue;
    const edit = () => insertInto(context.project, server, ['ssl_protocols TLSv1.2 TLSv1.3;']);
    context.report({
      message: 'byDefault',
      severity: 'info',
      data: { version: formatNginxVersion(context.nginx) },
      place: headOf(listen),
      fixes: [{ title: 'Write ssl_protocols TLSv1.2 TLSv1.3', safe: true, edit }],
    });
  }
}
