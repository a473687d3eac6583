import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets are 404: WhiteNoise stores them, and its middleware is not there to serve them',
  note: 14,
  site: 'platform',
  see: async (visitor) => (await visitor.sheet()).status,
  faulty: 404,
  mended: 200,
  expect: {
    rules: ['django/whitenoise-middleware-missing', 'stack/static-not-served'],
    file: 'config/settings.py',
  },
  fix: 'unsafe',
});
