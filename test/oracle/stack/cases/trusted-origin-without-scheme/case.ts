import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'A trusted origin without https:// stops the start, and nginx answers 502',
  note: 2,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 502,
  mended: 200,
  expect: {
    rules: ['django/csrf-trusted-origins-malformed'],
    file: 'config/settings/production.py',
    line: 'CSRF_TRUSTED_ORIGINS',
  },
  fix: 'safe',
});
