import type { Place } from '../../base/text';
import { alternatives, text, truth, type Value } from '../../evaluate/value';
import { effectiveField } from '../nginx/inheritance';
import { enclosing, headOf } from '../nginx/model';
import { defaultHost, onlyVariable, sentHeader } from '../nginx/sent';
import { serverNamesOf } from '../nginx/servers';
import type { Project } from '../project';
import { trustOf } from './appServer';
import { headerSeen, placeOfDirective, type Scheme, schemeHeadersOf } from './headers';
import type { Gate, HeaderAtGate, Route } from './model';

/** What Django has of a request, and why. */
export interface Seen {
  readonly scheme: SchemeSeen;
  readonly host: HostSeen;
  readonly client: ClientSeen;
}

/** What `request.scheme` is for what a browser sends. */
export interface SchemeSeen {
  readonly scheme: Scheme | 'unknown';
  /** In words: why it is so, or why it is not known. */
  readonly because: string;
  /** Whether a visitor who writes headers of his own is believed when he claims https; undefined where that is not known. */
  readonly claimable: boolean | undefined;
  /** What decides. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly place: Place;
  readonly message: string;
}

export type HostSeen =
  /** The name that the visitor asked for; `withPort`: with the port where it is not the usual one. */
  | { readonly kind: 'visitors'; readonly withPort: boolean; readonly at: Place | undefined }
  | { readonly kind: 'text'; readonly text: string; readonly at: Place }
  | { readonly kind: 'unknown'; readonly reason: string };

export type ClientSeen =
  /** X-Forwarded-For ends in the address of who speaks to nginx; `appended`: what the visitor wrote stands before it. */
  | { readonly kind: 'forwarded'; readonly appended: boolean; readonly at: Place | undefined }
  /** Django sees nothing but nginx's own address. */
  | { readonly kind: 'proxy' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A setting as Django has it, its default included. */
export type SettingOf = (name: string) => Value;

/**
 * What Django sees of a request that a visitor makes to nginx by a scheme, and that takes a route. What stands before nginx has no part in
 * it: ask `proxyInFront` whether something does.
 *
 * Facts: https://docs.djangoproject.com/en/5.2/ref/settings/#secure-proxy-ssl-header, HttpRequest.scheme and get_host of
 * django/http/request.py, measured with Django 5.2.17, gunicorn 26.2.0 and nginx 1.22.1.
 */
export function seenBy(project: Project, route: Route, scheme: Scheme, setting: SettingOf): Seen {
  return { scheme: schemeSeen(project, route, scheme, setting), host: hostSeen(route, setting), client: clientSeen(route) };
}

/** The header of SECURE_PROXY_SSL_HEADER. */
export type TrustedHeader =
  | { readonly kind: 'none' }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Which header Django believes about the scheme, in lower case with dashes. */
export function trustedHeader(setting: SettingOf): TrustedHeader {
  const value = setting('SECURE_PROXY_SSL_HEADER');
  if (value.kind === 'none') return { kind: 'none' };
  const [name, secure, more] = value.kind === 'tuple' || value.kind === 'list' ? value.items : [];
  const meta = name && name.kind !== 'rest' ? text(name) : undefined;
  const meant = secure && secure.kind !== 'rest' ? text(secure) : undefined;
  if (meta === undefined || meant === undefined || more || !meta.startsWith('HTTP_'))
    return { kind: 'unknown', reason: 'SECURE_PROXY_SSL_HEADER is not known, or names no header' };
  return { kind: 'header', name: meta.slice(5).toLowerCase().replaceAll('_', '-'), value: meant };
}

/** The same of the scheme alone, for a request by TLS that Caddy or Traefik ends. */
export function schemeThroughGate(project: Project, gate: Gate, setting: SettingOf): SchemeSeen {
  const { by, app, peer, place } = gate;
  const telling = ['x-forwarded-proto', 'x-forwarded-protocol', 'x-forwarded-ssl', 'x-scheme', 'forwarded'];
  const header = (name: string): HeaderAtGate => gate.header(name);
  return schemeOf(project, { by, app, peer, place, header, telling: telling.filter((name) => header(name).kind !== 'visitor') }, setting);
}

/** Who hands a request to an app server over HTTP, and what it says with it. */
interface Handover extends Pick<Gate, 'app' | 'peer' | 'place' | 'header'> {
  readonly by: string;
  /** The headers about the scheme that it sets. */
  readonly telling: readonly string[] | undefined;
}

function schemeSeen(project: Project, route: Route, scheme: Scheme, setting: SettingOf): SchemeSeen {
  const { app, peer, proxied } = route;
  const place = headOf(proxied.target.directive);
  const header = (name: string): HeaderAtGate => {
    const seen = headerSeen(route, name, scheme);
    return seen.kind === 'text' ? { ...seen, place: placeOfDirective(seen.directive) } : seen;
  };
  const handover: Handover = { by: 'nginx', app, peer, place, header, telling: schemeHeadersOf(route) };
  const { protocol } = proxied.target;
  if (protocol === 'http') return schemeOf(project, handover, setting);
  const server = protocol === 'uwsgi' ? uwsgiScheme(route, scheme) : notKnown('nginx speaks TLS with the app server');
  return schemeOf(project, handover, setting, server);
}

/** @param server what the app server takes the scheme for, where its protocol tells. */
function schemeOf(project: Project, handover: Handover, setting: SettingOf, server?: SchemeSeen): SchemeSeen {
  const { by, place: pass } = handover;
  const trusted = trustedHeader(setting);
  if (trusted.kind === 'unknown') return notKnown(trusted.reason);
  if (trusted.kind === 'none') return server ?? serverScheme(project, handover);
  const header = handover.header(trusted.name);
  const written = writtenHeader(trusted.name);
  if (header.kind === 'unknown') return notKnown(header.reason);
  if (header.kind === 'text') {
    const isSecure = (header.text.split(',', 1)[0] ?? '').trim() === trusted.value;
    const message = `${by} sends ${written}: ${header.text}`;
    const steps = [{ place: header.place ?? pass, message }];
    return { scheme: isSecure ? 'https' : 'http', because: message, claimable: false, steps };
  }
  const own = server ?? serverScheme(project, handover);
  return {
    ...own,
    because: `${by} does not set ${written}, and ${own.because}`,
    claimable: header.kind === 'visitor' ? true : own.claimable,
    steps: [{ place: pass, message: `${by} does not set ${written} here` }, ...own.steps],
  };
}

/** `wsgi.url_scheme`, or the scheme of ASGI's scope, behind a proxy that speaks HTTP. */
function serverScheme(project: Project, { by, app, peer, place, header, telling }: Handover): SchemeSeen {
  if (!telling) return notKnown(`not all headers that ${by} sends are known`);
  const pass = { place, message: `${by} hands the request on over plain HTTP` };
  // What a browser does not write, and the proxy does not set, does not arrive.
  const arriving = telling.map(header).filter(({ kind }) => kind === 'text' || kind === 'unknown');
  if (arriving.length === 0)
    return { scheme: 'http', because: 'nothing tells the app server the scheme', claimable: undefined, steps: [pass] };
  const trust = trustOf(project, { app, peer });
  if (!trust) return notKnown(`whether the app server believes ${by} about the scheme is not known`);
  const { headers, trusts, because } = trust;
  if (trusts === undefined) return notKnown(because);
  const command = app.process?.command;
  const start = command ? [{ place: command.place, message: `${command.program} is started here: ${because}` }] : [];
  const steps = [pass, ...start];
  if (!trusts) return { scheme: 'http', because: `${command?.program} does not believe ${by}: ${because}`, claimable: false, steps };
  const heard = [...headers].map(([name, secure]) => ({ secure, header: header(name) }));
  if (heard.some((each) => each.header.kind === 'unknown')) return notKnown('not all headers about the scheme are known');
  const said = heard.flatMap((each) => (each.header.kind === 'text' ? [each.header.text === each.secure] : []));
  // Where two of them disagree gunicorn answers 400.
  if (new Set(said).size > 1) return notKnown('headers about the scheme disagree');
  const isSecure = said[0] === true;
  const claimable = heard.some((each) => each.header.kind === 'visitor') && !isSecure ? true : undefined;
  return {
    scheme: isSecure ? 'https' : 'http',
    because: isSecure ? `${command?.program} believes ${by}` : 'no header says https',
    claimable,
    steps,
  };
}

/** Source: https://uwsgi-docs.readthedocs.io/en/latest/Vars.html, and the `uwsgi_params` that nginx ships. */
function uwsgiScheme({ configuration, proxied }: Route, scheme: Scheme): SchemeSeen {
  const given = ['UWSGI_SCHEME', 'HTTPS'].map((name) => effectiveField(configuration, proxied.block, 'uwsgi_param', name));
  const [forced, https] = given;
  if (!forced || !https || forced.kind !== 'unset' || https.kind === 'unknown') return notKnown('not all parameters of uwsgi are known');
  const pass = { place: headOf(proxied.target.directive), message: 'nginx hands the request on by uwsgi' };
  if (https.kind === 'unset') return { scheme: 'http', because: 'no parameter of uwsgi tells the scheme', claimable: false, steps: [pass] };
  const value = https.directive.args[1];
  const isOwn = value !== undefined && onlyVariable(value) === 'https';
  if (!isOwn) return notKnown('what the parameter HTTPS says is not known');
  return { scheme, because: 'the parameters of uwsgi tell the scheme', claimable: false, steps: [pass] };
}

function hostSeen(route: Route, setting: SettingOf): HostSeen {
  const { configuration, proxied } = route;
  const uses = truth(setting('USE_X_FORWARDED_HOST'));
  if (uses === undefined || proxied.target.protocol === 'uwsgi') {
    return uses === false
      ? { kind: 'visitors', withPort: true, at: undefined }
      : { kind: 'unknown', reason: 'USE_X_FORWARDED_HOST is not known' };
  }
  const forwarded = uses ? sentHeader(configuration, proxied.block, 'X-Forwarded-Host') : undefined;
  if (uses && forwarded?.kind !== 'set') return { kind: 'unknown', reason: 'X-Forwarded-Host is as the visitor wrote it, or not known' };
  const host = forwarded ?? sentHeader(configuration, proxied.block, 'Host');
  if (host.kind === 'unknown') return host;
  const named = defaultHost(proxied.target);
  if (host.kind === 'unset') {
    return named === undefined
      ? { kind: 'unknown', reason: 'where proxy_pass leads is filled in later' }
      : { kind: 'text', text: named, at: headOf(proxied.target.directive) };
  }
  const word = host.directive.args[1];
  const at = placeOfDirective(host.directive);
  const variable = word && onlyVariable(word);
  if (variable === 'host') return { kind: 'visitors', withPort: false, at };
  if (variable === 'http_host') return { kind: 'visitors', withPort: true, at };
  if (variable === 'proxy_host' && named !== undefined && at) return { kind: 'text', text: named, at };
  if (variable === 'server_name' && at) {
    const server = enclosing(proxied.block, 'server');
    const [first] = server ? serverNamesOf(server) : [];
    return first?.kind === 'exact' ? { kind: 'text', text: first.text, at } : { kind: 'unknown', reason: 'the server has no plain name' };
  }
  if (word && at && word.parts.length === 0) return { kind: 'text', text: word.text, at };
  if (word && /^\$(\{host\}|host):/i.test(word.text)) return { kind: 'visitors', withPort: true, at };
  return { kind: 'unknown', reason: `what ${word?.text ?? 'Host'} stands for is not known` };
}

function clientSeen(route: Route): ClientSeen {
  const { configuration, proxied } = route;
  if (proxied.target.protocol === 'uwsgi') return { kind: 'proxy' };
  const sent = sentHeader(configuration, proxied.block, 'X-Forwarded-For');
  if (sent.kind === 'unknown') return sent;
  if (sent.kind === 'unset') return { kind: 'proxy' };
  const word = sent.directive.args[1];
  const variable = word && onlyVariable(word);
  const at = placeOfDirective(sent.directive);
  if (variable === 'proxy_add_x_forwarded_for') return { kind: 'forwarded', appended: true, at };
  if (variable === 'remote_addr') return { kind: 'forwarded', appended: false, at };
  return { kind: 'unknown', reason: `what ${word?.text ?? 'X-Forwarded-For'} stands for is not known` };
}

/** `X-Forwarded-Proto`, for messages. */
export function writtenHeader(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function notKnown(because: string): SchemeSeen {
  return { scheme: 'unknown', because, claimable: undefined, steps: [] };
}

/** Whether every value that a setting may have is the same to a question; undefined where it is not, or the value does not tell. */
export function always(value: Value, question: (value: Value) => boolean | undefined): boolean | undefined {
  const answers = new Set(alternatives(value).map(question));
  return answers.size === 1 ? [...answers][0] : undefined;
}
