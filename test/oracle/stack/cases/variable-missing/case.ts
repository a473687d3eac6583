import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'The application does not start: the settings want a variable that nobody gives',
  note: 17,
  site: 'containers',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 0,
  mended: 200,
  expect: {
    rules: ['stack/env-missing'],
    file: 'config/settings.py',
  },
  fix: 'unsafe',
  thenGive: { PAYMENT_KEY: 'of-the-bank' },
});
