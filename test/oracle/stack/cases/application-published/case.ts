import { labCase } from '../../lab/case';

export const fault = labCase({
  title: 'The application answers past the proxy, and believes whoever says that he came by https',
  note: 4,
  site: 'containers',
  see: async (visitor) => {
    const { status, text } = await visitor.ask('http://shop.alt:8000/visitor/', { headers: { 'x-forwarded-proto': 'https' } });
    return [status, text.includes('"scheme": "https"')];
  },
  faulty: [200, true],
  mended: [0, false],
  expect: {
    rules: ['stack/app-server-reachable', 'compose/port-published'],
    file: 'compose.yml',
  },
  fix: 'unsafe',
});
