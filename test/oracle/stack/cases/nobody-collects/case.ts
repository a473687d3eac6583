import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Every page with a style sheet answers 500: the names of the manifest were never made',
  note: 15,
  site: 'containers',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 500,
  mended: 200,
  expect: {
    rules: ['stack/collectstatic-missing'],
    file: 'config/settings.py',
  },
  fix: 'unsafe',
});
