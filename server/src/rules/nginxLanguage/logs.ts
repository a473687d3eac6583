import type { NginxDirective } from '../../project/nginx/model';
import { syslog } from './core';
import { parseNumber, parseSize, parseTime } from './numbers';
import { readParameters } from './parameters';
import { type Call, quoted } from './reading';
import { readScript } from './script';
import { cacheOfFiles } from './server';

/** The checks of logs, in http and stream. https://github.com/nginx/nginx/blob/master/src/http/modules/ngx_http_log_module.c */
export const LOGS: Readonly<Record<string, (call: Call) => void>> = {
  access_log: accessLog,
  log_format: logFormat,
  open_log_file_cache(call) {
    cacheOfFiles(call, {
      'max=': (value) => (parseNumber(value) ?? 0) > 0,
      'inactive=': (value) => parseTime(value, 's') !== undefined,
      'min_uses=': (value) => parseNumber(value) !== undefined,
      'valid=': (value) => parseTime(value, 's') !== undefined,
    });
  },
};

/** Read by the module itself, not through variables. */
const LOG_VARIABLES = [
  'pipe',
  'time_local',
  'time_iso8601',
  'msec',
  'request_time',
  'status',
  'bytes_sent',
  'body_bytes_sent',
  'request_length',
];

function accessLog(call: Call): undefined {
  const [target = '', format] = call.args;
  if (target === 'off') {
    if (format !== undefined) call.invalid(1, 'access_log off takes nothing more', 'Leave it out.');
    return;
  }
  if (!syslog(call)) return;
  const toSyslog = target.startsWith('syslog:');
  if (!toSyslog && !call.script(0)) return;
  if (!call.shared(knowing(format))) return;
  let size = 0;
  let flush = false;
  const fine = readParameters(call, 2, {
    'buffer=': (value) => {
      size = parseSize(value) ?? 0;
      return size > 0;
    },
    'flush=': (value) => {
      flush = (parseTime(value, 'ms') ?? 0) > 0;
      return flush;
    },
    'gzip=': (value) => {
      size ||= 65_536;
      const level = parseNumber(value);
      return level !== undefined && level >= 1 && level <= 9;
    },
    gzip: () => {
      size ||= 65_536;
      return true;
    },
    'if=': (value, index) => call.script(index, value),
  });
  if (!fine) return;
  if (flush && size === 0) return call.invalid(undefined, 'flush= is given and no buffer', 'Add buffer=32k.');
  if (size > 0 && toSyslog) return call.invalid(undefined, 'a log that goes to syslog has no buffer', 'Leave it out.');
  if (size > 0 && target.includes('$')) call.invalid(undefined, 'a log with variables in its name has no buffer', 'Leave it out.');
}

function formats(call: Call): Map<string, NginxDirective | undefined> {
  return call.reading.note(`log formats ${call.area}`, () => new Map(call.area === 'http' ? [['combined', undefined]] : []));
}

function knowing(format: string | undefined) {
  return (call: Call) => knowsFormat(call, format);
}

function knowsFormat(call: Call, format: string | undefined): boolean {
  if (format === undefined && call.area === 'stream') {
    call.invalid(undefined, 'access_log of stream names no format', 'Add the name of a log_format.');
    return false;
  }
  const known = [...formats(call).keys()];
  const wanted = format ?? 'combined';
  if (known.some((name) => name.toLowerCase() === wanted.toLowerCase())) return true;
  if (call.reading.complete && !call.reading.templated)
    call.invalid(1, `there is no log_format ${quoted(wanted)} before this line`, 'Define it further up, or leave it out.');
  return false;
}

function logFormat(call: Call): undefined {
  const name = call.arg(0);
  const known = formats(call);
  if (known.has(name)) return call.duplicate(`the log_format ${name} is there twice`, known.get(name));
  known.set(name, call.directive);
  let from = 1;
  const escaping = /^escape=(.*)$/s.exec(call.arg(1))?.[1];
  if (escaping !== undefined) {
    if (!['default', 'json', 'none'].includes(escaping))
      return call.invalid(1, `log_format does not know to escape for ${quoted(escaping)}`, 'It knows default, json and none.');
    from = 2;
  }
  for (let at = from; at < call.args.length; at++) {
    const word = call.directive.args[at];
    const { variables, error } = readScript(call.arg(at), false);
    if (error !== undefined) return call.invalid(at, `the format has ${error}`, 'A $ begins a variable.');
    for (const each of variables) if (word && !(call.area === 'http' && LOG_VARIABLES.includes(each))) call.use(each, word);
  }
}
