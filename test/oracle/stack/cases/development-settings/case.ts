import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'The site shows the page for developers: wsgi.py starts it with the settings for the desk',
  note: 23,
  site: 'machine',
  see: async (visitor) => {
    const { status, text } = await visitor.ask(SHOP);
    return [status, text.includes('DEBUG = True')];
  },
  faulty: [400, true],
  mended: [200, false],
  expect: {
    rules: ['django/settings-module-development', 'stack/settings-module-conflict'],
    file: 'config/wsgi.py',
  },
  fix: 'unsafe',
});
