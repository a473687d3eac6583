import { colonParts } from './merge';
import type { ComposedPort, PortRange } from './model';
import { type Outer, textOf, textOfScalar } from './text';
import { get, type PlacedTree, placeOf, scalarOf } from './tree';

type Bound = Pick<ComposedPort, 'on' | 'address'>;

const ALL: Bound = { on: 'all', address: undefined };

/**
 * The ports of a service, in the short form (`[address:][published:]target[/protocol]`, each port may be a range) and the long one.
 * What is neither is left out.
 * Source: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports
 */
export function portsOf(items: readonly PlacedTree[], outer: Outer): readonly ComposedPort[] {
  return items.flatMap((item) => (item.kind === 'map' ? longPort(item, outer) : (shortPort(item, outer) ?? [])));
}

function shortPort(item: PlacedTree, outer: Outer): ComposedPort | undefined {
  const scalar = scalarOf(item);
  if (!scalar) return undefined;
  const { text, value, sure, place } = textOfScalar(scalar, outer);
  const common = { form: 'short', text, place, sure } as const;
  if (value !== undefined && sure) {
    const port = parsed(value);
    return port && { ...common, ...port };
  }
  // A variable may hold an address too: `${LISTEN:-127.0.0.1:8000}:8000`.
  const parts = colonParts(text);
  const last = parts.at(-1)?.text ?? '';
  const written = last.includes('$') ? undefined : targetOf(last);
  const first =
    parts.length > 2
      ? parts
          .slice(0, -2)
          .map((part) => part.text)
          .join(':')
      : undefined;
  const bound = first === undefined || first.includes('$') ? undefined : boundOf(first);
  return {
    ...common,
    ...(bound ?? { on: 'unknown', address: undefined }),
    published: undefined,
    target: written?.range,
    protocol: written?.protocol ?? 'tcp',
  };
}

/** Source: package `nat` of docker/go-connections. */
function parsed(text: string): Omit<ComposedPort, 'form' | 'text' | 'place' | 'sure'> | undefined {
  const parts = colonParts(text).map((part) => part.text);
  const target = targetOf(parts.at(-1) ?? '');
  if (!target) return undefined;
  const published = parts.length > 1 ? parts.at(-2) : undefined;
  const range = published === undefined || published === '' ? undefined : rangeOf(published);
  if (published !== undefined && published !== '' && !range) return undefined;
  const bound = parts.length > 2 ? boundOf(parts.slice(0, -2).join(':')) : ALL;
  return { ...bound, published: range, target: target.range, protocol: target.protocol };
}

function targetOf(text: string): { readonly range: PortRange; readonly protocol: ComposedPort['protocol'] } | undefined {
  const [port = '', protocol = 'tcp', ...rest] = text.split('/');
  const range = rangeOf(port);
  return range && rest.length === 0 && isProtocol(protocol.toLowerCase())
    ? { range, protocol: protocol.toLowerCase() as 'tcp' }
    : undefined;
}

function isProtocol(text: string): text is ComposedPort['protocol'] {
  return text === 'tcp' || text === 'udp' || text === 'sctp';
}

function rangeOf(text: string): PortRange | undefined {
  const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const [first, last] = [Number(from), Number(to ?? from)];
  return first <= last && last <= 65_535 ? { first, last } : undefined;
}

/** What an address of the machine stands for; the empty one and the unspecified ones are all of them. */
function boundOf(written: string): Bound {
  const address = written.replace(/^\[|\]$/g, '');
  if (address === '' || address === '0.0.0.0' || /^(0*:){1,7}:?0*$/.test(address))
    return { on: 'all', address: address === '' ? undefined : address };
  const isLoopback = /^127\.\d+\.\d+\.\d+$/.test(address) || address === '::1' || address === 'localhost';
  return { on: isLoopback ? 'loopback' : 'one', address };
}

function longPort(item: PlacedTree, outer: Outer): readonly ComposedPort[] {
  const [target, published, address, protocol] = ['target', 'published', 'host_ip', 'protocol'].map((key) => textOf(get(item, key), outer));
  const texts = [target, published, address, protocol];
  if (!target) return [];
  const word = protocol?.value?.toLowerCase() ?? 'tcp';
  const settled = (text: typeof target | undefined) => (text?.sure ? text.value : undefined);
  return [
    {
      ...(address === undefined
        ? ALL
        : settled(address) === undefined
          ? { on: 'unknown', address: undefined }
          : boundOf(settled(address) ?? '')),
      published: rangeOf(settled(published) ?? ''),
      target: rangeOf(settled(target) ?? ''),
      protocol: isProtocol(word) ? word : 'tcp',
      sure: texts.every((text) => text === undefined || (text.sure && text.value !== undefined)),
      form: 'long',
      text: published?.text ?? '',
      place: placeOf(item),
    },
  ];
}
