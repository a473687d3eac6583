import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'The links of mails begin with http: gunicorn believes no header from another container, and Django is not told to',
  note: 6,
  site: 'containers',
  see: async (visitor) => (await visitor.ask(`${SHOP}invite/`)).text,
  faulty: 'http://shop.alt/',
  mended: SHOP,
  expect: {
    rules: ['django/proxy-ssl-header-missing', 'stack/origin-not-trusted', 'stack/hsts-without-https'],
    file: 'config/settings.py',
  },
  fix: 'unsafe',
});
