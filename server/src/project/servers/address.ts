import { join, normalize } from '../../base/paths';
import type { Place } from '../../base/text';
import type { Listen, Listening, ListenProtocol } from './listen';
import type { Found, Given, ServerOptions } from './options';

/** Listening at one address that is known, or at one of which the reason is told. */
export function listening(options: Pick<ServerOptions, 'open'>, listens: readonly Listen[], open?: string): Listening {
  return { listens, open: options.open ?? open };
}

export function tcp(host: string, port: number | undefined, place: Place, protocol: ListenProtocol = 'http'): Listen {
  return { kind: 'tcp', host: host.replace(/^\[|\]$/g, ''), port, protocol, place };
}

/** @param folder where the server runs, for a path that begins there; undefined where that is not told. */
export function unix(path: string, folder: string | undefined, place: Place, protocol: ListenProtocol = 'http'): Listen {
  return { kind: 'unix', path: absolute(path, folder), protocol, place };
}

export function inherited(place: Place, protocol: ListenProtocol = 'http'): Listen {
  return { kind: 'inherited', protocol, place };
}

/** A path as the process sees it; '' where that hangs on a folder that is not told. */
export function absolute(path: string, folder: string | undefined): string {
  if (path.startsWith('/')) return normalize(path);
  return folder?.startsWith('/') ? normalize(join(folder, path)) : '';
}

/** A port as text; undefined for what is none, and for 0, with which the system chooses one. */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text.trim())) return undefined;
  const port = Number(text.trim());
  return port > 0 && port < 65_536 ? port : undefined;
}

/** The port that an option gives; undefined where it is not told. */
export function portFrom(found: Found, byDefault: number): number | undefined {
  if (found.kind === 'default') return byDefault;
  return found.kind === 'value' ? portOf(found.value) : undefined;
}

/** `host:port` and `[::1]:port`, with another port where none stands there. */
export function hostAndPort(text: string, otherwise: number): { readonly host: string; readonly port: number | undefined } {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(text) ?? [undefined, undefined, text, undefined];
  return { host: bracketed ?? plain, port: port === undefined ? otherwise : portOf(port) };
}

/** Where to show what options say: the given one, else the command. */
export function placeOfFound(found: Found, otherwise: Place): Place {
  return found.kind === 'default' ? otherwise : (found.given?.place ?? otherwise);
}

/** In words: that the value of an option is not told. */
export function untold({ name }: Given): string {
  return `the files do not tell the value of ${name}`;
}
