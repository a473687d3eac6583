import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx hands on what the visitor says of the scheme: nobody says anything, and every page redirects to itself',
  note: 4,
  site: 'machine',
  see: async (visitor) => (await visitor.follow(SHOP)).redirects,
  faulty: 'endless',
  mended: 0,
  expect: {
    rules: ['stack/proxy-header-unset', 'nginx/forwarded-proto-passthrough'],
    file: 'deploy/nginx.conf',
    line: '$http_x_forwarded_proto',
    also: ['stack/redirect-loop'],
  },
  fix: 'unsafe',
});
