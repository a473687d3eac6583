import type { NginxBlock, NginxDirective } from '../../project/nginx/model';
import { isCidr } from './address';
import { sharedSize } from './core';
import { isHostname } from './entries';
import { parseNumber, parseSize, parseTime } from './numbers';
import { type Call, quoted } from './reading';
import { needs, TIME } from './slots';

/** The checks of smaller modules of http: headers, access, TLS, and others with a reader of their own. */
export const HEADERS: Readonly<Record<string, (call: Call) => void>> = {
  add_header: addHeader,
  add_trailer: addHeader,
  expires,
  allow: access,
  deny: access,
  set_real_ip_from(call) {
    const text = call.arg(0);
    // What is no network may be a host name.
    if (text !== 'unix:' && text.includes('/') && !isCidr(text))
      call.invalid(0, `${quoted(text)} is no network`, 'Write it like 10.0.0.0/8.');
  },
  valid_referers: referers,
  sub_filter(call) {
    if (call.arg(0) === '') return call.invalid(0, 'sub_filter looks for nothing', 'Write the text to replace.');
    if (call.script(0)) call.script(1);
  },
  auth_request_set(call) {
    const name = call.variableName(0);
    if (name !== undefined && call.define(name, 0)) call.script(1);
  },
  auth_basic_user_file: (call) => void call.script(0),
  perl_set(call) {
    const name = call.variableName(0);
    if (name !== undefined) call.define(name, 0);
  },
  charset: charset,
  source_charset: charset,
  mirror(call) {
    const directives = call.siblings;
    const earlier = directives.slice(0, directives.indexOf(call.directive)).filter((each) => each.name === 'mirror');
    const off = earlier.find((each) => each.args[0]?.text === 'off');
    if (off) call.duplicate('mirror is off already', off);
    else if (call.arg(0) === 'off' && earlier.length > 0) call.duplicate('mirror off comes after another one', earlier[0]);
  },
  stub_status: () => undefined,
  userid_expires(call) {
    if (!['max', 'off'].includes(call.arg(0))) needs(call, 1, (text) => parseTime(text, 's'), 'a time, max or off', TIME);
  },
  userid_mark(call) {
    if (call.arg(0) !== 'off' && !/^[0-9A-Za-z=]$/.test(call.arg(0)))
      call.invalid(0, `${quoted(call.arg(0))} is no mark`, 'Write off, a letter, a digit or =.');
  },
  ssl_session_cache: sessionCache,
  ssl_certificate: (call) => certificate(call),
  ssl_certificate_key: (call) => certificate(call),
  modern_browser(call) {
    const [name = '', version] = call.args;
    const known = ['msie', 'gecko', 'opera', 'safari', 'konqueror'];
    if (version === undefined ? name !== 'unlisted' : !known.includes(name.toLowerCase()))
      return call.invalid(
        0,
        `${quoted(name)} is no browser that nginx knows`,
        `It knows ${known.join(', ')}, each with a version, and unlisted.`,
      );
    if (version !== undefined && !/^[\d.]*$/.test(version)) call.invalid(1, `${quoted(version)} is no version`, 'Write digits and dots.');
  },
  connection_pool_size: poolSize,
  request_pool_size: poolSize,
  http2_pool_size: poolSize,
  http2_recv_buffer_size(call) {
    const size = needs(call, 1, parseSize, 'a size', 'Sizes are digits, with k or m behind them.');
    if (size !== undefined && size < 32) call.invalid(0, 'http2_recv_buffer_size is too small', 'At least 32 bytes are needed.');
  },
  http2_streams_index_size(call) {
    const number = needs(call, 1, parseNumber, 'a number', 'Write digits only.');
    if (number !== undefined && !Number.isInteger(Math.log2(number)))
      call.invalid(0, 'http2_streams_index_size is no power of two', 'Write one.');
  },
  http2_max_concurrent_pushes: (call) => void needs(call, 1, parseNumber, 'a number', 'Write digits only.'),
  http2_push: (call) => void call.script(0),
  ssl_ocsp_cache: ocspCache,
};

function addHeader(call: Call): undefined {
  if (call.arg(1) !== '' && !call.script(1)) return;
  const always = call.args[2];
  if (always !== undefined && always !== 'always')
    call.invalid(
      2,
      `${quoted(always)} is no parameter of ${call.name}`,
      'Quote a value with blanks in it; the third argument is always or missing.',
    );
}

function expires(call: Call): undefined {
  const last = call.args.length - 1;
  const modified = last === 1;
  if (modified && call.arg(0) !== 'modified')
    return call.invalid(0, `${quoted(call.arg(0))} is no parameter of expires`, 'Write modified and a time, or a time only.');
  if (!call.script(last)) return;
  const text = call.arg(last);
  if (text.includes('$') || (!modified && ['epoch', 'max', 'off'].includes(text))) return;
  const daily = text.startsWith('@');
  if (daily && modified) return call.invalid(last, 'a time of day cannot be used with modified', 'Write a span of time.');
  const seconds = parseTime(text.replace(/^[@+-]/, ''), 's');
  if (seconds === undefined) return call.invalid(last, `${quoted(text)} is no time`, `${TIME} Or epoch, max, off.`);
  if (daily && seconds > 86_400) call.invalid(last, `${quoted(text)} is no time of day`, 'Write less than 24 hours.');
}

function access(call: Call): undefined {
  const text = call.arg(0);
  if (text !== 'all' && text !== 'unix:' && !isCidr(text))
    call.invalid(0, `${quoted(text)} is no address`, 'Write an address, a network like 10.0.0.0/8, unix: or all.');
}

function referers(call: Call): undefined {
  // Names and wildcards of all of them in a block go to one table.
  const known = call.reading.note<Map<NginxBlock, Map<string, NginxDirective>>>('referers', () => new Map());
  const here = known.get(call.block) ?? new Map<string, NginxDirective>();
  known.set(call.block, here);
  for (const [at, text] of call.args.entries()) {
    if (text === '') return call.invalid(at, 'valid_referers has an empty name', 'Write none for a missing header.');
    if (['none', 'blocked', 'server_names'].includes(text)) continue;
    if (text === '~') return call.invalid(at, 'the regular expression is empty', 'Write one behind the ~.');
    if (text.startsWith('~')) {
      if (!call.regex(at, text.slice(1))) return;
      continue;
    }
    const host = text.replace(/\/.*$/s, '').toLowerCase();
    if (!isHostname(host)) return call.invalid(at, `${quoted(text)} is no host name`, 'A * stands for a whole label.');
    const earlier = here.get(host);
    if (earlier) return call.duplicate(`valid_referers has ${quoted(host)} twice`, earlier);
    here.set(host, call.directive);
  }
}

function charset(call: Call): undefined {
  const [word] = call.directive.args;
  if (call.arg(0).startsWith('$') && word) call.use(call.arg(0).slice(1), word);
}

/** Read when the server has both. */
function certificate(call: Call): undefined {
  const other = call.name === 'ssl_certificate' ? 'ssl_certificate_key' : 'ssl_certificate';
  if (call.definition.area === 'http' && call.block.context === 'server' && call.block.all(other).length > 0)
    call.script(0, call.arg(0), { merged: true });
}

function sessionCache(call: Call): undefined {
  const word = /^(?:off|none|builtin(?::\d+)?)$/;
  for (const [at, text] of call.args.entries()) {
    if (word.test(text)) continue;
    const [, name = '', size = ''] = /^shared:([^:]+)(?::(.*))?$/s.exec(text) ?? [];
    if (name === '') return call.invalid(at, `${quoted(text)} is no session cache`, 'Write shared:name:10m, builtin, none or off.');
    const bytes = parseSize(size) === undefined ? `${quoted(text)} has no size` : sharedSize(size, 8);
    if (typeof bytes === 'string') return call.invalid(at, bytes, 'Write it like shared:TLS:10m.');
    call.reading.zones.make(call, at, name, bytes, `${call.definition.area} tls sessions`, undefined);
  }
}

function ocspCache(call: Call): undefined {
  if (call.arg(0) === 'off') return;
  const [, name = '', size = ''] = /^shared:([^:]+):(.*)$/s.exec(call.arg(0)) ?? [];
  const bytes = name === '' ? `${quoted(call.arg(0))} is no cache` : sharedSize(size, 8);
  if (typeof bytes === 'string') return call.invalid(0, bytes, 'Write off, or shared:OCSP:10m.');
  call.reading.zones.make(call, 0, name, bytes, `${call.definition.area} ocsp`, undefined);
}

const MIN_POOL = 112;

function poolSize(call: Call): undefined {
  const size = needs(call, 1, parseSize, 'a size', 'Sizes are digits, with k or m behind them.');
  if (size === undefined) return;
  if (size < MIN_POOL) call.invalid(0, `${call.name} is too small`, `At least ${MIN_POOL} bytes are needed.`);
  else if (size % 16 !== 0) call.invalid(0, `${call.name} is no multiple of 16`, 'Write a multiple of 16.');
}
