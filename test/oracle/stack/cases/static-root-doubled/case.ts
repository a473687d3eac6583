import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets are 404: root where alias was meant doubles the path',
  note: 11,
  site: 'machine',
  see: async (visitor) => (await visitor.sheet()).status,
  faulty: 404,
  mended: 200,
  expect: {
    rules: ['nginx/static-root-doubled'],
    file: 'deploy/nginx.conf',
    also: ['stack/static-path-mismatch'],
  },
  fix: 'safe',
});
