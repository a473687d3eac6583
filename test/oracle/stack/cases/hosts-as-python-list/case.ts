import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Every page answers 400: the variable holds a Python list, and the settings split it at commas',
  note: 9,
  site: 'containers',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 0,
  mended: 200,
  expect: {
    rules: ['env/python-literal'],
    file: '.env.production',
    also: ['stack/host-not-allowed', 'django/allowed-hosts-malformed', 'stack/health-check-refused'],
  },
  fix: 'safe',
});
