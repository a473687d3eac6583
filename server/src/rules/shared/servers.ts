import type { Place } from '../../base/text';
import type { Listen } from '../../project/servers/listen';
import { lastOf, settingsNamed } from '../../project/servers/uwsgi/query';
import type { UwsgiRun } from '../../project/servers/uwsgi/run';
import type { ServerSubject } from '../../project/subjects/server';
import { addUwsgiOption } from '../edit/uwsgi';
import type { Fix, SubjectContext } from '../rule';

/** A uWSGI with all of its options known; undefined where a rule about one that is not there has nothing to say. */
export function wholeUwsgi(context: SubjectContext<'server'>): UwsgiRun | undefined {
  const { uwsgi, process, program } = context.subject;
  if (program !== 'uwsgi' || !uwsgi) {
    context.notApplicable('it is not uWSGI');
    return undefined;
  }
  if (uwsgi.open !== undefined) {
    context.unknown(uwsgi.open);
    return undefined;
  }
  if (!serves(uwsgi)) {
    context.notApplicable('it serves no application');
    return undefined;
  }
  // A distribution’s uWSGI has plugins, and starts every file with options of its own.
  if (!process && settingsNamed(uwsgi, 'plugin').length > 0) {
    context.unknown('no command of the workspace names the file, and a distribution may add options to it');
    return undefined;
  }
  return uwsgi;
}

/** Whether it names an application and a socket: else it is a part of a configuration, or does something else. */
function serves(run: UwsgiRun): boolean {
  const hasApp = ['module', 'wsgi-file', 'mount', 'paste', 'eval'].some((name) => settingsNamed(run, name).length > 0);
  return (
    hasApp && ['socket', 'http', 'http-socket', 'https', 'https-socket', 'fastcgi-socket', 'scgi-socket'].some((name) => lastOf(run, name))
  );
}

/** Where to show what a uWSGI lacks: the section of its file, else the name of the program. */
export function uwsgiPlace({ project, subject }: SubjectContext<'server'>): Place {
  const file = subject.uwsgi?.settings.find(({ source }) => source === 'file')?.place.file;
  if (file === undefined) return subject.place;
  const at = Math.max(0, project.files.read(file)?.indexOf('[uwsgi]') ?? 0);
  return { file, span: { start: at, end: at + '[uwsgi]'.length } };
}

/** The fix that adds an option. */
export function addOption(context: SubjectContext<'server'>, key: string, value: string, safe: boolean): Fix {
  const { project, subject } = context;
  return {
    title: value === 'true' ? `Add ${key}` : `Add ${key} = ${value}`,
    safe,
    edit: () => addUwsgiOption(project, subject, key, value),
  };
}

/** Whether other machines reach an address. */
export function isPublic(listen: Listen): boolean {
  return listen.kind === 'tcp' && !isLoopback(listen);
}

/** Whether only the machine itself, or the container, reaches it. */
export function isLoopback(listen: Listen): boolean {
  return listen.kind === 'tcp' && /^(localhost|127(\.\d+){3}|::1)$/i.test(listen.host);
}

/** An address as people write it. */
export function addressText(listen: Listen): string {
  if (listen.kind === 'unix') return `unix:${listen.path}`;
  if (listen.kind === 'inherited') return 'a socket that it is handed';
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host || '0.0.0.0';
  return listen.port === undefined ? host : `${host}:${listen.port}`;
}

/** Whether systemd starts it on a machine: what supervisor starts may be in a container. */
export function isUnderSystemd({ host, process }: ServerSubject): boolean {
  return host === 'machine' && process?.place.file.endsWith('.service') === true;
}
