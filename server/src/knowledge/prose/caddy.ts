import type { ProseTable } from './prose';

/** Directives of a Caddyfile that matter before Django. */
export const CADDY_PROSE: ProseTable = {
  reverse_proxy: {
    what: 'Hands requests on to one of its upstreams: `reverse_proxy web:8000`, `reverse_proxy unix//run/shop.sock`.',
    why: 'Caddy sets X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host itself and throws away what the client sent, and hands Host on as it came. Django needs no more than SECURE_PROXY_SSL_HEADER.',
    pitfalls: [
      'Behind another proxy, X-Forwarded-Proto is what that one spoke with Caddy, unless `trusted_proxies` names it.',
      'At the level of a site, reverse_proxy without a matcher comes before file_server, wherever they stand: put both into `handle` blocks.',
      'In a container, localhost is that container.',
    ],
    verify: { run: 'caddy adapt --config Caddyfile --pretty', expect: 'the upstream under "dial"' },
    related: ['header_up', 'handle', 'trusted_proxies'],
  },
  header_up: {
    what: 'Sets, adds or takes away a header on the way to the upstream: `header_up Host {upstream_hostport}`, `header_up -X-Name`.',
    risk: 'X-Forwarded-Proto with a fixed `https` makes Django believe that plain HTTP is HTTPS.',
    related: ['reverse_proxy', 'header_down'],
  },
  header_down: { what: 'Sets, adds or takes away a header of the upstream’s answer.', related: ['header', 'reverse_proxy'] },
  to: { what: 'More upstreams of a reverse_proxy.' },
  transport: { what: 'How Caddy speaks with the upstreams: `http` with its timeouts and TLS, or `fastcgi`.' },
  trusted_proxies: {
    what: 'Addresses of proxies before Caddy. What they say in X-Forwarded headers is handed on; of others it is thrown away.',
    risk: 'Too wide a network lets visitors say that they came by HTTPS, and from where.',
    production: 'the addresses of the load balancer, or `static private_ranges` where only it is private',
  },
  file_server: {
    what: 'Sends the files below `root` for the path of the request.',
    why: 'Static files and uploads need no Django.',
    pitfalls: [
      'The path is added to root as it is: with `handle` the folder repeats it, with `handle_path` it is taken off first.',
      '`browse` lists folders.',
    ],
    production: '`handle_path /static/*` with `root * /srv/static` and `file_server`',
    related: ['root', 'handle_path'],
  },
  root: {
    what: 'The folder in which files are looked for: `root * /srv`. Without a matcher and with one word, newer releases take the word for the folder.',
    pitfalls: ['It serves nothing by itself: `file_server` does.'],
    related: ['file_server'],
  },
  handle: {
    what: 'A block for some requests; of several at one level the first that fits is used, the longest path first.',
    related: ['handle_path', 'route'],
  },
  handle_path: {
    what: 'As `handle`, and the path that matched is taken off before what stands in it sees the request.',
    related: ['handle'],
  },
  route: { what: 'A block in which directives are asked in the order in which they are written.' },
  header: {
    what: 'Sets, adds or takes away headers of the answer: `header Strict-Transport-Security "max-age=31536000"`.',
    pitfalls: [
      'A header that Django sends too is replaced only where it is set after the answer: with `>` before its name, or in a block with a deletion.',
    ],
    related: ['header_down'],
  },
  request_body: {
    what: 'Limits the body of requests: `max_size 10MB`. Without it Caddy sets no limit.',
    related: ['DATA_UPLOAD_MAX_MEMORY_SIZE'],
  },
  max_size: { what: 'The most bytes that a body may have; more is a 413.' },
  encode: { what: 'Compresses answers: `encode zstd gzip`.' },
  redir: { what: 'Sends the visitor elsewhere. From HTTP to HTTPS Caddy redirects by itself for a site with a name.' },
  tls: {
    what: 'Where the certificate comes from. Without it Caddy fetches one for every site with a name.',
    development: '`tls internal`',
  },
  respond: { what: 'Answers by itself: `respond /health 200`.' },
  try_files: { what: 'The first of several paths that is a file, for single-page applications.' },
  uri: { what: 'Changes the path: `uri strip_prefix /shop`. Django has to know the prefix then.', related: ['FORCE_SCRIPT_NAME'] },
  import: { what: 'Puts a snippet, or the content of files, in its place.' },
  log: { what: 'Writes down requests.' },
  basic_auth: { what: 'Asks for a name and a password.' },
};
