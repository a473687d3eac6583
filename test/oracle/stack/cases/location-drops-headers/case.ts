import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'One location sets a header of its own and loses Host and the others: only its pages answer 400',
  note: 7,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(`${SHOP}visitor/`)).status,
  faulty: 400,
  mended: 200,
  expect: {
    rules: ['nginx/proxy-headers-dropped'],
    file: 'deploy/nginx.conf',
    also: ['stack/host-not-allowed', 'stack/redirect-loop'],
  },
  fix: 'safe',
});
