import { serverOptions } from '../../knowledge/servers';
import { listening, unix, untold } from './address';
import { allOf, isOn, readOptions, valueFor } from './options';
import { type ServerReader, servedName } from './serverReader';
import { hostListen } from './uvicorn';

/** Source: granian/cli.py of granian 2.8. */
export const granian: ServerReader = {
  title: 'granian',
  speaks: 'both',
  options: (_, { command }) => readOptions(command, { options: serverOptions('granian'), abbreviates: false }),
  listening(_, process, options) {
    const socket = allOf(options, 'uds').at(-1);
    if (!socket) return listening(options, ...hostListen(options, process));
    const path = socket.value;
    return listening(options, [unix(path ?? '', process.command.folder, socket.place)], path === undefined ? untold(socket) : undefined);
  },
  target: (_, { command }, options) => {
    const folder = valueFor(options, 'working_dir');
    const roots = folder.kind === 'default' ? [command.folder] : [folder.kind === 'value' ? folder.value : undefined];
    return servedName(options.targets[0], { roots, isFactory: isOn(options, 'factory', false) === true });
  },
};
