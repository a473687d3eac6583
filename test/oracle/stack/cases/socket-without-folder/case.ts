import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx answers 502: the folder of the socket is not there when gunicorn starts',
  note: 18,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 502,
  mended: 200,
  expect: {
    rules: ['systemd/runtime-directory-missing'],
    file: 'deploy/shop.service',
  },
  fix: 'unsafe',
});
