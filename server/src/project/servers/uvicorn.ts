import { serverOptions } from '../../knowledge/servers';
import type { Process } from '../environment/process';
import { inherited, listening, placeOfFound, portFrom, tcp, unix, untold } from './address';
import { allOf, fromVariable, isOn, readOptions, type ServerOptions, valueFor } from './options';
import { type ServerReader, servedName } from './serverReader';

/** Variables that uvicorn asks beside its own, after them. Source: uvicorn/config.py of uvicorn 0.54. */
const OTHERS: readonly (readonly [variable: string, option: string])[] = [
  ['WEB_CONCURRENCY', 'workers'],
  ['FORWARDED_ALLOW_IPS', 'forwarded_allow_ips'],
];

/** Source: uvicorn/main.py, config.py and server.py of uvicorn 0.54. */
export const uvicorn: ServerReader = {
  title: 'uvicorn',
  speaks: 'asgi',
  options: (_, { command }) => {
    const read = readOptions(command, { options: serverOptions('uvicorn'), abbreviates: false });
    const others = OTHERS.flatMap(([variable, option]) => {
      const held = command.variables.get(variable);
      return held ? [fromVariable(option, held, true)] : [];
    });
    return { ...read, given: [...others, ...read.given] };
  },
  listening(_, process, options) {
    const { command } = process;
    const socket = allOf(options, 'uds').at(-1);
    const descriptor = allOf(options, 'fd').at(-1);
    if (descriptor && (!socket || !hasOwnSocket(options))) return listening(options, [inherited(descriptor.place)]);
    if (socket) {
      const path = socket.value;
      return listening(options, [unix(path ?? '', command.folder, socket.place)], path === undefined ? untold(socket) : undefined);
    }
    return listening(options, ...hostListen(options, process));
  },
  target: (_, { command }, options) => {
    const folder = valueFor(options, 'app_dir');
    const roots = folder.kind === 'default' ? [command.folder] : [folder.kind === 'value' ? folder.value : undefined];
    const found = options.targets[0] ?? variableTarget(command.variables.get('UVICORN_APP'));
    return servedName(found, { roots, isFactory: isOn(options, 'factory', false) === true });
  },
};

/** With reloading or several workers uvicorn binds the socket before it starts them, and prefers the path. */
function hasOwnSocket(options: ServerOptions): boolean {
  return isOn(options, 'reload', false) === true || Number(allOf(options, 'workers').at(-1)?.value ?? 1) > 1;
}

function variableTarget(held: ReturnType<Process['variables']['get']>) {
  return held?.kind === 'value' ? { text: held.value, place: held.place, exact: false } : undefined;
}

/** `--host` and `--port`, where both have the usual defaults; for granian too. */
export function hostListen(options: ServerOptions, { command }: Process): [ReturnType<typeof tcp>[], string | undefined] {
  const host = valueFor(options, 'host');
  const port = valueFor(options, 'port');
  const place = host.kind === 'default' ? placeOfFound(port, command.place) : placeOfFound(host, command.place);
  if (host.kind === 'unknown') return [[], host.reason];
  return [[tcp(host.kind === 'value' ? host.value : '127.0.0.1', portFrom(port, 8000), place)], undefined];
}
