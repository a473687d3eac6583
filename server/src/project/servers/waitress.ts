import { serverOptions } from '../../knowledge/servers';
import { hostAndPort, listening, placeOfFound, portFrom, tcp, unix, untold } from './address';
import { allOf, isOn, readOptions, valueFor } from './options';
import { type ServerReader, servedName } from './serverReader';

/** Source: waitress/runner.py and adjustments.py of waitress 3.0. */
export const waitress: ServerReader = {
  title: 'waitress',
  speaks: 'wsgi',
  options: (_, { command }) => readOptions(command, { options: serverOptions('waitress-serve'), abbreviates: true, stopsAtTarget: true }),
  listening(_, { command }, options) {
    const socket = allOf(options, 'unix_socket').at(-1);
    if (socket)
      return listening(
        options,
        [unix(socket.value ?? '', command.folder, socket.place)],
        socket.value === undefined ? untold(socket) : undefined,
      );
    const given = allOf(options, 'listen');
    if (given.length > 0) {
      const found = given.flatMap(({ value, place }) =>
        (value ?? '').split(/\s+/).flatMap((address) => {
          const { host, port } = hostAndPort(address, 8080);
          return address === '' ? [] : [tcp(host === '*' ? '' : host, port, place)];
        }),
      );
      const unclear = given.find(({ value }) => value === undefined);
      return listening(options, found, unclear && untold(unclear));
    }
    const [host, port] = [valueFor(options, 'host'), valueFor(options, 'port')];
    if (host.kind === 'unknown') return listening(options, [], host.reason);
    const place = placeOfFound(host.kind === 'value' ? host : port, command.place);
    return listening(options, [tcp(host.kind === 'value' ? host.value : '0.0.0.0', portFrom(port, 8080), place)]);
  },
  target: (_, { command }, options) => {
    const app = valueFor(options, 'app');
    const word = app.kind === 'value' ? app.given.words.at(-1) : options.targets[0];
    // `module.object` is one name too: where the module ends is not told.
    return word?.text?.includes(':')
      ? servedName(word, { roots: [command.folder], isFactory: isOn(options, 'call', false) === true })
      : undefined;
  },
};
