import { labCase, SHOP } from '../../lab/case';

export const fault = labCase({
  title: 'Uploaded photos are 404: nginx looks for them in another folder than MEDIA_ROOT',
  note: 11,
  site: 'machine',
  see: async (visitor) => {
    const { text } = await visitor.sendFile(SHOP, `${SHOP}photos/`, 1000);
    return (await visitor.ask(new URL(text, SHOP).href)).status;
  },
  faulty: 404,
  mended: 200,
  expect: {
    rules: ['stack/media-path-mismatch'],
    file: 'deploy/nginx.conf',
  },
  fix: 'unsafe',
});
