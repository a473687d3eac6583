import type { ProseTable } from '../prose';

/** Development aids, logging and metrics. */
export const DEBUGGING: ProseTable = {
  reload: {
    what: 'Restarts the workers whenever a source file changes.',
    why: 'Watching costs time, and a file that changes in the middle of a release is loaded half done.',
    risk: 'Requests are cut off whenever a file is copied. If the new code fails to load, every visitor gets the full traceback.',
    development: 'True',
    production: 'False',
    pitfalls: [
      'It does not go together with `preload_app`.',
      'Restart by a signal or through the service manager at the end of a release.',
    ],
    related: ['reload_engine', 'preload_app'],
  },
  reload_engine: {
    what: 'How source files are watched: by polling or by inotify.',
    why: 'It only matters while `reload` is on.',
    production: 'Not used',
    related: ['reload'],
  },
  reload_extra_files: {
    what: 'Further files, such as templates, whose change restarts the workers while `reload` is on.',
    related: ['reload'],
  },
  spew: {
    what: 'Prints every line of Python that is executed.',
    why: 'It is a last resort for debugging.',
    risk: 'The site becomes so slow that it is as good as down, and the log fills the disk.',
    development: 'False',
    production: 'False',
  },
  check_config: {
    what: 'Only checks the configuration, then ends.',
    why: 'In a configuration file it means that gunicorn never serves anything.',
    production: 'On the command line of a release step: `gunicorn --check-config`',
    related: ['print_config'],
  },
  print_config: {
    what: 'Prints the complete configuration and ends.',
    why: 'It shows what file, environment and command line add up to.',
    production: 'On the command line only',
    related: ['check_config'],
  },
  accesslog: {
    what: 'The file for one line per request; `-` is the standard output. Unset, there is no access log.',
    why: 'Without it, what reached the application is known only to the proxy.',
    production: '`"-"`, if the proxy does not log already',
    related: ['access_log_format', 'errorlog'],
  },
  access_log_format: {
    what: 'The form of an access log line, by `%(name)s` fields.',
    pitfalls: [
      'Behind a proxy `%(h)s` is the proxy. Use `%({x-forwarded-for}i)s` for the client.',
      'The request line contains the query string, and with it any token in it.',
    ],
    related: ['accesslog'],
  },
  errorlog: {
    what: 'The file for gunicorn’s own messages; `-` is the standard error output.',
    why: 'Starts, stops and killed workers are told here.',
    production: '`"-"`; systemd, Docker and platforms collect it',
    pitfalls: ['A folder that is missing or not writable stops the start.'],
    related: ['loglevel', 'capture_output'],
  },
  loglevel: {
    what: 'The lowest level of message in the error log.',
    why: 'At debug, headers and configuration are written down.',
    production: '"info"',
    related: ['errorlog'],
  },
  capture_output: {
    what: 'Sends what the application prints into the error log.',
    why: 'It matters only when errorlog is a file: with `-`, printed lines reach the journal anyway.',
    production: 'False with errorlog "-"',
    related: ['errorlog'],
  },
  logger_class: { what: 'The class that does the logging.' },
  logconfig: {
    what: 'A logging configuration file in INI form.',
    why: 'It replaces gunicorn’s own handlers.',
    production: 'None, or one that writes to the console',
    related: ['logconfig_dict'],
  },
  logconfig_dict: {
    what: 'A logging configuration as a dict, which adds to and replaces parts of gunicorn’s own.',
    why: 'It is the way to JSON logs.',
    production: 'Empty, or console handlers with the formatter of your choice',
    related: ['logconfig'],
  },
  logconfig_json: { what: 'A logging configuration file in JSON form.', related: ['logconfig_dict'] },
  syslog: { what: 'Sends the log to syslog.', related: ['syslog_addr'] },
  syslog_addr: { what: 'Where syslog listens: an address with `udp://` or `tcp://`, or a Unix socket.', related: ['syslog'] },
  syslog_prefix: { what: 'The program name in syslog lines.', related: ['syslog'] },
  syslog_facility: { what: 'The syslog facility, such as `user` or `daemon`.', related: ['syslog'] },
  disable_redirect_access_to_syslog: { what: 'Keeps the access log out of syslog.', related: ['syslog'] },
  enable_stdio_inheritance: {
    what: 'Keeps the standard channels open in daemon mode, so that printed text goes somewhere.',
    related: ['daemon'],
  },
  statsd_host: {
    what: 'The StatsD server that gunicorn sends counts and times to.',
    why: 'Metrics show overload before visitors do.',
    production: 'Your collector on an inner address, or None',
    related: ['statsd_prefix'],
  },
  statsd_prefix: { what: 'A text in front of the names of metrics.', related: ['statsd_host'] },
  dogstatsd_tags: { what: 'Tags for Datadog’s form of StatsD, separated by commas.', related: ['statsd_host'] },
  enable_backlog_metric: {
    what: 'Also reports how many connections wait in the backlog. Linux only.',
    related: ['backlog', 'statsd_host'],
  },
};
