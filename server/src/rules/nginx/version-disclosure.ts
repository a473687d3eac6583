import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock, type NginxDirective, SHIPPED } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { isUnknown } from '../../project/nginx/placeholder';
import { serversOf } from '../../project/nginx/servers';
import { insertInto, replaceWord } from '../edit/nginx';
import { mayHoldMore } from '../nginxTls';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/version-disclosure',
    title: 'nginx tells its version',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: ['gixy:version_disclosure', 'nginx-lint:server-tokens-enabled', 'CWE-200'],
    summary: 'server_tokens is on: every answer and error page names the version of nginx, and with it its known holes.',
    settings: [],
  },
  messages: {
    on: 'server_tokens is on: every answer names the version of nginx.\nWhoever looks for servers with a known hole finds this one.\nSwitch it off.',
    byDefault:
      'Nothing switches server_tokens off here: every answer names the version of nginx.\nWhoever looks for servers with a known hole finds this one.\nWrite server_tokens off.',
  },
  check(context) {
    const { configuration } = context;
    if (BY_OTHERS.some((name) => directivesNamed(configuration, name).length > 0))
      return context.unknown('a module of others may write the header');
    const left: NginxBlock[] = [];
    const shown = new Set<NginxDirective>();
    for (const server of serversOf(configuration)) {
      const held = effective(configuration, server, 'server_tokens');
      if (held.kind === 'unknown') context.unknown(held.reason);
      else if (held.kind === 'unset') left.push(server);
      else for (const directive of held.directives.slice(-1)) shown.add(directive);
    }
    for (const directive of shown) checkWritten(context, directive);
    checkDefault(context, left);
  },
});

/** What takes the header away or writes another. */
const BY_OTHERS = [
  'more_clear_headers',
  'more_set_headers',
  'security_headers',
  'header_filter_by_lua_block',
  'header_filter_by_lua_file',
  'js_header_filter',
];

type Context = NginxContext<'on' | 'byDefault'>;

function checkWritten(context: Context, directive: NginxDirective) {
  const [word] = directive.args;
  if (!word || !['on', 'build'].includes(word.text) || isUnknown(word)) return;
  const edit = () => replaceWord(context.project, directive, word, 'off');
  context.report({ message: 'on', place: headOf(directive), fixes: [{ title: 'Switch it off', safe: true, edit }] });
}

/** @param left the servers for which nothing sets it. */
function checkDefault({ configuration, project, report, unknown }: Context, left: readonly NginxBlock[]) {
  const http = configuration.top.all('http')[0]?.block;
  if (!http?.opener || http.opener.file === SHIPPED || left.length === 0) return;
  if (mayHoldMore(configuration)) return unknown('a file that is not in the workspace may switch it off');
  const edit = () => insertInto(project, http, ['server_tokens off;']);
  const isEverywhere = left.length === serversOf(configuration).length;
  for (const { opener } of isEverywhere ? [http] : left) {
    if (opener) report({ message: 'byDefault', place: headOf(opener), fixes: [{ title: 'Write server_tokens off', safe: true, edit }] });
  }
}
