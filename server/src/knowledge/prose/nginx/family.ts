import type { Prose } from '../prose';

/** What stands behind the directives of a protocol; in our sentences `{server}`. */
const FAMILIES: Readonly<Record<string, string>> = {
  fastcgi: 'FastCGI server',
  uwsgi: 'uWSGI server',
  scgi: 'SCGI server',
  grpc: 'gRPC server',
  memcached: 'memcached server',
  tunnel: 'far server',
};

/**
 * What a directive says that exists for several protocols (`proxy_read_timeout`, `uwsgi_read_timeout`), made when it is asked for;
 * `proxied` is what stands behind `proxy_`. Undefined for any other name. That the family really has the directive is the business of
 * the data.
 */
export function familyProse(name: string, proxied = 'application server'): Prose | undefined {
  const [, prefix = '', rest = ''] = /^([a-z]+)_(.+)$/.exec(name) ?? [];
  const server = prefix === 'proxy' ? proxied : FAMILIES[prefix];
  const what = TWINS[rest];
  if (server === undefined || what === undefined) return undefined;
  return { what: what.replaceAll('{server}', server).replaceAll('{x}', prefix) };
}

const TWINS: Readonly<Record<string, string>> = {
  bind: 'The local address from which connections to the {server} are made. `transparent` passes on the address of the client itself.',
  buffer_size: 'The buffer for the first part of what the {server} answers. All response headers must fit into it.',
  buffering:
    'Whether nginx takes the answer of the {server} as fast as it comes and then feeds it to the browser, or passes each piece on at once.',
  buffers: 'Number and size of the buffers for one answer of the {server}.',
  busy_buffers_size: 'How much of an answer may be on its way to the browser while the rest is still being read from the {server}.',
  cache:
    'Keeps answers of the {server} in the named cache and serves them from there. It is only safe for pages that look the same to everybody.',
  cache_background_update: 'Whether a stale answer is served at once while a single request fetches a new one in the background.',
  cache_bypass: 'When nginx asks the {server} although an answer is in the cache: if one of these texts is neither empty nor `0`.',
  cache_key: 'The text that tells one cached answer of the {server} from another.',
  cache_lock: 'Lets only one request at a time fetch a missing answer from the {server}; the others wait for it.',
  cache_lock_age: 'After which time of waiting one more request is let through to the {server}, when the first has not come back.',
  cache_lock_timeout:
    'How long a request waits for another one to fill the cache. After that it goes to the {server} itself, and its answer is not kept.',
  cache_max_range_offset: 'From which offset on a request for a part of a file goes past the cache, straight to the {server}.',
  cache_methods: 'The request methods whose answers may be cached. GET and HEAD are always among them.',
  cache_min_uses: 'How often something must be asked for before its answer is kept.',
  cache_path: 'Names a cache for answers of the {server}: its folder, the memory for its keys, its size and how long unused entries stay.',
  cache_revalidate: 'Whether expired entries are refreshed by asking the {server} if they changed, instead of fetching them anew.',
  cache_use_stale: 'When an expired answer is better than none: if the {server} fails, is slow, or while a fresh answer is on its way.',
  cache_valid: 'How long answers with a given status are kept. Headers of the {server} about caching come first.',
  connect_timeout: 'How long nginx tries to reach the {server} before it gives up.',
  force_ranges: 'Allows downloads in parts even when the {server} does not say that it supports them.',
  hide_header: 'Keeps a header of the {server} from reaching the browser.',
  ignore_client_abort: 'Whether nginx waits for the {server} even after the browser has gone.',
  ignore_headers: 'Headers of the {server} that nginx shall not act upon, although they would steer caching, buffering or redirects.',
  intercept_errors: 'Whether error answers of the {server} are replaced by the pages of `error_page`.',
  limit_rate: 'How many bytes a second nginx reads from the {server} for one request. It only counts with buffering.',
  max_temp_file_size: 'How large a temporary file may grow for one answer that does not fit into memory. 0 forbids such files.',
  next_upstream: 'After which failures of one {server} the request is tried on the next of the group.',
  next_upstream_timeout: 'For how long in all a request may be handed on from one server of the group to the next.',
  next_upstream_tries: 'How many servers of the group one request may try.',
  no_cache: 'When an answer of the {server} is not kept: if one of these texts is neither empty nor `0`.',
  pass_header: 'Lets a header of the {server} through that nginx otherwise keeps back.',
  pass_request_body: 'Whether the {server} gets the body of the request.',
  pass_request_headers: 'Whether the {server} gets the headers that the browser sent.',
  read_timeout: 'How long nginx waits for the next piece of the answer from the {server}. Silence beyond that ends in 504.',
  request_buffering: 'Whether the whole body of a request is taken in before the {server} is bothered with it.',
  send_lowat: 'Waits until so much can be written to the {server} at once. Linux ignores it.',
  send_timeout: 'How long nginx waits between two writes of the request to the {server}.',
  socket_keepalive: 'Whether the system probes idle connections to the {server}, so that dead ones are noticed.',
  socket_rcvbuf: 'The size of the kernel’s receive buffer for connections to the {server}.',
  socket_sndbuf: 'The size of the kernel’s send buffer for connections to the {server}.',
  ssl_certificate: 'The certificate by which nginx identifies itself to the {server}, if that one asks for it.',
  ssl_certificate_cache:
    'Keeps client certificates whose file names hold variables in memory, instead of reading them for each connection.',
  ssl_certificate_key: 'The secret key that belongs to the certificate for the {server}.',
  ssl_ciphers: 'The ciphers that nginx offers to the {server}.',
  ssl_conf_command: 'Sets an option of OpenSSL by its own name, for connections to the {server}.',
  ssl_crl: 'A file of withdrawn certificates that are not accepted from the {server}.',
  ssl_name: 'The name that the certificate of the {server} must carry, and that the handshake tells if it tells one.',
  ssl_password_file: 'Pass phrases for the secret key, one on each line; they are tried in order.',
  ssl_protocols: 'The TLS versions that may be used with the {server}.',
  ssl_server_name: 'Whether the name of the {server} is sent along in the TLS handshake (SNI).',
  ssl_session_reuse: 'Whether earlier TLS sessions with the {server} are taken up again, which saves a full handshake.',
  ssl_trusted_certificate: 'The certificate authorities by which the certificate of the {server} is checked.',
  ssl_verify: 'Whether the certificate of the {server} is checked at all.',
  ssl_verify_depth: 'How many intermediate certificates may lie between that of the {server} and a trusted one.',
  store: 'Saves answers of the {server} as files, for good. It is a mirror, not a cache.',
  store_access: 'The rights of the files and folders that `{x}_store` makes.',
  temp_file_write_size: 'How much is written to a temporary file in one go while an answer is buffered on disk.',
  temp_path: 'The folder for answers of the {server} that do not fit into memory.',
};
