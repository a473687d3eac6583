import { serverOptions } from '../../knowledge/servers';
import type { Process } from '../environment/process';
import type { RunCommand } from '../environment/runCommand';
import { listening, portOf, tcp } from './address';
import { isOn, readOptions } from './options';
import type { ServerFiles, ServerReader } from './serverReader';

/** Commands of manage.py that serve, with the packages that bring them; Django's own first. */
const SERVING: Readonly<Record<string, string>> = {
  runserver: 'Django',
  runserver_plus: 'django-extensions',
  runsslserver: 'django-sslserver',
  sslserver: 'django-sslserver',
  testserver: 'Django',
};

/** The command of manage.py that serves; undefined where it does something else. */
export function servingCommand({ command }: Process): string | undefined {
  const [word] = command.args;
  return command.program === 'manage.py' && word?.text !== undefined && Object.hasOwn(SERVING, word.text) ? word.text : undefined;
}

/** Source: django/core/management/commands/runserver.py of Django 5.2. */
export const managePy: ServerReader = {
  title: 'the development server of Django',
  speaks: 'both',
  options: (_, { command }) => readOptions(withoutFirst(command), { options: serverOptions('manage.py runserver'), abbreviates: true }),
  listening(workspace, { command }, options) {
    const [name] = command.args;
    const [word] = options.targets;
    if (word && word.text === undefined) return listening(options, [], 'the files do not tell the address');
    const open = name?.text !== 'runserver' || hasOwn(workspace, 'runserver') ? 'the command may have its own address' : undefined;
    if (!word) {
      const host = isOn(options, 'use_ipv6', false) === true ? '::1' : '127.0.0.1';
      return listening(options, open === undefined ? [tcp(host, 8000, command.place)] : [], open);
    }
    const [, host, port] = /^(?:(.*):)?(\d+)$/.exec(word.text ?? '') ?? [];
    if (port === undefined) return listening(options, [], `runserver does not take the address ${word.text}`);
    const ipv6 = isOn(options, 'use_ipv6', false) === true;
    return listening(options, [tcp(host === '0' ? '0.0.0.0' : (host ?? (ipv6 ? '::1' : '127.0.0.1')), portOf(port), word.place)]);
  },
  target: () => undefined,
};

function withoutFirst(command: RunCommand): RunCommand {
  return { ...command, args: command.args.slice(1) };
}

/** Whether the project has a command of its own under a name. */
function hasOwn({ listing }: ServerFiles, name: string): boolean {
  return listing.some((path) => path.endsWith(`/management/commands/${name}.py`));
}
