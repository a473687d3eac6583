import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Pages come without their content policy: a header in the location takes those of the server away',
  note: 21,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).all('content-security-policy'),
  faulty: [],
  mended: ["default-src 'self'"],
  expect: {
    rules: ['nginx/security-header-dropped'],
    file: 'deploy/nginx.conf',
  },
  fix: 'safe',
});
