import type { ProseTable } from '../prose';

/** Keys of [Service] about starting, ending and starting again. */
export const SERVICE: ProseTable = {
  Type: {
    what: 'How systemd knows that the service runs.',
    why: 'With the wrong one systemd kills a server that is well after 90 seconds, or takes it for dead at once.',
    production:
      '`notify` for gunicorn and uWSGI; `simple` for uvicorn, daphne, hypercorn, granian and Celery; `oneshot` for commands that end',
    pitfalls: [
      '`forking` only fits a program that goes into the background: gunicorn with `--daemon`, `celery multi`.',
      'With `notify` what is ordered behind the unit waits until the workers are there.',
    ],
    related: ['NotifyAccess', 'PIDFile', 'TimeoutStartSec'],
  },
  ExecStart: {
    what: 'The program that the service is, with its arguments. No shell reads it.',
    why: 'The path is absolute, or a name that is looked for in a fixed list of folders: the virtual environment is none of them.',
    production: '`/srv/shop/venv/bin/gunicorn shop.wsgi`',
    pitfalls: [
      '`~`, `&&`, `|`, `>` and `*` mean nothing here.',
      '`$NAME` and `${NAME}` come from `Environment=` and `EnvironmentFile=`, and not in the path of the program.',
      'A percent sign is written `%%`.',
    ],
    related: ['WorkingDirectory', 'Environment', 'ExecStartPre'],
  },
  ExecStartPre: {
    what: 'A command that runs before the program, each time it starts.',
    why: 'What fails here keeps the service from starting; `-` before the path forgives it, `+` runs it as root.',
    pitfalls: ['Migrations here run at every restart, and on every machine at once.', 'It counts against `TimeoutStartSec=`.'],
    related: ['ExecStart', 'TimeoutStartSec'],
  },
  ExecStartPost: { what: 'A command that runs once the service has started, by the rule of `Type=`.', related: ['ExecStart'] },
  ExecReload: {
    what: 'What `systemctl reload` does.',
    why: 'gunicorn takes HUP as the order to start new workers with the new code and let the old ones finish: a release without a gap.',
    production: '`/bin/kill -s HUP $MAINPID`',
    pitfalls: ['With `--preload` HUP brings no new code.', 'A shell between systemd and gunicorn takes the signal and does nothing.'],
    related: ['KillMode', 'Type'],
  },
  ExecStop: {
    what: 'A command that ends the service. Without one systemd sends `KillSignal=`.',
    why: 'Servers of Python end well on a signal, and need none.',
    related: ['KillSignal', 'TimeoutStopSec'],
  },
  ExecStopPost: { what: 'A command that runs after the service has ended, also when it could not be started.', related: ['ExecStop'] },
  Restart: {
    what: 'When systemd starts the service again by itself.',
    why: 'Without it a server that the kernel killed for want of memory stays down until somebody logs in.',
    production: '`on-failure`, or `always` for what is never to end',
    pitfalls: [
      'After five starts within ten seconds systemd gives up: `StartLimitIntervalSec=` and `StartLimitBurst=` in `[Unit]`.',
      '`always` and `on-success` do not go with `Type=oneshot`.',
    ],
    related: ['RestartSec', 'StartLimitBurst'],
  },
  RestartSec: {
    what: 'How long systemd waits before it starts the service again.',
    why: 'With the default of 100 ms a database that is away for a moment uses all attempts up within a second.',
    production: '`2` to `5`',
    related: ['Restart', 'StartLimitBurst'],
  },
  RestartPreventExitStatus: { what: 'Exit codes and signals after which the service stays down.', related: ['Restart'] },
  SuccessExitStatus: { what: 'Exit codes and signals besides 0 that count as a good end.', related: ['Restart'] },
  RemainAfterExit: {
    what: 'The service counts as running after its processes have ended.',
    why: 'For a `oneshot` that sets something up. A server that has died looks well with it.',
    production: '`no` for servers',
    related: ['Type'],
  },
  TimeoutStartSec: {
    what: 'How long the start may take before systemd gives up and kills it.',
    why: 'With `Type=notify` the workers have to be there by then, with `ExecStartPre=` its commands too.',
    production: '90 seconds, the default, unless migrations run here',
    related: ['Type', 'ExecStartPre'],
  },
  TimeoutStopSec: {
    what: 'How long systemd waits for the end before it kills what is left.',
    why: 'gunicorn lets requests finish for `graceful_timeout` seconds. A shorter wait here cuts them off.',
    production: 'A few seconds above `graceful_timeout` of gunicorn; minutes for Celery, whose tasks are to finish',
    related: ['KillMode', 'KillSignal', 'TimeoutSec'],
  },
  TimeoutSec: { what: 'Sets `TimeoutStartSec=` and `TimeoutStopSec=` at once.', related: ['TimeoutStartSec', 'TimeoutStopSec'] },
  WatchdogSec: {
    what: 'The service has to report within this time, again and again, or is killed.',
    risk: 'gunicorn does not report: with this key it is killed in a circle.',
    production: 'Not set for servers of Python',
    related: ['Restart'],
  },
  PIDFile: {
    what: 'The file in which a `Type=forking` service writes the number of its main process.',
    why: 'Otherwise systemd guesses which process to watch.',
    pitfalls: ['Its folder has to be there: `RuntimeDirectory=`.'],
    related: ['Type', 'RuntimeDirectory'],
  },
  NotifyAccess: {
    what: 'Which processes may report to systemd.',
    why: 'Where a script starts the server without `exec`, only `all` lets the message through.',
    related: ['Type'],
  },
  Sockets: { what: 'Socket units whose sockets the service gets.', why: 'By default that of the same name.', related: ['ListenStream'] },
  KillMode: {
    what: 'Which processes of the service get the signal at its end.',
    production: '`mixed` for gunicorn: only its main process is asked to end, and ends the workers in order',
    why: 'With `control-group`, the default, workers get the signal too, and requests under way may be cut off.',
    risk: '`process` and `none` leave processes behind, which keep the port.',
    related: ['KillSignal', 'TimeoutStopSec'],
  },
  KillSignal: {
    what: 'The signal that asks the service to end.',
    why: 'gunicorn finishes its requests on TERM and drops them on QUIT or INT. uWSGI reloads on TERM unless `die-on-term` is set: there it is INT or QUIT.',
    production: '`SIGTERM`; `SIGQUIT` for uWSGI without `die-on-term`',
    related: ['KillMode', 'TimeoutStopSec'],
  },
  OOMPolicy: {
    what: 'What happens to the service when the kernel kills one of its processes for want of memory.',
    production: '`stop`, the default, with `Restart=on-failure`; `continue` lets gunicorn replace the worker',
    related: ['MemoryMax', 'Restart'],
  },
};
