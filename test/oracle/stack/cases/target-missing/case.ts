import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx answers 502: gunicorn is told to run what the module does not have',
  note: 18,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 502,
  mended: 200,
  expect: {
    rules: ['process/target-missing'],
    file: 'deploy/shop.service',
  },
  fix: 'unsafe',
});
