import { headOf } from '../../project/nginx/model';
import { replaceWord } from '../edit/nginx';
import {
  addHeaders,
  blocksToDjango,
  defaultHost,
  droppedHeaders,
  fieldOf,
  isForWebSockets,
  isRefusedHost,
  onePerPlace,
  onlyVariable,
  sentHeader,
  speaksHttp,
} from '../nginxHeaders';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/upstream-name-as-host',
    title: 'Django is asked for a host name that it must refuse',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary:
      'The name in proxy_pass becomes the Host header, and has a character that no host name may have: every request is answered with 400.',
    settings: [],
  },
  messages: {
    sent: 'nginx sends Host: {host} here, the name that proxy_pass gives.\nThat is no valid host name, so that Django answers 400 whatever ALLOWED_HOSTS says.\nSend the name that the visitor asked for with “proxy_set_header Host $host;”.',
  },
  check(context) {
    const { configuration } = context;
    const found = blocksToDjango(context, speaksHttp).filter(({ block, target }) => {
      const sent = defaultHost(target);
      if (sent === undefined || !isRefusedHost(sent) || isForWebSockets(configuration, block)) return false;
      const host = sentHeader(configuration, block, 'Host');
      if (host.kind === 'unknown') context.unknown(host.reason);
      const value = host.kind === 'set' ? host.directive.args[1] : undefined;
      const isName = host.kind === 'unset' || (value && onlyVariable(value) === 'proxy_host');
      if (!isName || droppedHeaders(configuration, block)?.lost.some((each) => fieldOf(each) === 'host')) return false;
      if (sentHeader(configuration, block, 'X-Forwarded-Host').kind === 'unset') return true;
      context.unknown('Django may take the name from X-Forwarded-Host');
      return false;
    });
    for (const proxied of onePerPlace(configuration, found)) {
      const { block, target } = proxied;
      const host = sentHeader(configuration, block, 'Host');
      const written = host.kind === 'set' ? host.directive : undefined;
      const word = written?.args[1];
      const edit = () =>
        written && word
          ? replaceWord(context.project, written, word, '$host')
          : addHeaders(context, proxied, ['proxy_set_header Host $host;']);
      context.report({
        message: 'sent',
        data: { host: defaultHost(target) ?? '' },
        place: headOf(target.directive),
        ...(written && { related: [{ place: headOf(written), message: 'This gives the name' }] }),
        fixes: [{ title: 'Send the name that the visitor asked for', safe: true, edit }],
      });
    }
  },
});
