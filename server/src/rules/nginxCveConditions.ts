import type { NginxCveCondition } from '../knowledge/nginxCves';
import { effectiveOne } from '../project/nginx/inheritance';
import { everyDirective, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../project/nginx/model';
import { directivesNamed } from '../project/nginx/named';
import { endsTls, listenGroups, listensOf, serversOf } from '../project/nginx/servers';
import { proxyTargetOf } from '../project/nginx/upstreams';
import { mapsOf } from '../project/nginx/variables';
import { type Pattern, type Piece, pieces, readPattern } from './nginxRegex';
import { variablesOf } from './nginxTaint';

/** The first directive by which a configuration meets a condition; undefined where it does not. */
export function meets(configuration: NginxConfiguration, condition: NginxCveCondition): NginxDirective | undefined {
  return CONDITIONS[condition](configuration);
}

type Finder = (configuration: NginxConfiguration) => NginxDirective | undefined;

const CONDITIONS: Readonly<Record<NginxCveCondition, Finder>> = {
  http2: (configuration) => listening(configuration, 'http2') ?? firstNamed(configuration, ['http2'], (each) => wordOf(each) === 'on'),
  http3: (configuration) => listening(configuration, 'quic'),
  mp4: (configuration) => firstNamed(configuration, ['mp4']),
  resolver: (configuration) => firstNamed(configuration, ['resolver'], isOn),
  'ssl-ocsp': (configuration) => firstNamed(configuration, ['ssl_ocsp'], isOn),
  'dav-copy-alias': (configuration) => firstNamed(configuration, ['dav_methods'], copiesBelowAlias),
  uwsgi: (configuration) => firstNamed(configuration, ['uwsgi_pass', 'scgi_pass']),
  'charset-map': (configuration) => firstNamed(configuration, ['charset_map']),
  'https-upstream': (configuration) =>
    firstNamed(configuration, ['proxy_pass'], (each) => proxyTargetOf(configuration, each)?.protocol === 'https'),
  'client-certificate': clientCertificate,
  'proxy-cache': (configuration) => firstNamed(configuration, ['proxy_cache'], isOn),
  'set-body-http2': (configuration) =>
    firstNamed(configuration, ['proxy_set_body'], ({ parent }) => holds(configuration, parent, 'proxy_http_version', '2')),
  'rewrite-arguments': (configuration) =>
    firstNamed(configuration, ['rewrite'], (directive) => isFollowedByCapture(configuration, directive)),
  'rewrite-nested-groups': (configuration) => firstNamed(configuration, ['rewrite'], usesNestedGroups),
  'map-after-capture': (configuration) =>
    directivesNamed(configuration, 'map').length === 0
      ? undefined
      : first(configuration, (each) =>
          each.args.some(({ parts, text }) => parts.length > 1 && hasMapAfterCapture(configuration, each, text)),
        ),
  'slice-captures': (configuration) =>
    directivesNamed(configuration, 'slice', 'proxy_cache_background_update').length === 0
      ? undefined
      : first(configuration, (each) => isInSlice(configuration, each)),
  'ssi-unbuffered': (configuration) =>
    directivesNamed(configuration, 'ssi').length === 0
      ? undefined
      : firstNamed(
          configuration,
          ['proxy_pass'],
          ({ parent }) => holds(configuration, parent, 'ssi', 'on') && holds(configuration, parent, 'proxy_buffering', 'off'),
        ),
};

function wordOf({ args }: NginxDirective): string {
  return args[0]?.text ?? '';
}

function isOn(directive: NginxDirective): boolean {
  return wordOf(directive) !== 'off';
}

function copiesBelowAlias({ args, parent }: NginxDirective): boolean {
  return args.some(({ text }) => text === 'COPY' || text === 'MOVE') && parent.all('alias').length > 0;
}

/** Whether a directive has this word in a block. */
function holds(configuration: NginxConfiguration, block: NginxBlock, name: string, word: string): boolean {
  return effectiveOne(configuration, block, name)?.args[0]?.text === word;
}

/** Directives of these names. */
function firstNamed(
  configuration: NginxConfiguration,
  names: readonly string[],
  fits: (directive: NginxDirective) => boolean = () => true,
): NginxDirective | undefined {
  return directivesNamed(configuration, ...names).find((each) => !each.conditional && each.parent.context !== 'entries' && fits(each));
}

function first(configuration: NginxConfiguration, fits: (directive: NginxDirective) => boolean): NginxDirective | undefined {
  for (const each of everyDirective(configuration.top)) if (!each.conditional && fits(each)) return each;
  return undefined;
}

function listening(configuration: NginxConfiguration, flag: string): NginxDirective | undefined {
  return serversOf(configuration)
    .flatMap(listensOf)
    .find(({ flags }) => flags.includes(flag))?.directive;
}

/** A server that asks for a certificate and shares its address with another one, both over TLS. */
function clientCertificate(configuration: NginxConfiguration): NginxDirective | undefined {
  if (directivesNamed(configuration, 'ssl_verify_client').length === 0) return undefined;
  for (const server of serversOf(configuration)) {
    const verify = effectiveOne(configuration, server, 'ssl_verify_client');
    const isOn = verify !== undefined && verify.args[0]?.text !== 'off' && endsTls(server);
    const shares = listenGroups(configuration).some(
      ({ members }) =>
        members.some((each) => each.server === server) && members.some((each) => each.server !== server && endsTls(each.server)),
    );
    if (isOn && shares) return verify;
  }
  return undefined;
}

const CAPTURE = /\$(?:[1-9]|\{[1-9]\})/;

/** A rewrite that adds arguments and goes on, and behind it a `set` or `if` that reads what was captured. */
function isFollowedByCapture(configuration: NginxConfiguration, directive: NginxDirective): boolean {
  const { name, args, parent } = directive;
  const [, replacement, flag] = args;
  if (name !== 'rewrite' || !replacement?.text.includes('?') || flag || /^(https?:\/\/|\$scheme)/.test(replacement.text)) return false;
  const { directives } = configuration.whole(parent);
  const behind = directives.slice(directives.indexOf(directive) + 1);
  const stop = behind.findIndex((each) => each.name === 'return' || each.name === 'break');
  return (stop < 0 ? behind : behind.slice(0, stop)).some(readsCapture);
}

function readsCapture(directive: NginxDirective): boolean {
  const { name, args, block } = directive;
  if (name === 'set') return CAPTURE.test(args[1]?.text ?? '');
  if (name !== 'if') return false;
  return /^!?=$/.test(args[1]?.text ?? '') && CAPTURE.test(args[2]?.text ?? '') ? true : (block?.directives.some(readsCapture) ?? false);
}

/** A redirect, or arguments, made of a group and of one inside it. */
function usesNestedGroups({ name, args }: NginxDirective): boolean {
  const [source, replacement, flag] = args;
  if (name !== 'rewrite' || !source || !replacement) return false;
  const text = replacement.text.replace(/\?$/, '');
  if (/\$[A-Za-z_{]/.test(text)) return false;
  const isRedirect = /^(redirect|permanent)$/.test(flag?.text ?? '') || /^https?:\/\//.test(text);
  const mark = text.indexOf('?');
  const all = [...text.matchAll(/\$([1-9])/g)].map(([, group]) => Number(group));
  const escaped = isRedirect ? all : mark < 0 ? [] : [...text.slice(mark).matchAll(/\$([1-9])/g)].map(([, group]) => Number(group));
  if (new Set(all).size !== all.length || escaped.length < 2) return false;
  const pattern = readPattern(source.text, false);
  return pattern !== undefined && escaped.some((outer) => escaped.some((inner) => isInside(pattern, inner, outer)));
}

function isInside(pattern: Pattern, inner: number, outer: number): boolean {
  const around = [...pieces(pattern.root)].find((piece) => piece.kind === 'group' && piece.capture === outer);
  return (
    inner !== outer && around !== undefined && [...pieces(around)].some((piece: Piece) => piece.kind === 'group' && piece.capture === inner)
  );
}

/** A text with a captured group in it, and behind that a `map` variable whose expressions capture the same group anew. */
function hasMapAfterCapture(configuration: NginxConfiguration, directive: NginxDirective, text: string): boolean {
  if (directive.name === 'map' || directive.parent.context === 'entries') return false;
  const variables = variablesOf(text);
  return variables.some((variable, index) => {
    const [map] = index === 0 ? [] : mapsOf(configuration, variable);
    const before = new Set(variables.slice(0, index));
    return map?.block?.directives.some((entry) => groupsOf(entry.syntax.name.text).some((group) => before.has(group))) === true;
  });
}

/** The numbers and names that the expression of a map's entry captures. */
function groupsOf(key: string): readonly string[] {
  const pattern = key.startsWith('~') ? readPattern(key.replace(/^~\*?/, ''), false) : undefined;
  if (!pattern) return [];
  return [...pieces(pattern.root)].flatMap((piece) =>
    piece.kind === 'group' && piece.capture !== undefined ? [String(piece.capture), ...(piece.name ? [piece.name.toLowerCase()] : [])] : [],
  );
}

function isInSlice(configuration: NginxConfiguration, { args, parent }: NginxDirective): boolean {
  if (!args.some(({ parts, text }) => parts.length > 0 && CAPTURE.test(text)) || parent.context === 'entries') return false;
  const slice = effectiveOne(configuration, parent, 'slice')?.args[0]?.text;
  return (
    (slice !== undefined && slice !== '0') || effectiveOne(configuration, parent, 'proxy_cache_background_update')?.args[0]?.text === 'on'
  );
}
