import { argument, native } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { type Instance, int, NONE, type R, str, tuple } from '../runtime/objects';
import { type LibraryFactory, library, makeObject } from './library';

/** The parts of a URL as Python's `urlsplit` sees them. */
export interface UrlParts {
  readonly scheme: string;
  readonly netloc: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** Python's `urlsplit` for a text; schemes in lower case. */
export function splitUrl(url: string): UrlParts {
  const clean = url.replace(/^[\x00-\x20]+/, '').replace(/[\t\r\n]/g, '');
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(clean);
  let rest = scheme ? clean.slice(scheme[0].length) : clean;
  let netloc = '';
  if (rest.startsWith('//')) {
    const end = rest.slice(2).search(/[/?#]/);
    netloc = end < 0 ? rest.slice(2) : rest.slice(2, end + 2);
    rest = end < 0 ? '' : rest.slice(end + 2);
  }
  const [beforeFragment = '', ...fragment] = rest.split('#');
  const [path = '', ...query] = beforeFragment.split('?');
  return { scheme: (scheme?.[1] ?? '').toLowerCase(), netloc, path, query: query.join('?'), fragment: fragment.join('#') };
}

/** User, password, host (lower case) and port of a network location, as Python's `SplitResult` has them. */
export function splitAuthority(netloc: string): {
  readonly username?: string;
  readonly password?: string;
  readonly hostname?: string;
  readonly port?: string;
} {
  const at = netloc.lastIndexOf('@');
  const user = at < 0 ? undefined : netloc.slice(0, at);
  const host = netloc.slice(at + 1);
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(host);
  const hostname = (match?.[1] ?? host).replace(/^\[|\]$/g, '');
  const colon = user?.indexOf(':') ?? -1;
  return {
    ...(user === undefined ? {} : { username: colon < 0 ? user : user.slice(0, colon) }),
    ...(user === undefined || colon < 0 ? {} : { password: user.slice(colon + 1) }),
    ...(hostname ? { hostname: hostname.toLowerCase() } : {}),
    ...(match?.[2] ? { port: match[2] } : {}),
  };
}

const optional = (value: string | undefined): R => (value === undefined ? NONE : str(value));

function parsed(machine: Machine, url: string): R {
  void machine;
  const parts = splitUrl(url);
  const authority = splitAuthority(parts.netloc);
  const members: Readonly<Record<string, R>> = {
    scheme: str(parts.scheme),
    netloc: str(parts.netloc),
    path: str(parts.path),
    params: str(''),
    query: str(parts.query),
    fragment: str(parts.fragment),
    username: optional(authority.username),
    password: optional(authority.password),
    hostname: optional(authority.hostname),
    port: authority.port === undefined ? NONE : int(Number(authority.port)),
    geturl: native('geturl', () => str(url)),
  };
  return makeObject('ParseResult', (_machine: Machine, _self: Instance, name) => members[name]);
}

const parse = native('urlparse', (machine, args) => {
  const url = args.positional[0];
  if (url?.t !== 'str') throw new PythonError('TypeError', 'a URL is a str');
  return parsed(machine, url.v);
});

/** Python's `quote`: everything but letters, digits, `_.-~` and the safe characters. */
function quote(text: string, safe: string): string {
  return [...text]
    .map((character) =>
      /[A-Za-z0-9_.~-]/.test(character) || safe.includes(character) ? character : encodeURIComponent(character).replace(/[!'()*]/g, hex),
    )
    .join('');
}

const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

export function unquote(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16));
    return new TextDecoder().decode(bytes);
  });
}

const text = (value: R | undefined): string => {
  if (value?.t === 'str') return value.v;
  throw new PythonError('TypeError', 'a str is needed');
};

const urllibParse: LibraryFactory = (machine, name) =>
  library(machine, name, {
    urlparse: parse,
    urlsplit: parse,
    quote: native('quote', (_, args) => str(quote(text(args.positional[0]), text(argument(args, 1, 'safe') ?? str('/'))))),
    quote_plus: native('quote_plus', (_, args) => str(quote(text(args.positional[0]), ' ').replaceAll(' ', '+'))),
    unquote: native('unquote', (_, args) => str(unquote(text(args.positional[0])))),
    unquote_plus: native('unquote_plus', (_, args) => str(unquote(text(args.positional[0]).replaceAll('+', ' ')))),
    urljoin: native('urljoin', (vm, args) => {
      const [base, part] = [text(args.positional[0]), text(args.positional[1])];
      if (part === '') return str(base);
      return URL.canParse(part, base) && /^https?:/.test(base)
        ? str(new URL(part, base).href)
        : vm.unknown('urljoin is not evaluated', { type: 'str' });
    }),
    parse_qs: native('parse_qs', (vm) => vm.unknown('a query is not evaluated')),
    uses_netloc: tuple([]),
  });

export const urlModules: Readonly<Record<string, LibraryFactory>> = {
  'urllib.parse': urllibParse,
  urllib: (machine, name) => library(machine, name, { parse: urllibParse(machine, 'urllib.parse') }),
};
