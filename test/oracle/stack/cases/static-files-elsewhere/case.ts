import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets are 404: nginx looks in the folder of the sources, and collectstatic fills another',
  note: 11,
  site: 'machine',
  see: async (visitor) => (await visitor.sheet()).status,
  faulty: 404,
  mended: 200,
  expect: {
    rules: ['stack/static-path-mismatch'],
    file: 'deploy/nginx.conf',
  },
  fix: 'unsafe',
});
