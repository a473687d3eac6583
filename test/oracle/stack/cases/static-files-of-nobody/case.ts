import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets are 404: with DEBUG off nobody serves them',
  note: 11,
  site: 'platform',
  see: async (visitor) => (await visitor.sheet()).status,
  faulty: 404,
  mended: 200,
  expect: {
    rules: ['stack/static-not-served'],
    file: 'config/settings.py',
  },
  fix: 'unsafe',
});
