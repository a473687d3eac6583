import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Style sheets have no hash in their names: this Django ignores STATICFILES_STORAGE',
  note: 16,
  site: 'platform',
  see: async (visitor) => /shop\.[0-9a-f]{12}\.css/.test((await visitor.ask(SHOP)).text),
  faulty: false,
  mended: true,
  expect: {
    rules: ['django/storage-setting-removed'],
    file: 'config/settings.py',
    line: 'STATICFILES_STORAGE',
  },
  fix: 'safe',
});
