import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx answers 502: gunicorn refuses the value of a setting and does not start',
  note: 18,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 502,
  mended: 200,
  expect: {
    rules: ['gunicorn/invalid-value'],
    file: 'gunicorn.conf.py',
  },
  fix: 'safe',
});
