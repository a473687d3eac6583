import type { Files } from '../../host/files';
import type { Process } from '../environment/process';
import type { Listening } from './listen';
import type { ServerOptions } from './options';

/** What the readers of servers ask of a workspace. */
export interface ServerFiles {
  readonly files: Files;
  /** All paths that may matter. */
  readonly listing: readonly string[];
}

/** Knows one server. */
export interface ServerReader {
  /** As people call it. */
  readonly title: string;
  /** What Django is to be for it: `undefined` where that hangs on its options. */
  readonly speaks: 'wsgi' | 'asgi' | 'both';
  options(workspace: ServerFiles, process: Process): ServerOptions;
  listening(workspace: ServerFiles, process: Process, options: ServerOptions): Listening;
  /** What it is told to serve. */
  target(workspace: ServerFiles, process: Process, options: ServerOptions): ServedName | undefined;
}

/** What a server is told to serve, as written. */
export interface ServedName {
  /** `config.asgi`; undefined where a path is given. */
  readonly module: string | undefined;
  /** A path of a Python file, instead of a module. */
  readonly path?: string;
  /** The name in it, perhaps with dots: `application`; undefined where the server chooses one. */
  readonly attribute: string | undefined;
  readonly place: { readonly file: string; readonly span: { readonly start: number; readonly end: number } };
  /** The file has exactly `text` at the place. */
  readonly exact: boolean;
  readonly text: string;
  /** Folders of the machine that the module is imported from first; undefined for one that is not told. */
  readonly roots: readonly (string | undefined)[];
  /** It is called for the application. */
  readonly isFactory: boolean;
}

/** `module:attribute` in a word. */
export function servedName(
  word: { readonly text: string | undefined; readonly place: ServedName['place']; readonly exact: boolean } | undefined,
  more: Partial<Pick<ServedName, 'roots' | 'isFactory'>> & { readonly attribute?: string } = {},
): ServedName | undefined {
  const text = word?.text;
  if (word === undefined || text === undefined || text === '') return undefined;
  const colon = text.indexOf(':');
  const named = colon < 0 ? text : text.slice(0, colon);
  const attribute = colon < 0 ? more.attribute : text.slice(colon + 1).replace(/\(.*$/s, '');
  const isPath = named.includes('/') || named.endsWith('.py');
  if (!isPath && !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(named)) return undefined;
  return {
    module: isPath ? undefined : named,
    ...(isPath && { path: named }),
    attribute: attribute || undefined,
    place: word.place,
    exact: word.exact,
    text,
    roots: more.roots ?? [],
    isFactory: more.isFactory ?? text.includes('('),
  };
}
