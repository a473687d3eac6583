import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Every page answers 400: Django gets the name of the upstream as the Host',
  note: 8,
  site: 'machine',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 400,
  mended: 200,
  expect: {
    rules: ['nginx/upstream-name-as-host', 'nginx/host-header-missing'],
    file: 'deploy/nginx.conf',
  },
  fix: 'safe',
});
