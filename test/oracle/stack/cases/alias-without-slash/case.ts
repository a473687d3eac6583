import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets are 404: the alias lacks the slash that the location has',
  note: 11,
  site: 'machine',
  see: async (visitor) => (await visitor.sheet()).status,
  faulty: 404,
  mended: 200,
  expect: {
    rules: ['nginx/alias-slash-mismatch'],
    file: 'deploy/nginx.conf',
  },
  fix: 'safe',
});
