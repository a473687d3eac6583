import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Everybody can read the settings: the location of an alias lacks its slash at the end',
  note: 13,
  site: 'machine',
  see: async (visitor) => {
    const { status, text } = await visitor.ask(`${SHOP}static../config/settings/production.py`);
    return [status, text.includes('SECRET_KEY')];
  },
  faulty: [200, true],
  mended: [404, false],
  expect: {
    rules: ['nginx/alias-traversal'],
    file: 'deploy/nginx.conf',
  },
  fix: 'safe',
});
