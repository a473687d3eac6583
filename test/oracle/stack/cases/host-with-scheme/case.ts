import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Every page answers 400: ALLOWED_HOSTS holds an address and not a name',
  note: 9,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 400,
  mended: 200,
  expect: {
    rules: ['django/allowed-hosts-malformed'],
    file: 'config/settings/production.py',
    line: 'ALLOWED_HOSTS',
    also: ['stack/host-not-allowed'],
  },
  fix: 'safe',
});
