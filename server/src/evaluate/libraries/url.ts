import { pairsOf } from '../builtins/pairs';
import { argument, native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { toText } from '../interpreter/format';
import type { Machine } from '../interpreter/machine';
import {
  type CallArguments,
  dict,
  type Instance,
  int,
  list,
  type Native,
  type NativeInstance,
  NONE,
  type R,
  str,
  tuple,
} from '../runtime/objects';
import { classOf, type LibraryFactory, library } from './library';
import { parseUrl, quoteUrl, type Url, unparseUrl, unquotePlus } from './urlParts';

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

/** The fields of a `ParseResult`; a `SplitResult` has no parameters. */
type Fields = Pick<Url, 'scheme' | 'netloc' | 'path' | 'query' | 'fragment'> & { readonly params: string | undefined };

/** `urlparse` splits the parameters off the last segment of the path. */
function fieldsOf(url: string, withParams: boolean): Fields {
  const { scheme, netloc, path, query, fragment } = parseUrl(url);
  const semicolon = withParams ? path.indexOf(';', Math.max(0, path.lastIndexOf('/'))) : -1;
  const params = withParams ? (semicolon < 0 ? '' : path.slice(semicolon + 1)) : undefined;
  return { scheme, netloc, path: semicolon < 0 ? path : path.slice(0, semicolon), params, query, fragment };
}

function joinFields(fields: Fields): string {
  return unparseUrl({ ...fields, path: fields.params ? `${fields.path};${fields.params}` : fields.path });
}

const optional = (value: string | undefined): R => (value === undefined ? NONE : str(value));

/** A result of `urlparse` or `urlsplit`: a tuple whose items have names. */
function resultOf(fields: Fields): Instance {
  const { scheme, netloc, path, params, query, fragment } = fields;
  const items = [scheme, netloc, path, ...(params === undefined ? [] : [params]), query, fragment].map(str);
  const url = parseUrl(joinFields(fields));
  const attribute = (machine: Machine, _self: Instance, name: string): R | undefined => {
    switch (name) {
      case 'scheme':
      case 'netloc':
      case 'path':
      case 'query':
      case 'fragment':
        return str(fields[name]);
      case 'params':
        return optional(params);
      case 'username':
      case 'password':
      case 'hostname':
        return optional(url[name]);
      case 'port': {
        const port = url.port();
        return port === undefined ? NONE : int(port);
      }
      case 'geturl':
        return native('geturl', () => str(joinFields(fields)));
      case '_replace':
        return native('_replace', (_, args) => replaced(machine, fields, args));
      case '_asdict':
        return native('_asdict', (vm) => vm.unknown('_asdict is not evaluated'));
      default:
        return undefined;
    }
  };
  const members = {
    type: params === undefined ? 'SplitResult' : 'ParseResult',
    attribute,
    iterate: () => items,
    item: (machine: Machine, _self: Instance, index: R) =>
      (index.t === 'int' ? items.at(Number(index.v)) : undefined) ?? machine.unknown('an item is not known'),
  };
  return { t: 'instance', class: classOf(members.type), names: new Map(), native: members as unknown as NativeInstance };
}

function replaced(machine: Machine, fields: Fields, args: CallArguments): R {
  const changes: Record<string, string> = {};
  for (const [name, value] of args.keywords) {
    if (value.t !== 'str' || !(name in fields)) return machine.unknown('a changed URL is not evaluated');
    changes[name] = value.v;
  }
  return resultOf({ ...fields, ...changes });
}

function parser(name: string, withParams: boolean): Native {
  return native(name, (machine, args) => {
    const url = argument(args, 0, 'url');
    if (url?.t === 'none') throw new PythonError('AttributeError', 'a URL is a str');
    return url?.t === 'str' && args.positional.length === 1 ? resultOf(fieldsOf(url.v, withParams)) : machine.unknown('a URL is not known');
  });
}

/** A function of texts; unknown when an argument is something else. */
function textual(name: string, count: number, make: (machine: Machine, texts: readonly string[], args: CallArguments) => R): Native {
  return native(name, (machine, args) => {
    const texts = args.positional.slice(0, count).map((value) => (value.t === 'str' ? value.v : undefined));
    if (texts.length < count || texts.includes(undefined)) return machine.unknown(`${name} is not evaluated`, { type: 'str' });
    return make(machine, texts as string[], args);
  });
}

function safeOf(args: CallArguments, fallback: string): string {
  const safe = argument(args, 1, 'safe');
  return safe?.t === 'str' ? safe.v : fallback;
}

const RELATIVE = new Set(['', 'ftp', 'http', 'https', 'file', 'sftp', 'ws', 'wss', 'rtsp', 'svn', 'svn+ssh', 'imap', 'nntp', 'gopher']);

/** Python's `urljoin`. */
function joined(base: string, url: string): string {
  if (base === '') return url;
  if (url === '') return base;
  const from = parseUrl(base);
  const to = parseUrl(url);
  const scheme = to.scheme || from.scheme;
  if (scheme !== from.scheme || !RELATIVE.has(scheme)) return url;
  if (to.netloc !== '') return unparseUrl({ ...to, scheme });
  const kept = { scheme, netloc: from.netloc, fragment: to.fragment };
  if (to.path === '') return unparseUrl({ ...kept, path: from.path, query: to.query || from.query });
  return unparseUrl({ ...kept, path: joinedPath(from.path, to.path), query: to.query });
}

function joinedPath(base: string, path: string): string {
  const above = base.split('/');
  if (above.at(-1) !== '') above.pop();
  const segments = path.startsWith('/') ? path.split('/') : [...above, ...path.split('/')];
  const inner = path.startsWith('/')
    ? segments
    : segments.filter((segment, at) => segment !== '' || at === 0 || at === segments.length - 1);
  const resolved: string[] = [];
  for (const segment of inner) {
    if (segment === '..') resolved.pop();
    else if (segment !== '.') resolved.push(segment);
  }
  if (/^\.\.?$/.test(inner.at(-1) ?? '')) resolved.push('');
  return resolved.join('/') || '/';
}

/** The pairs of a query: `parse_qs` gathers the values of a name, `parse_qsl` keeps them apart. */
function queryPairs(query: string, keepBlank: boolean): readonly (readonly [string, string])[] {
  return query.split('&').flatMap((part): (readonly [string, string])[] => {
    const at = part.indexOf('=');
    if (part === '' || (at < 0 && !keepBlank)) return [];
    const value = at < 0 ? '' : part.slice(at + 1);
    return value === '' && !keepBlank ? [] : [[unquotePlus(at < 0 ? part : part.slice(0, at)), unquotePlus(value)]];
  });
}

function queryParser(name: string, make: (pairs: readonly (readonly [string, string])[]) => R): Native {
  return textual(name, 1, (_, [query = ''], args) => {
    const keep = argument(args, 1, 'keep_blank_values');
    return make(queryPairs(query, keep?.t === 'bool' ? keep.v : false));
  });
}

function gathered(pairs: readonly (readonly [string, string])[]): R {
  const values = new Map<string, R[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), str(value)]);
  return dict([...values].map(([name, all]) => [str(name), list(all)] as const));
}

/** `urlencode(query, doseq)`. */
function encodeQuery(machine: Machine, args: CallArguments): R {
  const unknown = () => machine.unknown('a query is not evaluated', { type: 'str' });
  const source = args.positional[0] ? pairsOf(machine, args.positional[0]) : undefined;
  const sequences = argument(args, 1, 'doseq');
  if (!source || source.rest !== undefined || (args.keywords.size > 0 && !sequences)) return unknown();
  const parts: string[] = [];
  for (const [key, value] of source.pairs) {
    const known = machine.refined(value);
    const apart = sequences?.t === 'bool' && sequences.v && (known.t === 'list' || known.t === 'tuple');
    for (const item of apart ? known.content : [known]) {
      const [name, shown] = [
        toText(machine.refined(key)),
        item.t === 'rest' || item.t === 'maybe' ? undefined : toText(machine.refined(item)),
      ];
      if (name === undefined || shown === undefined) return unknown();
      parts.push(`${quotePlus(name, '')}=${quotePlus(shown, '')}`);
    }
  }
  return str(parts.join('&'));
}

function quotePlus(text: string, safe: string): string {
  return quoteUrl(text, `${safe} `).replaceAll(' ', '+');
}

export function unquote(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16));
    return new TextDecoder().decode(bytes);
  });
}

/** The parts of a URL, joined again. */
function joiner(name: string, count: 5 | 6): Native {
  return native(name, (machine, args) => {
    const parts = args.positional[0];
    const items =
      parts?.t === 'tuple' || parts?.t === 'list'
        ? parts.content
        : parts?.t === 'instance'
          ? parts.native?.iterate?.(machine as never, parts)
          : [];
    const texts = (items ?? []).map((item) => (item.t === 'str' ? item.v : undefined));
    const [scheme = '', netloc = '', path = '', ...rest] = texts;
    const [params, query = '', fragment = ''] = count === 6 ? rest : [undefined, ...rest];
    if (texts.length !== count || texts.includes(undefined)) return machine.unknown('a URL is not known', { type: 'str' });
    return str(joinFields({ scheme, netloc, path, params, query, fragment }));
  });
}

const urllibParse: LibraryFactory = (machine, name) =>
  library(machine, name, {
    urlparse: parser('urlparse', true),
    urlsplit: parser('urlsplit', false),
    urlunparse: joiner('urlunparse', 6),
    urlunsplit: joiner('urlunsplit', 5),
    quote: textual('quote', 1, (_, [text = ''], args) => str(quoteUrl(text, safeOf(args, '/')))),
    quote_plus: textual('quote_plus', 1, (_, [text = ''], args) => str(quotePlus(text, safeOf(args, '')))),
    unquote: textual('unquote', 1, (_, [text = '']) => str(unquote(text))),
    unquote_plus: textual('unquote_plus', 1, (_, [text = '']) => str(unquotePlus(text))),
    urljoin: textual('urljoin', 2, (_, [base = '', url = '']) => str(joined(base, url))),
    urlencode: rawNative('urlencode', encodeQuery),
    parse_qs: queryParser('parse_qs', gathered),
    parse_qsl: queryParser('parse_qsl', (pairs) => list(pairs.map(([key, value]) => tuple([str(key), str(value)])))),
    uses_netloc: list([{ t: 'rest', reason: 'the schemes that urllib knows' }]),
    uses_relative: list([{ t: 'rest', reason: 'the schemes that urllib knows' }]),
  });

export const urlModules: Readonly<Record<string, LibraryFactory>> = {
  'urllib.parse': urllibParse,
  urllib: (machine, name) => library(machine, name, { parse: urllibParse(machine, 'urllib.parse') }),
};
