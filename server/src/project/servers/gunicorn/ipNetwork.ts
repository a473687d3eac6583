/** Whether Python's `ipaddress.ip_address` takes a text. */
export function isAddress(text: string): boolean {
  return parse(text.replace(/%[^%]+$/, text.includes(':') ? '' : '$&')) !== undefined;
}

/**
 * Whether Python's `ipaddress.ip_network` takes a text: an address, or one with a mask that leaves no bit of it over (`10.0.0.0/8`).
 * Source: https://docs.python.org/3/library/ipaddress.html
 */
export function isNetwork(text: string): boolean {
  const [address = '', mask, ...others] = text.split('/');
  const found = parse(address);
  if (!found || others.length > 0) return false;
  if (mask === undefined) return true;
  const prefix = prefixOf(mask, found.bits);
  if (prefix === undefined) return false;
  return (found.value & ((1n << BigInt(found.bits - prefix)) - 1n)) === 0n;
}

interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

function parse(text: string): Address | undefined {
  const four = ipv4(text);
  if (four !== undefined) return { value: four, bits: 32 };
  const six = ipv6(text);
  return six === undefined ? undefined : { value: six, bits: 128 };
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function ipv6(text: string): bigint | undefined {
  const last = text.slice(text.lastIndexOf(':') + 1);
  const tail = last.includes('.') ? ipv4(last) : undefined;
  if (last.includes('.') && tail === undefined) return undefined;
  const plain = tail === undefined ? text : `${text.slice(0, -last.length)}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const halves = plain.split('::');
  if (!plain.includes(':') || halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = [...head, ...rest];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  const missing = 8 - groups.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...Array<string>(missing).fill('0'), ...rest].reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

/** The bits that a mask keeps: a number, or for IPv4 also `255.0.0.0` and `0.255.255.255`. */
function prefixOf(mask: string, bits: 32 | 128): number | undefined {
  if (/^\d+$/.test(mask)) return Number(mask) <= bits ? Number(mask) : undefined;
  const value = bits === 32 ? ipv4(mask) : undefined;
  if (value === undefined) return undefined;
  const text = value.toString(2).padStart(32, '0');
  if (/^1*0*$/.test(text)) return text.replace(/0+$/, '').length;
  return /^0*1*$/.test(text) ? text.replace(/1+$/, '').length : undefined;
}
