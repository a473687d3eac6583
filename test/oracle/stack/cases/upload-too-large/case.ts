import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Photos above 1 MB are refused with 413 before Django sees them',
  note: 19,
  site: 'machine',
  see: async (visitor) => (await visitor.sendFile(SHOP, `${SHOP}photos/`, 1_100_000)).status,
  faulty: 413,
  mended: 200,
  expect: {
    rules: ['nginx/body-limit-default', 'stack/upload-limit-mismatch'],
    file: 'deploy/nginx.conf',
  },
  fix: 'unsafe',
});
