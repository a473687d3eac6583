import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'The image cannot be built: collectstatic reads settings that want a variable which the build lacks',
  note: 17,
  site: 'containers',
  see: async (visitor) => (await visitor.ask(SHOP)).status,
  faulty: 0,
  mended: 200,
  expect: {
    rules: ['stack/collectstatic-needs-secret'],
    file: 'Dockerfile',
  },
  fix: 'unsafe',
});
