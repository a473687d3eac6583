import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx answers 502: gunicorn has its socket under another name',
  note: 18,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 502,
  mended: 200,
  expect: {
    rules: ['stack/upstream-mismatch'],
    file: 'deploy/nginx.conf',
  },
  fix: 'unsafe',
});
