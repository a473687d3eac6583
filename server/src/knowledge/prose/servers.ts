import type { ProseTable } from './prose';

const ASGI_COMMON: ProseTable = {
  root_path: {
    what: 'The path below which the application is mounted. It goes into the scope as `root_path`, and Django takes it for the script name.',
    production: 'Only where the proxy sends a part of the site here; then the same prefix as there',
    related: ['FORCE_SCRIPT_NAME'],
  },
  reload: {
    what: 'Restarts the server when a file of the project changes.',
    risk: 'A release goes live file by file while it is being copied, and one process answers everything.',
    development: 'on',
    production: 'off',
  },
};

const UVICORN: ProseTable = {
  ...ASGI_COMMON,
  host: {
    what: 'The address that uvicorn listens on.',
    why: 'It decides who can reach the application without passing the proxy.',
    production: '127.0.0.1 behind a proxy on the same machine; 0.0.0.0 in a container, without a published port',
    pitfalls: ['In a container, 127.0.0.1 is reachable from that container only.'],
  },
  port: { what: 'The TCP port that uvicorn listens on. With 0 the system chooses one.' },
  uds: {
    what: 'A Unix socket to listen on, instead of an address and a port.',
    why: 'Only processes of the machine reach it, and the proxy is trusted without a list of addresses where it says `unix:`.',
    pitfalls: ['uvicorn makes a new socket readable and writable for everyone; the folder decides who gets to it.'],
  },
  fd: { what: 'A socket that another program has opened: a socket unit of systemd, supervisor, Circus.' },
  workers: {
    what: 'How many processes answer side by side. Without the flag, WEB_CONCURRENCY says it, and without that one does.',
    why: 'One process uses one core, and everything that blocks in it makes all visitors wait.',
    production: 'As many as there are cores, or one per container where the platform starts several',
    pitfalls: ['Ignored together with --reload.', 'What is kept in the memory of a process exists once per worker.'],
  },
  proxy_headers: {
    what: 'Takes the scheme and the address of the client from X-Forwarded-Proto and X-Forwarded-For, where they come from a trusted proxy.',
    why: 'Without it every request looks like plain HTTP from the proxy. Django itself reads the scheme by SECURE_PROXY_SSL_HEADER all the same.',
    production: 'on, which is the default',
    related: ['forwarded_allow_ips', 'SECURE_PROXY_SSL_HEADER'],
  },
  forwarded_allow_ips: {
    what: 'Addresses and networks of proxies whose X-Forwarded headers count. Without the flag, FORWARDED_ALLOW_IPS says it, else only loopback is trusted.',
    risk: 'With `*` anybody who reaches the port may say that the request came by HTTPS, and from which address.',
    production: 'The address of the proxy, or its network; `*` only where nothing but the proxy reaches the port',
    related: ['proxy_headers'],
  },
  lifespan: {
    what: 'Whether the application is told when the server starts and stops. Django knows nothing of it, and `auto` finds that out.',
  },
  timeout_keep_alive: {
    what: 'Seconds that an idle connection stays open.',
    production: 'Longer than the proxy keeps its connections, else it now and then writes into one that has just been closed',
  },
  timeout_graceful_shutdown: {
    what: 'Seconds that open requests get when the server stops. Without it uvicorn waits for as long as they take.',
    production: 'A little less than the supervisor waits before it kills',
  },
  limit_concurrency: { what: 'How many connections may be open; the others get a 503.' },
  limit_max_requests: { what: 'After how many requests a worker ends. Something has to start it anew: several workers, or a supervisor.' },
  env_file: { what: 'A file of variables that is read before the application starts.', pitfalls: ['It needs python-dotenv.'] },
  app_dir: { what: 'The folder that the application is imported from, instead of the one where uvicorn starts.' },
  factory: { what: 'The named object is called, and gives the application.' },
  interface: { what: 'What the application is: ASGI 3, ASGI 2 or WSGI. `auto` finds out which ASGI.', production: 'auto' },
  ssl_certfile: { what: 'A certificate: uvicorn ends TLS itself.', production: 'Better left to the proxy' },
  log_level: { what: 'How much uvicorn says.', development: 'debug', production: 'info' },
  server_header: { what: 'Whether answers say `server: uvicorn`.' },
};

const DAPHNE: ProseTable = {
  root_path: UVICORN.root_path ?? { what: '' },
  host: { ...(UVICORN.host ?? { what: '' }), what: 'The address that daphne listens on.' },
  port: { what: 'The TCP port that daphne listens on; 8000 without the flag.' },
  unix_socket: { what: 'A Unix socket to listen on.' },
  file_descriptor: { what: 'A socket that another program has opened, as supervisor does for several daphnes.' },
  socket_strings: {
    what: 'An endpoint in the words of Twisted: `ssl:443:privateKey=…:certKey=…`, `systemd:domain=INET:index=0`. It may be given several times.',
  },
  proxy_headers: {
    what: 'Takes the client’s address and the scheme from X-Forwarded-For, X-Forwarded-Port and X-Forwarded-Proto.',
    why: 'Off by default: then `request.META["REMOTE_ADDR"]` is the proxy, and the scope says http.',
    risk: 'daphne has no list of trusted proxies: with the flag it believes whoever reaches its port.',
    production: 'On behind a proxy that sets the headers, on a port that nothing else reaches',
    related: ['SECURE_PROXY_SSL_HEADER'],
  },
  http_timeout: { what: 'Seconds after which a request that is not answered gets a 503. Without it daphne waits.', production: '60' },
  websocket_timeout: { what: 'Seconds that a WebSocket may stay open; a day without the flag.' },
  application_close_timeout: { what: 'Seconds that the application gets to end when the client is gone.' },
  verbosity: { what: 'How much daphne says: 0 warnings, 1 with the requests, 2 everything.' },
  access_log: { what: 'Where requests are written down; `-` is standard output.' },
};

const GRANIAN: ProseTable = {
  interface: {
    what: 'What the application is: `asgi`, `asginl` (ASGI without lifespan), `wsgi`, or granian’s own `rsgi`.',
    risk: 'Without the flag it is rsgi, which Django does not speak: every request fails.',
    production: '`asginl` for config.asgi, `wsgi` for config.wsgi',
  },
  host: { ...(UVICORN.host ?? { what: '' }), what: 'The address that granian listens on.' },
  workers: { what: 'How many processes answer side by side.', production: 'As many as there are cores' },
  reload: ASGI_COMMON.reload ?? { what: '' },
};

const CELERY_WORKER: ProseTable = {
  concurrency: {
    what: 'How many tasks a worker runs side by side; as many as there are cores without the flag.',
    pitfalls: ['In a container those are the cores of the machine.'],
  },
  beat: {
    what: 'The worker sends the periodic tasks too.',
    risk: 'With a second worker every periodic task runs twice.',
    development: 'handy',
    production: 'off: one `celery beat` of its own',
  },
  pool: { what: 'How tasks run side by side: in processes, threads or green threads.' },
  loglevel: { what: 'How much the worker says.', production: 'info' },
  queues: { what: 'The queues that the worker takes tasks from; all without the flag.' },
  max_tasks_per_child: { what: 'After how many tasks a process is replaced: a remedy for memory that grows.' },
  time_limit: { what: 'Seconds after which a task is killed.', related: ['soft_time_limit'] },
  soft_time_limit: { what: 'Seconds after which a task is told to end, by an exception.', related: ['time_limit'] },
};

const RUNSERVER: ProseTable = {
  insecure_serving: {
    what: 'Serves static files although DEBUG is off.',
    risk: 'Slow, and as the name says: it is made for trying out.',
  },
  use_reloader: { what: 'Restarts the server when a file changes; on without `--noreload`.' },
};

/** By command, then by the option's own name. */
export const SERVER_PROSE: Readonly<Record<string, ProseTable>> = {
  uvicorn: UVICORN,
  daphne: DAPHNE,
  granian: GRANIAN,
  hypercorn: {
    ...ASGI_COMMON,
    binds: { what: 'Where Hypercorn listens: `host:port`, `unix:/path`, `fd://3`. It may be given several times.' },
    workers: { what: 'How many processes answer side by side.', production: 'As many as there are cores' },
    config: { what: 'A file with more options: TOML, or with `file:` or `python:` before it Python.' },
  },
  'celery worker': CELERY_WORKER,
  'celery beat': {
    scheduler: {
      what: 'Where the periodic tasks are kept. django-celery-beat keeps them in the database.',
      pitfalls: ['Only one beat may run, else every task is sent twice.'],
    },
    schedule: { what: 'The file in which beat remembers what it sent; its folder has to be writable.' },
  },
  celery: { app: { what: 'The module that holds the Celery application: `config`, `config.celery`, `config.celery:app`.' } },
  'manage.py runserver': RUNSERVER,
};
