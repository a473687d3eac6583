import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Nobody gets in by https: nginx speaks http on port 443',
  note: 3,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).text.includes('open'),
  faulty: false,
  mended: true,
  expect: {
    rules: ['nginx/tls-not-enabled'],
    file: 'deploy/nginx.conf',
  },
  fix: 'safe',
});
