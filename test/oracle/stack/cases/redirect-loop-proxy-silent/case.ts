import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Every page redirects to itself: nginx does not say that the visitor came by https',
  note: 3,
  site: 'machine',
  see: async (visitor) => (await visitor.follow(SHOP)).redirects,
  faulty: 'endless',
  mended: 0,
  expect: {
    rules: ['stack/redirect-loop', 'stack/proxy-header-unset', 'nginx/forwarded-proto-missing'],
    file: 'deploy/nginx.conf',
  },
  fix: 'unsafe',
});
