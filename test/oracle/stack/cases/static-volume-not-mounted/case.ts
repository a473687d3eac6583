import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets are 404: the container of nginx does not have the volume that they lie in',
  note: 11,
  site: 'containers',
  see: async (visitor) => (await visitor.sheet()).status,
  faulty: 404,
  mended: 200,
  expect: {
    rules: ['stack/static-volume-missing'],
    file: 'compose.yml',
  },
  fix: 'unsafe',
});
