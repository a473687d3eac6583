import { sharedSize } from './core';
import { parseNumber } from './numbers';
import { type Parameter, readParameters } from './parameters';
import { type Call, quoted } from './reading';

/** The checks of limit_req and limit_conn. https://github.com/nginx/nginx/blob/master/src/http/modules/ngx_http_limit_req_module.c */
export const LIMITS: Readonly<Record<string, (call: Call) => void>> = {
  limit_req_zone(call) {
    zone(call, { 'rate=': (value) => (parseNumber(value.replace(/r\/[sm]$/, '')) ?? 0) > 0 });
  },
  limit_conn_zone: (call) => zone(call, {}),
  limit_req(call) {
    let name: string | undefined;
    const positive: Parameter = (value) => (parseNumber(value) ?? 0) > 0;
    const fine = readParameters(call, 0, {
      'zone=': (value, index) => {
        name = value;
        call.reading.zones.use(call, index, value, 'limit_req');
        return true;
      },
      'burst=': positive,
      'delay=': positive,
      nodelay: () => true,
    });
    if (!fine) return;
    if (name === undefined) return call.invalid(undefined, 'limit_req names no zone', 'Add zone=name.');
    once(call, (args) => args.find((word) => word.startsWith('zone=')) === `zone=${name}`, name);
  },
  limit_conn(call) {
    call.reading.zones.use(call, 0, call.arg(0), 'limit_conn');
    const number = parseNumber(call.arg(1));
    if (!number)
      return call.invalid(1, `limit_conn takes a number of connections, and ${quoted(call.arg(1))} is none`, 'Write digits only.');
    if (number > 65_535) return call.invalid(1, 'limit_conn allows 65535 connections at most', 'Write a smaller number.');
    once(call, ([name]) => name === call.arg(0), call.arg(0));
  },
};

function zone(call: Call, more: Readonly<Record<string, Parameter>>): undefined {
  if (!call.script(0)) return;
  let made: { readonly name: string; readonly size: number; readonly index: number } | undefined;
  const fine = readParameters(call, 1, {
    'zone=': (value, index) => {
      const colon = value.indexOf(':');
      if (colon < 0) return `${quoted(value)} has no size: write name:10m`;
      const size = sharedSize(value.slice(colon + 1), 8);
      if (typeof size === 'string') return size;
      made = { name: value.slice(0, colon), size, index };
      return true;
    },
    ...more,
  });
  if (!fine) return;
  if (!made || made.name === '') return call.invalid(undefined, `${call.name} names no zone`, 'Add zone=name:10m.');
  const { name, size, index } = made;
  call.reading.zones.make(call, index, name, size, call.name.replace(/_zone$/, ''), `the zone ${quoted(name)} is made twice`);
}

/** A zone limits a block once. */
function once(call: Call, same: (args: readonly string[]) => boolean, name: string): undefined {
  if (call.isRefused) return;
  const directives = call.siblings;
  const earlier = directives
    .slice(0, directives.indexOf(call.directive))
    .find((each) => each.name === call.name && same(each.args.map((word) => word.text)));
  if (earlier) call.duplicate(`${call.name} has the zone ${quoted(name)} twice here`, earlier);
}
