import { serverOptions } from '../../knowledge/servers';
import type { Process } from '../environment/process';
import { inherited, listening, placeOfFound, portFrom, portOf, tcp, unix, untold } from './address';
import type { Listen, Listening } from './listen';
import { allOf, type Given, readOptions, type ServerOptions, valueFor } from './options';
import { type ServerReader, servedName } from './serverReader';

/** Source: daphne/cli.py and endpoints.py of daphne 4.2. */
export const daphne: ServerReader = {
  title: 'daphne',
  speaks: 'asgi',
  options: (_, { command }) => readOptions(command, { options: serverOptions('daphne'), abbreviates: true }),
  listening: (_, process, options) => daphneListening(process, options),
  target: (_, { command }, options) => servedName(options.targets[0], { roots: [command.folder] }),
};

function daphneListening({ command }: Process, options: ServerOptions): Listening {
  const found: Listen[] = [];
  let open: string | undefined;
  const [host, port] = [valueFor(options, 'host'), valueFor(options, 'port')];
  const socket = allOf(options, 'unix_socket').at(-1);
  const descriptor = allOf(options, 'file_descriptor').at(-1);
  const endpoints = allOf(options, 'socket_strings');
  const isTold = socket !== undefined || descriptor !== undefined || endpoints.length > 0;
  if (host.kind === 'unknown') open = host.reason;
  else if (host.kind === 'value' || port.kind !== 'default' || !isTold) {
    const place = placeOfFound(host.kind === 'value' ? host : port, command.place);
    found.push(tcp(host.kind === 'value' ? host.value : '127.0.0.1', portFrom(port, 8000), place));
  }
  if (socket) found.push(unix(socket.value ?? '', command.folder, socket.place));
  if (descriptor) found.push(inherited(descriptor.place));
  for (const one of endpoints) {
    const listen = endpointOf(one, command.folder);
    if (listen) found.push(listen);
    else open = one.value === undefined ? untold(one) : `the endpoint ${one.value} is not followed`;
  }
  return listening(options, found, open);
}

/** An endpoint of Twisted. Source: https://docs.twisted.org/en/stable/core/howto/endpoints.html#servers */
function endpointOf({ value, place }: Given, folder: string | undefined): Listen | undefined {
  const [kind, ...words] = (value ?? '').split(/(?<!\\):/).map((word) => word.replace(/\\(.)/g, '$1'));
  const named = new Map(
    words
      .filter((word) => word.includes('='))
      .map((word): [string, string] => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  const [first] = words.filter((word) => !word.includes('='));
  if (kind === 'tcp' || kind === 'ssl' || kind === 'tcp6') {
    return tcp(named.get('interface') ?? (kind === 'tcp6' ? '::' : ''), portOf(named.get('port') ?? first), place);
  }
  if (kind === 'unix') return unix(named.get('address') ?? first ?? '', folder, place);
  return kind === 'fd' || kind === 'systemd' ? inherited(place) : undefined;
}
