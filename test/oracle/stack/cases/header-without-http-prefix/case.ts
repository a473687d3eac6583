import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'SECURE_PROXY_SSL_HEADER names the header as it is sent and not as Django finds it: every page redirects to itself',
  note: 5,
  site: 'containers',
  see: async (visitor) => (await visitor.follow(SHOP)).redirects,
  faulty: 'endless',
  mended: 0,
  expect: {
    rules: ['django/proxy-ssl-header-malformed'],
    file: 'config/settings.py',
    line: 'SECURE_PROXY_SSL_HEADER',
  },
  fix: 'safe',
});
