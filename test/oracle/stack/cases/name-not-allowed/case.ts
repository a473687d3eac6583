import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'The site answers 400 under its second name, which ALLOWED_HOSTS lacks',
  note: 9,
  site: 'machine',
  see: async (visitor) => (await visitor.ask('https://www.shop.alt/')).status,
  faulty: 400,
  mended: 200,
  expect: {
    rules: ['stack/host-not-allowed'],
    file: 'config/settings/production.py',
  },
  fix: 'unsafe',
});
