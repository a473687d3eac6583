import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Error pages come without the content policy: add_header without always leaves them out',
  note: 21,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(`${SHOP}no-such-page/`)).all('content-security-policy'),
  faulty: [],
  mended: ["default-src 'self'"],
  expect: {
    rules: ['nginx/header-without-always'],
    file: 'deploy/nginx.conf',
  },
  fix: 'safe',
});
