import type { NginxProseTable } from './shape';

/** What is written down of requests, and what can be watched. */
export const LOGGING: NginxProseTable = {
  access_log: {
    what: 'Where each request is noted, in which format, and if wanted only under a condition. `off` ends it here.',
    why: 'It also knows the requests that never reached Django: static files, refused uploads, timeouts.',
    risk: 'Addresses with tokens for password resets stand in it in clear text; without rotation it fills the disk.',
    production: 'A file with rotation, in a container `/dev/stdout`; `off` for health checks and static files',
    pitfalls: [
      'One in a location takes the place of all those from outside.',
      'A path with variables is opened for each line, and not as root.',
      'After rotation nginx writes to the old file until it gets the signal USR1.',
    ],
    verify: { run: 'tail -1 /var/log/nginx/access.log', expect: 'your last request, with your address' },
    related: ['log_format', 'error_log', 'open_log_file_cache', '$request_time'],
  },
  log_format: {
    what: 'Names a format for log lines, made of variables.',
    why: 'With `$request_time` and `$upstream_response_time` you see whether Django or the visitor’s line was slow.',
    risk: 'Cookies, Authorization or bodies in the format are logins for everyone who reads the log.',
    production: '`combined` with `$request_time $upstream_response_time $upstream_status $request_id` added, or JSON',
    pitfalls: ['For JSON write `escape=json`, or a quote in a User-Agent breaks the line.', 'The name `combined` is taken.'],
    verify: { run: 'tail -1 /var/log/nginx/access.log', expect: 'the fields in your order' },
    related: ['access_log', '$request_time', '$upstream_response_time', '$request_id'],
  },
  stub_status: {
    what: 'Answers with a few counters: open connections, requests so far, how many are waiting.',
    why: 'Monitors show by it whether visitors queue before nginx or before Django.',
    risk: 'Open to all, it tells competitors and attackers how busy you are.',
    production: 'In `location = /nginx_status` with `allow 127.0.0.1; deny all;`',
    pitfalls: ['Behind a balancer all requests may seem local: check from outside.'],
    verify: { run: 'curl -s http://127.0.0.1/nginx_status', expect: '`Active connections` here, 403 from outside' },
    related: ['allow', 'deny', 'access_log'],
  },
  log_subrequest: 'Whether inner requests, such as those of `auth_request`, are noted in the access log.',
  open_log_file_cache: 'Keeps log files whose names hold variables open, instead of opening them for each line.',
};
