import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Every form is refused with 403: Django thinks that the site is http, and the form comes from https',
  note: 1,
  site: 'machine',
  see: async (visitor) => {
    const { status, text } = await visitor.sendForm(SHOP, { name: 'Ada' });
    return [status, text.includes('CSRF verification failed')];
  },
  faulty: [403, true],
  mended: [200, false],
  expect: {
    rules: ['stack/proxy-header-unset', 'nginx/forwarded-proto-missing'],
    file: 'deploy/nginx.conf',
    also: ['stack/origin-not-trusted', 'stack/hsts-without-https'],
  },
  fix: 'unsafe',
});
