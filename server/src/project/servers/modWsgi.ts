import { listening } from './address';
import type { ServerReader } from './serverReader';

/** Its command line has options in the hundreds, and a file of its own decides besides. */
export const modWsgi: ServerReader = {
  title: 'mod_wsgi-express',
  speaks: 'wsgi',
  options: () => ({ given: [], targets: [], strange: [], open: 'the options of mod_wsgi-express are not followed' }),
  listening: (_, __, options) => listening(options, []),
  target: () => undefined,
};
