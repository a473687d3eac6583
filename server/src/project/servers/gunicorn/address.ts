/** An address that gunicorn listens on. `host` in lower case without brackets, '' for all; `port` undefined where it is not told. */
export type GunicornAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number | undefined }
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'fd' };

/**
 * What `gunicorn.util.parse_address` reads in the text of a `bind`; undefined where it refuses it, or where the host is not told.
 * Texts with references in them (`0.0.0.0:$PORT`) have a port that is not told.
 */
export function readAddress(address: string): GunicornAddress | undefined {
  const text = address.trim();
  const unix = /^unix:(?:\/\/)?(.*)$/s.exec(text);
  if (unix) return { kind: 'unix', path: unix[1] ?? '' };
  if (text.startsWith('fd://')) return { kind: 'fd' };
  const rest = text.startsWith('tcp://') ? (text.split('tcp://')[1] ?? '') : text;
  const isBracketed = rest.includes('[') && rest.includes(']');
  const host = isBracketed ? (rest.split(']')[0] ?? '').slice(1) : (rest.split(':')[0] ?? '');
  const port = isBracketed ? rest.split(']:')[1] : rest.includes(':') ? rest.slice(host.length + 1) : undefined;
  if (/[$%{<]/.test(host)) return undefined;
  if (port === undefined) return { kind: 'tcp', host: rest === '' ? '0.0.0.0' : host.toLowerCase(), port: 8000 };
  const first = isBracketed ? port : (port.split(':')[0] ?? '');
  if (/[$%{<]/.test(port)) return { kind: 'tcp', host: host.toLowerCase(), port: undefined };
  return /^\s*\d+\s*$/.test(first) ? { kind: 'tcp', host: host.toLowerCase(), port: Number(first) } : undefined;
}

/** Whether other machines can reach it: neither loopback, nor a socket of the machine. */
export function isPublic(address: GunicornAddress): boolean {
  return address.kind === 'tcp' && !isLoopback(address);
}

export function isLoopback(address: GunicornAddress): boolean {
  return address.kind === 'tcp' && /^(localhost|127\.[\d.]+|::1)$/.test(address.host);
}
