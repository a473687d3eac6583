import type { ProseTable } from './prose';

const NUMBERS: ProseTable = {
  processes: {
    what: 'How many worker processes answer side by side. Without it there is one.',
    why: 'With one process and no threads a single slow request stops the site for everybody.',
    development: '1',
    production: 'About twice the number of cores, then look at the memory',
    pitfalls: ['Processes × threads must fit into the connection limit of the database.'],
    related: ['threads', 'cheaper', 'harakiri'],
  },
  threads: {
    what: 'Threads per process. It switches threads of Python on as well.',
    production: '2 to 4 where requests wait for the database or other sites',
    related: ['enable-threads', 'processes'],
  },
  'enable-threads': {
    what: 'Lets Python run threads of its own in the workers.',
    why: 'Without it, and without `threads`, background threads of libraries stand still: Sentry and New Relic send nothing.',
    production: 'true',
  },
  cheaper: {
    what: 'The least number of processes: when little is asked for, the others end.',
    pitfalls: ['It has to be smaller than `processes`.'],
    related: ['cheaper-initial', 'cheaper-step', 'processes'],
  },
  'max-requests': {
    what: 'After how many requests a worker is replaced: a remedy for memory that grows.',
    production: '1000, with `max-requests-delta`',
  },
  'max-worker-lifetime': { what: 'After how many seconds a worker is replaced.' },
  'reload-on-rss': { what: 'Replaces a worker that holds more than so many megabytes, after its request.' },
  listen: {
    what: 'How many connections may wait until a worker takes them; 100 without it.',
    pitfalls: ['`net.core.somaxconn` of the system is the limit: with more, uWSGI does not start.'],
  },
  'buffer-size': {
    what: 'The most bytes that a request’s headers may have; 4096 without it.',
    risk: 'Larger ones, as long cookies and URLs make, are refused with “invalid request block size”.',
    production: '8192 to 32768',
  },
  'post-buffering': { what: 'Reads the body of a request before a worker gets it, above so many bytes onto the disk.' },
  'limit-post': { what: 'The most bytes that a body may have.' },
};

const LIFE: ProseTable = {
  master: {
    what: 'A process that starts the workers, looks after them and replaces them.',
    why: 'Without it a worker that dies is gone, a reload is not possible, and `harakiri` does nothing.',
    production: 'true',
    related: ['vacuum', 'die-on-term', 'harakiri'],
  },
  'need-app': {
    what: 'Ends uWSGI where the application cannot be loaded.',
    why: 'Without it uWSGI goes on in “full dynamic mode”: it looks well to the supervisor, and every visitor gets an “Internal Server Error”.',
    production: 'true',
  },
  'die-on-term': {
    what: 'SIGTERM ends uWSGI.',
    why: 'Up to 2.0, SIGTERM reloads it instead: Docker, systemd and Heroku send SIGTERM to stop, wait, and then kill it in the middle of requests.',
    production: 'true; 2.1 does so without',
  },
  vacuum: {
    what: 'Takes sockets and pid files away when uWSGI ends.',
    production: 'true, with sockets in the file system',
  },
  harakiri: {
    what: 'Seconds that a request may take: then the worker is killed and replaced.',
    why: 'Without it a request that hangs holds its worker for ever, and after some of them the site stands still.',
    production: '30 to 60, and the proxy’s timeout a little above',
    pitfalls: ['It needs the master process.', 'Long uploads and exports are killed too.'],
    related: ['master', 'socket-timeout'],
  },
  strict: {
    what: 'Refuses options that uWSGI does not know.',
    why: 'Without it a misspelt option is silently taken for a placeholder.',
    production: 'true',
  },
  'single-interpreter': {
    what: 'One Python interpreter per process, without sub-interpreters, which some C extensions do not bear.',
    production: 'true',
  },
  'lazy-apps': {
    what: 'Loads the application in every worker, not once before they are made.',
    pitfalls: ['It costs the memory that workers would have shared.'],
  },
  daemonize: {
    what: 'Puts uWSGI into the background and writes its log to a file.',
    risk: 'Under systemd, supervisor or in a container the supervisor takes it for ended.',
    production: 'leave it out under a supervisor',
  },
  'py-autoreload': { what: 'Looks for changed files every so many seconds, and reloads.', development: '1', production: 'leave it out' },
  'touch-reload': { what: 'Reloads when a file is touched.' },
  emperor: { what: 'Starts a uWSGI for every configuration in a folder, and looks after them.' },
  'attach-daemon': { what: 'Starts another command, such as Celery, and looks after it.' },
};

const SOCKETS: ProseTable = {
  socket: {
    what: 'Where uWSGI listens for its own protocol: `host:port`, or the path of a Unix socket. It may be given several times.',
    why: 'The proxy has to speak the same: `uwsgi_pass` in nginx, not `proxy_pass`.',
    production: 'a path below /run, or 127.0.0.1; in a container `:8000`',
    pitfalls: ['The proxy’s user needs permission to write to a Unix socket, and to enter its folder.'],
    related: ['http-socket', 'chmod-socket', 'vacuum'],
  },
  'http-socket': { what: 'Where the workers themselves listen for HTTP. For a proxy that speaks HTTP.', related: ['http', 'socket'] },
  http: {
    what: 'Starts a router process that listens for HTTP and hands requests to the workers.',
    why: 'Made to face clients directly; behind a proxy it is one hop too many.',
    production: '`socket` or `http-socket` behind a proxy',
    related: ['http-socket', 'socket'],
  },
  'chmod-socket': {
    what: 'The permissions of Unix sockets, in octal. Without a value: 666.',
    risk: 'With 666 or 777 every user of the machine can talk to the application, with forged headers.',
    production: '660, with `chown-socket` to the group of the proxy',
    related: ['chown-socket', 'socket'],
  },
  'chown-socket': { what: 'Owner and group of Unix sockets: `user:group`.', related: ['chmod-socket'] },
  protocol: { what: 'What plain sockets speak: `uwsgi`, `http`, `fastcgi`.' },
  stats: { what: 'A socket that tells what every worker does, as JSON.', risk: 'Whoever reaches it sees the requests.' },
};

const PROGRAM: ProseTable = {
  module: {
    what: 'The module that holds the application: `config.wsgi`, or `config.wsgi:application`.',
    related: ['callable', 'chdir', 'wsgi-file'],
  },
  'wsgi-file': { what: 'The Python file that holds the application, by its path.', related: ['module'] },
  callable: { what: 'The name of the application in its module; `application` without it.' },
  chdir: { what: 'The folder that uWSGI changes to before it loads the application, and before it binds sockets with relative paths.' },
  pythonpath: { what: 'A folder that modules are imported from. It may be given several times.' },
  virtualenv: { what: 'The virtual environment.' },
  plugin: { what: 'Plugins to load: `python3` with the uWSGI of a distribution; that of pip has Python built in.' },
  env: { what: 'Sets a variable of the environment: `DJANGO_SETTINGS_MODULE=config.settings.production`.' },
  uid: { what: 'The user that uWSGI becomes after it has bound its sockets.', production: 'a user of its own', related: ['gid'] },
  gid: { what: 'The group that uWSGI becomes.', related: ['uid'] },
  'static-map': {
    what: 'Sends files of a folder for a path: `/static=/srv/shop/static`.',
    pitfalls: ['nginx or WhiteNoise compress them and let browsers keep them.'],
  },
  ini: { what: 'Reads more options from an ini file.' },
  logto: { what: 'Writes the log to a file.', pitfalls: ['In a container logs belong to standard output.'] },
  'disable-logging': { what: 'Leaves requests out of the log; errors stay.' },
  'log-x-forwarded-for': { what: 'Shows the address from X-Forwarded-For in the log.' },
};

export const UWSGI_PROSE: ProseTable = { ...NUMBERS, ...LIFE, ...SOCKETS, ...PROGRAM };
