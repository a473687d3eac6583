import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Every page redirects to itself until the browser gives up: Django takes every request for http',
  note: 3,
  site: 'containers',
  see: async (visitor) => (await visitor.follow(SHOP)).redirects,
  faulty: 'endless',
  mended: 0,
  expect: {
    rules: ['stack/redirect-loop', 'django/proxy-ssl-header-missing'],
    file: 'config/settings.py',
  },
  fix: 'unsafe',
});
