import type { Word } from '../../syntax/nginx/ast';
import type { NginxBlock, NginxConfiguration, NginxDirective } from './model';
import { isUnknown } from './placeholder';
import { inEveryDirective } from './survey';

/** One `listen` of an http server. */
export interface Listen {
  /** Undefined for the one that nginx adds where a server has none. */
  readonly directive: NginxDirective | undefined;
  /** `*`, `127.0.0.1`, `[::1]`; `unix:/path` for a socket. */
  readonly address: string;
  /** 80 where none is written; undefined for a socket and for what a template fills in. */
  readonly port: number | undefined;
  /** The words after the address, as written. */
  readonly flags: readonly string[];
  readonly ssl: boolean;
  readonly quic: boolean;
  readonly defaultServer: boolean;
  readonly proxyProtocol: boolean;
}

export interface ServerName {
  readonly kind: 'exact' | 'leading wildcard' | 'trailing wildcard' | 'regex' | 'empty';
  /** In lower case, without the wildcard's star or the `~`; `.example.org` keeps its dot and means the name itself too. */
  readonly text: string;
  readonly word: Word;
  readonly directive: NginxDirective;
}

/** The http servers of a configuration, in order. */
export function serversOf(configuration: NginxConfiguration): readonly NginxBlock[] {
  return inHttp(configuration);
}

const inHttp = inEveryDirective(({ block }) => (block?.context === 'server' ? [block] : []));

/** Source: https://nginx.org/en/docs/http/ngx_http_core_module.html#listen */
export function listensOf(server: NginxBlock): readonly Listen[] {
  return server.derived(readListens);
}

function readListens(server: NginxBlock): readonly Listen[] {
  const written = server.all('listen').flatMap((directive) => listenOf(directive) ?? []);
  if (written.length > 0 || server.all('listen').length > 0 || server.open !== undefined) return written;
  return [{ directive: undefined, address: '*', port: 80, flags: [], ssl: false, quic: false, defaultServer: false, proxyProtocol: false }];
}

function listenOf(directive: NginxDirective): Listen | undefined {
  const [first, ...rest] = directive.args;
  if (!first) return undefined;
  const flags = rest.map((word) => word.text);
  const { address, port } = addressOf(first);
  return {
    directive,
    address,
    port,
    flags,
    ssl: flags.includes('ssl') || flags.includes('quic'),
    quic: flags.includes('quic'),
    defaultServer: flags.includes('default_server') || flags.includes('default'),
    proxyProtocol: flags.includes('proxy_protocol'),
  };
}

function addressOf(word: Word): Pick<Listen, 'address' | 'port'> {
  const { text } = word;
  if (text.startsWith('unix:')) return { address: text, port: undefined };
  if (/^\d+$/.test(text)) return { address: '*', port: Number(text) };
  const match = /^(\[[^\]]*\]|[^:]+)(?::(\d+))?$/.exec(text);
  if (!match || isUnknown(word)) return { address: /^\[/.test(text) ? text.replace(/\].*/, ']') : '*', port: undefined };
  const [, address = '*', port] = match;
  return { address: address === '0.0.0.0' ? '*' : address.toLowerCase(), port: port === undefined ? 80 : Number(port) };
}

/** Whether a server ends TLS on some of its addresses. */
export function endsTls(server: NginxBlock): boolean {
  const isOn = server.all('ssl').some((directive) => directive.args[0]?.text === 'on');
  return isOn || listensOf(server).some(({ ssl }) => ssl);
}

/** The names of a server, in order; the empty one where none is written. */
export function serverNamesOf(server: NginxBlock): readonly ServerName[] {
  return server.derived(readServerNames);
}

function readServerNames(server: NginxBlock): readonly ServerName[] {
  return server.all('server_name').flatMap((directive) => directive.args.map((word) => serverNameOf(directive, word)));
}

function serverNameOf(directive: NginxDirective, word: Word): ServerName {
  const text = word.text.toLowerCase();
  if (text === '') return { kind: 'empty', text, word, directive };
  if (text.startsWith('~')) return { kind: 'regex', text: word.text.slice(1), word, directive };
  if (text.startsWith('*.')) return { kind: 'leading wildcard', text: text.slice(1), word, directive };
  if (text.endsWith('.*')) return { kind: 'trailing wildcard', text: text.slice(0, -1), word, directive };
  return { kind: text.startsWith('.') ? 'leading wildcard' : 'exact', text, word, directive };
}

/** Servers that share an address and port: nginx chooses among them by name. */
export interface ListenGroup {
  readonly address: string;
  readonly port: number | undefined;
  readonly members: readonly { readonly server: NginxBlock; readonly listen: Listen }[];
}

/** The addresses that a configuration listens on, in the order of the text. */
export function listenGroups(configuration: NginxConfiguration): readonly ListenGroup[] {
  return configuration.derived(findListenGroups);
}

function findListenGroups(configuration: NginxConfiguration): readonly ListenGroup[] {
  const groups = new Map<string, { address: string; port: number | undefined; members: { server: NginxBlock; listen: Listen }[] }>();
  for (const server of serversOf(configuration)) {
    for (const listen of listensOf(server)) {
      if (listen.port === undefined && !listen.address.startsWith('unix:')) continue;
      const key = `${listen.address} ${listen.port ?? ''}`;
      const group = groups.get(key) ?? { address: listen.address, port: listen.port, members: [] };
      group.members.push({ server, listen });
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

/** The server that answers where no name fits: the one that says so, else the first. */
export function defaultServerOf(group: ListenGroup): NginxBlock | undefined {
  return (group.members.find(({ listen }) => listen.defaultServer) ?? group.members[0])?.server;
}

/**
 * The server that answers a name on an address: the exact name, the longest leading wildcard, the longest trailing one, the first regular
 * expression, else the default. Undefined where a regular expression before it is not one that we can read.
 * Source: https://nginx.org/en/docs/http/server_names.html
 */
export function serverFor(group: ListenGroup, host: string): NginxBlock | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  const names = group.members.flatMap(({ server }) => serverNamesOf(server).map((each) => ({ server, ...each })));
  const exact = names.find(
    (each) => (each.kind === 'exact' || each.kind === 'empty' || each.text.startsWith('.')) && each.text.replace(/^\./, '') === name,
  );
  if (exact && exact.kind !== 'regex') return exact.server;
  const longest = (kind: ServerName['kind'], fits: (text: string) => boolean) =>
    names.filter((each) => each.kind === kind && fits(each.text)).sort((a, b) => b.text.length - a.text.length)[0]?.server;
  const wild = longest('leading wildcard', (text) => name.endsWith(text)) ?? longest('trailing wildcard', (text) => name.startsWith(text));
  if (wild) return wild;
  for (const each of names) {
    if (each.kind !== 'regex') continue;
    const pattern = toRegExp(each.text, true);
    if (!pattern) return undefined;
    if (pattern.test(name)) return each.server;
  }
  return defaultServerOf(group);
}

/** A regular expression of PCRE as JavaScript reads it; undefined for one that means something else there. */
export function toRegExp(source: string, ignoreCase: boolean): RegExp | undefined {
  let pattern = source.replace(/\(\?P?<([A-Za-z_]\w*)>/g, '(?<$1>');
  let insensitive = ignoreCase;
  if (pattern.startsWith('(?i)')) {
    pattern = pattern.slice(4);
    insensitive = true;
  }
  if (/\(\?[^:=!<]|\\[AzZGKQEhHRXNv]|[+*?}]\+|\[\[:|\(\*/.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, insensitive ? 'i' : '');
  } catch {
    return undefined;
  }
}
