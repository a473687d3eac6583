import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Pages never get news: nginx does not hand the upgrade on, and the WebSocket is answered as a page',
  note: 28,
  site: 'machine',
  see: (visitor) => visitor.openSocket('wss://shop.alt/news/'),
  faulty: 404,
  mended: 101,
  expect: {
    rules: ['nginx/websocket-upgrade-missing'],
    file: 'deploy/nginx.conf',
  },
  fix: 'safe',
});
