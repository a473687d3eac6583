import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx answers 502: gunicorn does not know an option and refuses to start',
  note: 18,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 502,
  mended: 200,
  expect: {
    rules: ['gunicorn/unknown-option'],
    file: 'deploy/shop.service',
  },
  fix: 'safe',
});
