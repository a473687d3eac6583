import type { ServerReader } from '../serverReader';
import { isUwsgiOn } from './query';
import { uwsgiRun } from './run';
import { uwsgiServed } from './served';
import { uwsgiListening } from './sockets';

/** uWSGI, as the other servers are read: its options under one name each. */
export const uwsgi: ServerReader = {
  title: 'uWSGI',
  speaks: 'wsgi',
  options(workspace, { command }) {
    const run = uwsgiRun(workspace, command);
    const given = run.settings.map((setting) => ({
      name: setting.name,
      value: setting.value,
      isOn: isUwsgiOn({ ...run, settings: [setting] }, setting.name),
      source: setting.source,
      place: setting.place,
      valuePlace: setting.valuePlace,
      words: setting.words,
    }));
    return { given, targets: [], strange: run.strange, open: run.open };
  },
  listening: (workspace, { command }) => uwsgiListening(uwsgiRun(workspace, command)),
  target: (workspace, { command }) => uwsgiServed(uwsgiRun(workspace, command)),
};
