import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'A report that takes its time is 504: nginx waits for less than gunicorn lets it take',
  note: 20,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(`${SHOP}report/?seconds=3`)).status,
  faulty: 504,
  mended: 200,
  expect: {
    rules: ['stack/timeout-mismatch'],
    file: 'deploy/nginx.conf',
  },
  fix: 'unsafe',
});
