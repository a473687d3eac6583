import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'The health check is refused with 400: it asks for a host that ALLOWED_HOSTS lacks, and the proxy waits for ever',
  note: 10,
  site: 'containers',
  see: async (visitor) => [await visitor.probe(), (await visitor.ask(SHOP)).status],
  faulty: [false, 0],
  mended: [true, 200],
  expect: {
    rules: ['stack/health-check-refused'],
    file: 'compose.yml',
  },
  fix: 'unsafe',
});
