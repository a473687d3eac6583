import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'The links of mails lead where a visitor says: Django believes a header that nginx does not set',
  note: 22,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(`${SHOP}invite/`, { headers: { 'x-forwarded-host': 'trap.shop.alt' } })).text,
  faulty: 'https://trap.shop.alt/',
  mended: SHOP,
  expect: {
    rules: ['django/forwarded-host-untrusted'],
    file: 'config/settings/production.py',
  },
  fix: 'unsafe',
});
