import { serverOptions } from '../../knowledge/servers';
import { inherited, listening, tcp, unix, untold } from './address';
import type { Listen } from './listen';
import { allOf, type Given, readOptions, valueFor } from './options';
import { type ServerReader, servedName } from './serverReader';

/** Source: hypercorn/__main__.py, config.py and utils.py of Hypercorn 0.18. */
export const hypercorn: ServerReader = {
  title: 'Hypercorn',
  speaks: 'both',
  options(_, { command }) {
    const read = readOptions(command, { options: serverOptions('hypercorn'), abbreviates: true });
    const config = valueFor(read, 'config');
    if (config.kind === 'default' || read.open !== undefined) return read;
    return { ...read, open: config.kind === 'value' ? `${config.value} may say more` : config.reason };
  },
  listening(_, { command }, options) {
    const binds = allOf(options, 'binds');
    const all = [...binds, ...allOf(options, 'insecure_binds')];
    const found = all.flatMap((one) => bindOf(one, command.folder) ?? []);
    const unclear = all.find(({ value }) => value === undefined);
    // What the command line gives replaces what a file says.
    const open = binds.length > 0 && options.open?.endsWith(' may say more') ? undefined : options.open;
    if (binds.length === 0 && open === undefined) return listening({ open }, [tcp('127.0.0.1', 8000, command.place), ...found]);
    return listening({ open }, found, unclear && untold(unclear));
  },
  target: (_, { command }, options) => {
    const word = options.targets[0];
    // `wsgi:module:app` says how to take the application.
    if (word?.text !== undefined && /^[aw]sgi:/.test(word.text)) {
      const { start, end } = word.place.span;
      const place = word.exact ? { ...word.place, span: { start: start + 5, end } } : word.place;
      return servedName({ ...word, text: word.text.slice(5), place }, { roots: [command.folder], attribute: 'app' });
    }
    return servedName(word, { roots: [command.folder], attribute: 'app' });
  },
};

function bindOf({ value, place }: Given, folder: string | undefined): Listen | undefined {
  if (value === undefined) return undefined;
  if (value.startsWith('unix:')) return unix(value.slice(5), folder, place);
  if (value.startsWith('fd://')) return inherited(place);
  const bare = value.replace(/[[\]]/g, '');
  const colon = bare.lastIndexOf(':');
  const port = /^\s*\d+\s*$/.test(bare.slice(colon + 1)) && colon >= 0 ? Number(bare.slice(colon + 1)) : undefined;
  return port === undefined ? tcp(bare, 8000, place) : tcp(bare.slice(0, colon), port || undefined, place);
}
