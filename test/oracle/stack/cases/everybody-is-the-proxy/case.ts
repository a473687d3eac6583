import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'All visitors have the address of the proxy, and a rate limit hits them together',
  note: 22,
  site: 'machine',
  see: async (visitor) => JSON.parse((await visitor.ask(`${SHOP}visitor/`)).text).client,
  faulty: '127.0.0.1',
  mended: '127.0.0.9',
  expect: {
    rules: ['nginx/forwarded-for-missing'],
    file: 'deploy/nginx.conf',
  },
  fix: 'safe',
});
