import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'nginx answers 502: gunicorn listens on an address that only its own container reaches',
  note: 18,
  site: 'containers',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 502,
  mended: 200,
  expect: {
    rules: ['gunicorn/loopback-in-container', 'stack/upstream-mismatch'],
    file: 'Dockerfile',
  },
  fix: 'safe',
});
