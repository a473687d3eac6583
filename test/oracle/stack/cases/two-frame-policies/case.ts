import { HEADERS, labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'No page may stand in a frame, the site’s own neither: nginx and Django each send an X-Frame-Options, and they differ',
  note: 21,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).all('x-frame-options'),
  faulty: ['DENY', 'SAMEORIGIN'],
  mended: ['SAMEORIGIN'],
  expect: {
    rules: ['stack/header-conflict'],
    file: 'deploy/nginx.conf',
  },
  fix: { title: 'Have nginx take Django’s' },
  otherwise: { 'its headers': { ...HEADERS, frame: ['SAMEORIGIN'] } },
});
