import type { NginxProseTable } from './shape';

/** Groups of application servers, and how one of them is picked. */
export const UPSTREAM: NginxProseTable = {
  upstream: {
    what: 'Names a group of servers that can be used as the target of `proxy_pass` and its kin.',
    why: 'It is the place for several gunicorn machines, for kept connections and for a spare that says “back soon”.',
    risk: 'Its name becomes the Host header unless you set that: Django sees `app_server` and answers 400, with an underscore even if all hosts are allowed.',
    production: 'One group for each application, with a name of letters, digits and dashes',
    pitfalls: [
      'A name that is also a real host name hides the real one.',
      'Names inside are looked up once at start, unless they are marked `resolve`.',
    ],
    verify: { run: 'sudo nginx -T 2>/dev/null | grep -A6 ^upstream', expect: 'the address to which gunicorn binds' },
    related: ['proxy_pass', 'keepalive', 'zone', 'proxy_set_header'],
  },
  keepalive: {
    what: 'How many idle connections to the group each worker keeps open for later requests.',
    why: 'It saves a handshake per request, which matters with TLS or another machine. On a Unix socket it is hardly noticed.',
    risk: 'gunicorn closes idle connections after 2 seconds by default: a POST that meets the closing gives 502.',
    production:
      '16 with uvicorn or gthread workers and a keep-alive there that is longer than `keepalive_timeout` here; none for sync workers',
    pitfalls: [
      'Before 1.29.7 it also needs `proxy_http_version 1.1` and `proxy_set_header Connection "";`.',
      'From 1.29.7 on every `upstream` keeps connections without being told; `keepalive 0` ends it.',
      'Before that it must stand below the method that picks the server, such as `least_conn`.',
      'It is no upper limit for connections: see `max_conns` of the server.',
    ],
    verify: { run: 'ss -tn state established dport = :8000 | wc -l', expect: 'a steady small number, not one for each request' },
    related: ['keepalive_timeout', 'keepalive_requests', 'proxy_http_version'],
  },
  zone: {
    what: 'Puts the state of the group into memory that all workers share.',
    why: 'Without it each worker learns for itself that a server is down, and counts its connections alone.',
    risk: 'Limits such as `max_conns` are multiplied by the number of workers.',
    production: '`zone app 64k;` as soon as the group has more than one server',
    verify: { run: 'sudo nginx -T 2>/dev/null | grep -A3 ^upstream', expect: 'a zone' },
    related: ['upstream', 'least_conn'],
  },
  least_conn: {
    what: 'Picks the server with the fewest requests under way, weights taken into account.',
    why: 'Views of Django differ much in length. Counting evens them out better than taking turns.',
    risk: 'A server that fails at once looks idle, and draws requests until it counts as down.',
    production: 'With several application servers, together with `zone`',
    verify: { run: 'sudo nginx -T 2>/dev/null | grep -A3 ^upstream', expect: '`least_conn;`, above `keepalive`' },
    related: ['upstream', 'zone', 'random', 'keepalive'],
  },
  ip_hash: {
    what: 'Sends a client always to the same server, by its address.',
    why: 'Sessions of Django live in the database or cache and need no fixed server. It only helps those that keep state in memory.',
    risk: 'Behind another proxy all visitors have one address, and all land on one server.',
    production: 'Not needed with a shared session store',
    pitfalls: ['For IPv4 only the first three numbers count: one office is one client.'],
    verify: { run: 'sudo nginx -T 2>/dev/null | grep -n ip_hash', expect: 'no line' },
    related: ['hash', 'sticky', 'set_real_ip_from'],
  },
  hash: 'Picks the server by a text with variables: the same text leads to the same server. `consistent` keeps most of it in place when servers come and go.',
  random: 'Picks a server by chance, or the better one of two drawn ones.',
  least_time: 'Picks the server that answers fastest and has the fewest requests under way.',
  sticky: 'Keeps a visitor on the same server by a cookie of nginx, by a given route, or by a session learned from the answers.',
};

/** Directives whose name means something else inside a group. */
export const IN_UPSTREAM: NginxProseTable = {
  server: {
    what: 'One server of the group: an address with port, a host name or a Unix socket, with its weight and its limits.',
    why: 'It must be exactly where gunicorn listens.',
    risk: 'A wrong port or path makes 502. A missing right on the socket or on a folder above it does the same, with “13: Permission denied” in the log.',
    production: '`server unix:/run/app/gunicorn.sock fail_timeout=0;` for a single one',
    pitfalls: [
      'Without a port it is 80, not 8000.',
      'A server that failed once is left out for 10 seconds, unless it is the only one of the group.',
      '`localhost` means IPv6 as well, where gunicorn does not listen by default: write `127.0.0.1`.',
      'In a container `127.0.0.1` is that container itself: use the name of the service.',
    ],
    verify: { run: 'ss -lntx | grep -E "gunicorn|:8000"', expect: 'the address that stands here' },
    related: ['upstream', 'keepalive', 'proxy_pass', 'proxy_next_upstream'],
  },
  keepalive_timeout:
    'How long an idle connection to a server of the group is kept. Set it shorter than the keep-alive of that server, or requests meet a closing door.',
  keepalive_requests: 'How many requests one kept connection to a server of the group may carry.',
  keepalive_time: 'The longest life of a kept connection to a server of the group.',
  resolver: 'The name servers for those servers of the group that are marked `resolve`.',
  resolver_timeout: 'How long to wait for a name server about a server of the group.',
};
