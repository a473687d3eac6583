import type { ProseTable } from '../prose';

/** Keys of [Unit] and [Install]. */
export const UNITS: ProseTable = {
  Description: { what: 'What people read in `systemctl status` and in the log.' },
  Documentation: { what: 'Addresses of documentation, which `systemctl status` shows.' },
  After: {
    what: 'This unit starts after those, when both are to start.',
    why: 'It starts nothing by itself: that is `Wants=` or `Requires=`.',
    pitfalls: [
      '`network.target` says little; `network-online.target` with `Wants=` waits until addresses are there.',
      'With a database on another machine it does not help: the application has to wait or try again.',
    ],
    related: ['Wants', 'Requires'],
  },
  Before: { what: 'This unit starts before those, when both are to start.', related: ['After'] },
  Wants: {
    what: 'Units that are started along; that they fail does not matter.',
    production: 'For databases and caches on the same machine, with `After=`',
    related: ['Requires', 'After'],
  },
  Requires: {
    what: 'Units that are started along; when one is stopped, or cannot be started, so is this one.',
    pitfalls: ['Without `After=` both start at once.', 'A restart of the database stops the site, and does not start it again.'],
    related: ['Wants', 'After', 'BindsTo'],
  },
  BindsTo: { what: 'Like `Requires=`, and this unit also stops when the other one ends by itself.', related: ['Requires'] },
  PartOf: {
    what: 'When that unit is stopped or restarted, so is this one.',
    production: 'For workers that are to restart with the server',
    related: ['Requires'],
  },
  OnFailure: { what: 'Units that are started when this one fails.', production: 'For a unit that tells somebody', related: ['Restart'] },
  ConditionPathExists: { what: 'Without this path the unit is skipped, without an error.', related: ['AssertPathExists'] },
  AssertPathExists: { what: 'Without this path the unit fails.', related: ['ConditionPathExists'] },
  RequiresMountsFor: {
    what: 'Mounts that these paths need come first.',
    production: 'For MEDIA_ROOT on a network share',
    related: ['After'],
  },
  StartLimitIntervalSec: {
    what: 'The time in which starts are counted.',
    why: 'More than `StartLimitBurst=` of them, and systemd gives up until somebody resets it.',
    pitfalls: ['It stands in `[Unit]`; in `[Service]` only the old `StartLimitInterval=` is read.'],
    related: ['StartLimitBurst', 'RestartSec'],
  },
  StartLimitBurst: {
    what: 'How many starts are allowed within `StartLimitIntervalSec=`.',
    related: ['StartLimitIntervalSec', 'RestartSec'],
  },
  WantedBy: {
    what: 'What starts this unit once it has been enabled.',
    why: 'Without it, and `systemctl enable`, the site is gone after the next start of the machine.',
    production: '`multi-user.target` for services, `sockets.target` for sockets, `timers.target` for timers',
    related: ['RequiredBy', 'Alias'],
  },
  RequiredBy: { what: 'Like `WantedBy=`, and what asks for it cannot do without.', related: ['WantedBy'] },
  Alias: { what: 'Further names of the unit once it has been enabled.', related: ['WantedBy'] },
  Also: {
    what: 'Units that are enabled along with this one.',
    production: 'The socket, in the unit of the service',
    related: ['WantedBy'],
  },
};

/** Keys of [Socket]. */
export const SOCKETS: ProseTable = {
  ListenStream: {
    what: 'Where systemd listens: a path, a port, or an address with a port.',
    why: 'The socket is there before the service and stays while it restarts: visitors wait and see no 502.',
    production: '`/run/shop.sock`, and the same path in nginx',
    pitfalls: ['No `unix:` before the path, as gunicorn and nginx write it.', 'gunicorn takes the socket over and leaves `--bind` aside.'],
    related: ['SocketUser', 'SocketMode', 'Accept'],
  },
  ListenDatagram: { what: 'The same for datagrams.', related: ['ListenStream'] },
  SocketUser: {
    what: 'Whom a socket on a path belongs to.',
    production: 'The account of nginx, with mode 0660',
    related: ['SocketGroup', 'SocketMode'],
  },
  SocketGroup: { what: 'The group that a socket on a path belongs to.', related: ['SocketUser', 'SocketMode'] },
  SocketMode: {
    what: 'Permissions of a socket on a path, in octal digits.',
    why: 'With the default 0666 every account of the machine may speak to Django past nginx.',
    production: '`0660`',
    related: ['SocketUser', 'SocketGroup'],
  },
  DirectoryMode: { what: 'Permissions of folders that systemd makes for the socket.', related: ['SocketMode'] },
  Accept: {
    what: 'Whether every connection starts an instance of its own.',
    production: '`no`: a server takes all of them',
    related: ['Service'],
  },
  Backlog: { what: 'How many connections may wait.', related: ['ListenStream'] },
  NoDelay: { what: 'Sends small pieces at once.', related: ['ListenStream'] },
  ReusePort: { what: 'Several sockets may have the same port.', related: ['ListenStream'] },
  RemoveOnStop: { what: 'Removes the file of the socket when the unit stops.', related: ['ListenStream'] },
  Service: { what: 'The service that gets the socket; by default that of the same name.', related: ['Accept'] },
};

/** Keys of [Timer]. */
export const TIMERS: ProseTable = {
  OnCalendar: {
    what: 'Times by the clock: `daily`, `*-*-* 03:00`, `Mon..Fri 12:30`.',
    why: 'For `clearsessions`, backups, the renewal of certificates.',
    pitfalls: [
      'It is no line of cron: `systemd-analyze calendar` shows what a text means.',
      'Without `Persistent=` a time at which the machine was off is lost.',
    ],
    related: ['Persistent', 'RandomizedDelaySec', 'Unit'],
  },
  OnBootSec: { what: 'That long after the machine was started.', related: ['OnUnitActiveSec'] },
  OnStartupSec: { what: 'That long after systemd was started.', related: ['OnBootSec'] },
  OnActiveSec: { what: 'That long after the timer was started.', related: ['OnUnitActiveSec'] },
  OnUnitActiveSec: {
    what: 'That long after the unit was last started: again and again.',
    pitfalls: ['Alone it never begins: it needs `OnBootSec=` or `OnActiveSec=` beside it.'],
    related: ['OnBootSec'],
  },
  OnUnitInactiveSec: { what: 'That long after the unit last ended.', related: ['OnUnitActiveSec'] },
  Persistent: {
    what: 'A time that was missed while the machine was off is made up for.',
    production: '`true` for backups',
    related: ['OnCalendar'],
  },
  AccuracySec: { what: 'How exact the time has to be; one minute by default, to save wake-ups.', related: ['RandomizedDelaySec'] },
  RandomizedDelaySec: {
    what: 'A random delay of at most this.',
    why: 'Many machines do not ask at the same second.',
    related: ['AccuracySec'],
  },
  Unit: { what: 'What the timer starts; by default the service of the same name.', related: ['OnCalendar'] },
};
