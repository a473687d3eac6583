import type { CaddyToken } from '../../syntax/caddy/parse';
import type { CaddyAddress } from './model';

/** What decides about TLS beside the address itself. */
export interface TlsOptions {
  /** `auto_https off` and its kin, of the global options; undefined: nothing is said. */
  readonly autoHttps: string | undefined;
  readonly httpPort: number;
  readonly httpsPort: number;
  /** A directive `tls` stands in the site. */
  readonly hasTls: boolean;
}

/**
 * An address of a site.
 * Source: https://caddyserver.com/docs/automatic-https, “Activation”, and caddyconfig/httpcaddyfile/addresses.go.
 */
export function addressOf(token: CaddyToken, file: string, options: TlsOptions): CaddyAddress {
  const place = { file, span: token.span };
  const { text } = token;
  if (token.variables.length > 0 || text.includes('{')) return fromEnvironment(token, file);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  const rest = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/.*$/s, '');
  const [, bracketed, plain = '', given] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(rest) ?? [undefined, undefined, rest, undefined];
  const host = (bracketed ?? plain).toLowerCase();
  const port = given === undefined ? undefined : Number(given);
  const isPlain = scheme === 'http' || port === options.httpPort;
  const isAutomatic = !isPlain && host !== '' && options.autoHttps !== 'off' && options.autoHttps !== 'disable_certs';
  // Without a host, only a port or a directive can bring TLS.
  const tls = isPlain ? false : options.hasTls || scheme === 'https' || isAutomatic || port === options.httpsPort;
  const redirects = tls && host !== '' && options.autoHttps === undefined;
  return {
    place,
    text,
    host,
    port: port ?? (tls ? options.httpsPort : isPlain || host === '' ? options.httpPort : options.httpsPort),
    tls,
    redirects,
  };
}

function fromEnvironment({ text, variables, span }: CaddyToken, file: string): CaddyAddress {
  const [variable] = variables;
  const place = { file, span };
  const isWhole = variable !== undefined && variable.span.start === span.start;
  // `{$DOMAIN}:80` is plain HTTP whatever the name is.
  const rest = isWhole ? text.slice(variable.span.end - variable.span.start) : '';
  const port = /^:(\d+)$/.exec(rest)?.[1];
  const isPlain = text.startsWith('http://') || port === '80';
  return {
    place,
    text,
    host: undefined,
    port: port === undefined ? undefined : Number(port),
    tls: isPlain ? false : undefined,
    redirects: isPlain ? false : undefined,
  };
}
