import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Large photos are 403 and small ones are not: only Django’s user may read the large',
  note: 19,
  site: 'machine',
  see: async (visitor) => {
    const { text } = await visitor.sendFile(SHOP, `${SHOP}photos/`, 3_000_000);
    return (await visitor.ask(new URL(text, SHOP).href)).status;
  },
  faulty: 403,
  mended: 200,
  expect: {
    rules: ['django/upload-permissions'],
    file: 'config/settings/production.py',
  },
  fix: 'unsafe',
  needsRoot: true,
});
