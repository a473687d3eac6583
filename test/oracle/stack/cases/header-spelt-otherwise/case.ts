import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx sends X-Forwarded-Protocol and Django reads X-Forwarded-Proto: every page redirects to itself',
  note: 5,
  site: 'containers',
  see: async (visitor) => (await visitor.follow(SHOP)).redirects,
  faulty: 'endless',
  mended: 0,
  expect: {
    rules: ['stack/proxy-header-mismatch'],
    file: 'nginx/shop.conf',
  },
  fix: 'unsafe',
});
