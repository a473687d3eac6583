import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx does not start: it knows no host of the name',
  note: 18,
  site: 'containers',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 0,
  mended: 200,
  expect: {
    rules: ['stack/unknown-service'],
    file: 'nginx/shop.conf',
  },
  fix: 'unsafe',
});
