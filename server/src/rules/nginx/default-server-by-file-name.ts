import { headOf } from '../../project/nginx/model';
import { listenGroups } from '../../project/nginx/servers';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/default-server-by-file-name',
    title: 'The name of a file decides which server is the default',
    category: 'proxy',
    severity: 'hint',
    scope: 'any',
    fix: 'none',
    references: ['gixy:default_server_flag', 'gixy-next:default_server_flag'],
    summary: 'Servers of several files share an address and none is the default_server: the first file in the order of the alphabet is.',
    settings: [],
  },
  messages: {
    default:
      'This server answers every name that no server on {address} has, because its file comes first in the order of names.\nA file that is added or renamed changes which site, and which certificate, strangers get.\nWrite default_server behind the listen that is meant.',
  },
  check({ configuration, report }) {
    if (configuration.outer !== 'own' || configuration.includes.some(({ missing }) => missing !== undefined)) return;
    if (!configuration.includes.some(({ directive, files }) => files.length > 1 && directive.parent.context === 'http')) return;
    for (const { address, port, members } of listenGroups(configuration)) {
      const [first] = members;
      const listen = first?.listen.directive;
      if (!listen?.via || members.some((each) => each.listen.defaultServer || each.listen.directive?.conditional)) continue;
      const { via } = listen;
      const isGlob = /[*?[]/.test(via.args[0]?.text ?? '');
      const files = new Set(members.map((each) => each.listen.directive?.file));
      if (!isGlob || files.size < 2 || members.some((each) => each.listen.directive?.via !== via)) continue;
      report({ message: 'default', data: { address: `${address}:${port ?? ''}` }, place: headOf(listen) });
    }
  },
});
