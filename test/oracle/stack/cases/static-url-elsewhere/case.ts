import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets are 404: Django links to /assets/ and nginx serves /static/',
  note: 11,
  site: 'machine',
  see: async (visitor) => (await visitor.sheet()).status,
  faulty: 404,
  mended: 200,
  expect: {
    rules: ['stack/static-url-mismatch'],
    file: 'deploy/nginx.conf',
  },
  fix: 'unsafe',
});
