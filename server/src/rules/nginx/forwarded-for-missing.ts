import { headOf } from '../../project/nginx/model';
import { addHeaders, blocksToDjango, droppedHeaders, fieldOf, onePerPlace, sentHeaders, speaksHttp, tellsClient } from '../nginxHeaders';
import { proxyInFront } from '../nginxRequests';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/forwarded-for-missing',
    title: 'Django cannot know who asks',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'No header gives Django the address of the client: for logs, rate limits and bans every request comes from nginx.',
    settings: [],
  },
  messages: {
    missing:
      'No header gives the address of the client here.\nFor Django every request comes from nginx, and an X-Forwarded-For that a client makes up goes through as it is: logs, rate limits and bans cannot be trusted.\nAdd “proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;”.',
  },
  check(context) {
    const { configuration } = context;
    const isBehind = proxyInFront(context);
    const found = blocksToDjango(context, speaksHttp).filter(({ block }) => {
      if (block.all('internal').length > 0) return false;
      const sent = sentHeaders(configuration, block);
      if (!sent) context.unknown('not all headers that are sent are known');
      if (!sent || sent.some(tellsClient)) return false;
      if (isBehind(block)) context.unknown('a proxy in front of nginx may set the header, and nginx hands it on');
      if (isBehind(block)) return false;
      return !droppedHeaders(configuration, block)?.lost.some((each) => /forwarded-for|real-ip/.test(fieldOf(each)));
    });
    for (const proxied of onePerPlace(configuration, found)) {
      const edit = () => addHeaders(context, proxied, ['proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;']);
      context.report({
        message: 'missing',
        place: headOf(proxied.target.directive),
        fixes: [{ title: 'Send the address of the client', safe: true, edit }],
      });
    }
  },
});
