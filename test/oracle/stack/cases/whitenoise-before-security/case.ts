import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets come without HSTS: WhiteNoise answers before SecurityMiddleware sees the request',
  note: 14,
  site: 'platform',
  see: async (visitor) => (await visitor.sheet()).headers['strict-transport-security'],
  faulty: undefined,
  mended: 'max-age=31536000; includeSubDomains; preload',
  expect: {
    rules: ['django/whitenoise-order'],
    file: 'config/settings.py',
    line: 'WhiteNoise',
    also: ['django/middleware-order'],
  },
  fix: 'safe',
});
