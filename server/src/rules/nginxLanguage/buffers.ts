import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { parseNumber, parseSize } from './numbers';
import { closeOf } from './places';
import type { Reading } from './reading';

const PAGE = 4096;

const PARTS = ['buffers', 'buffer_size', 'busy_buffers_size', 'temp_file_write_size', 'max_temp_file_size'];

/**
 * Buffers that do not fit together, in every place where values meet. nginx finds it when it merges them, at the end of http.
 * https://github.com/nginx/nginx/blob/master/src/http/modules/ngx_http_proxy_module.c (`ngx_http_proxy_merge_loc_conf`)
 */
export function bufferSizes(reading: Reading): undefined {
  const protocols = ['proxy', 'fastcgi', 'uwsgi', 'scgi'].filter((protocol) =>
    PARTS.some((part) => reading.hasName(`${protocol}_${part}`)),
  );
  if (protocols.length === 0) return;
  const reported = new Set<NginxDirective>();
  for (const block of reading.blocksOf('server', 'location', 'if in location', 'limit_except')) {
    for (const protocol of protocols) {
      const fault = misfit(block, protocol);
      if (!fault || reported.has(fault.at)) continue;
      reported.add(fault.at);
      const { at, what, advice } = fault;
      reading.report({ kind: 'invalid-value', what, advice, place: headOf(at), reported: closeOf(at) });
    }
  }
}

interface Misfit {
  readonly at: NginxDirective;
  readonly what: string;
  readonly advice: string;
}

function misfit(block: NginxBlock, protocol: string): Misfit | undefined {
  const found = (name: string) => effective(block, `${protocol}_${name}`);
  const [buffers, size, busy] = [found('buffers'), found('buffer_size'), found('busy_buffers_size')];
  const [write, most] = [found('temp_file_write_size'), found('max_temp_file_size')];
  const set = [buffers, size, busy, write, most].flatMap((each) => (each ? [each] : []));
  if (set.length === 0 || set.some((each) => each.conditional || each.args.some(isUnknown)) || isOpen(block)) return undefined;
  const number = buffers ? parseNumber(wordOf(buffers, 0)) : 8;
  const one = buffers ? parseSize(wordOf(buffers, 1)) : PAGE;
  const first = size ? parseSize(wordOf(size, 0)) : PAGE;
  if (number === undefined || one === undefined || first === undefined) return undefined;
  const largest = Math.max(one, first);
  if (number < 2 && buffers) return { at: buffers, what: `${protocol}_buffers has fewer than two buffers`, advice: 'Give it more.' };
  const inUse = busy ? parseSize(wordOf(busy, 0)) : 2 * largest;
  if (inUse === undefined) return undefined;
  const blamed = busy ?? size ?? buffers;
  if (inUse < largest && blamed)
    return { at: blamed, what: `${protocol}_busy_buffers_size is smaller than one buffer`, advice: `Make it ${largest} bytes or more.` };
  if (inUse > (number - 1) * one && blamed) {
    const what = `${protocol}_busy_buffers_size (${inUse} bytes) is more than all ${protocol}_buffers but one (${(number - 1) * one} bytes)`;
    return { at: blamed, what, advice: busy ? 'Make it smaller, or the buffers more.' : 'Give it more or larger buffers.' };
  }
  return temporaryFile(protocol, largest, write, most);
}

function temporaryFile(
  protocol: string,
  largest: number,
  write: NginxDirective | undefined,
  most: NginxDirective | undefined,
): Misfit | undefined {
  const written = write && parseSize(wordOf(write, 0));
  if (write && written !== undefined && written < largest)
    return { at: write, what: `${protocol}_temp_file_write_size is smaller than one buffer`, advice: `Make it ${largest} bytes or more.` };
  const limit = most && parseSize(wordOf(most, 0));
  if (most && limit !== undefined && limit !== 0 && limit < largest)
    return {
      at: most,
      what: `${protocol}_max_temp_file_size is smaller than one buffer`,
      advice: `Make it 0, or ${largest} bytes or more.`,
    };
  return undefined;
}

function wordOf({ args }: NginxDirective, index: number): string {
  return args[index]?.text ?? '';
}

/** The directive that is in force in a block: its own, or that of the nearest block around it. */
export function effective(block: NginxBlock, name: string): NginxDirective | undefined {
  for (let at: NginxBlock | undefined = block; at; at = at.parent) {
    const own = at.all(name)[0];
    if (own) return own;
  }
  return undefined;
}

/** Whether something unseen may stand in a block or around it. */
export function isOpen(block: NginxBlock): boolean {
  for (let at: NginxBlock | undefined = block; at; at = at.parent) if (at.open !== undefined) return true;
  return false;
}
