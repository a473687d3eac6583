import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'The site shows the page for developers: the text "False" is true',
  note: 24,
  site: 'machine',
  environment: { DEBUG: 'False' },
  see: async (visitor) => (await visitor.ask(`${SHOP}no-such-page/`)).text.includes('DEBUG = True'),
  faulty: true,
  mended: false,
  expect: {
    rules: ['django/env-string-as-bool'],
    file: 'config/settings/production.py',
    line: 'DEBUG',
  },
  fix: 'unsafe',
});
