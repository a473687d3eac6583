import type { Call } from './reading';
import { quoted } from './reading';

interface Zone {
  readonly tag: string;
  size: number;
  readonly first: Call;
  /** What it was made for, once it was: a second maker is refused. */
  maker: Call | undefined;
}

/** The shared memory of http or stream, by name: made by one directive, used by others, in any order. */
export class ZoneTable {
  private readonly zones = new Map<string, Zone>();

  /** A directive that uses a zone of a kind. */
  use(call: Call, index: number, name: string, tag: string): undefined {
    call.shared(using(index, name, tag));
  }

  /** A directive that makes a zone. @param again what to say when another one has made it. */
  make(call: Call, index: number, name: string, size: number, tag: string, again: string | undefined): undefined {
    call.shared(making(index, name, size, tag, again));
  }

  /** The first use of each zone that nobody makes. */
  unmade(): readonly { readonly name: string; readonly tag: string; readonly call: Call }[] {
    return [...this.zones].flatMap(([name, { size, tag, first }]) => (size === 0 ? [{ name, tag, call: first }] : []));
  }

  /** The zone of that name; undefined, and reported, where it cannot be the same. */
  add(call: Call, index: number, name: string, size: number, tag: string): Zone | undefined {
    const known = this.zones.get(name);
    if (!known) {
      const zone: Zone = { tag, size, first: call, maker: undefined };
      this.zones.set(name, zone);
      return zone;
    }
    if (known.tag !== tag) {
      call.invalid(index, `the zone ${quoted(name)} is already there for another use (${known.first.name})`, 'Give it another name.');
      return undefined;
    }
    if (size > 0 && known.size > 0 && size !== known.size) {
      call.invalid(index, `the zone ${quoted(name)} has another size elsewhere`, 'Give both the same size, or another name.');
      return undefined;
    }
    if (size > 0) known.size = size;
    return known;
  }
}

function using(index: number, name: string, tag: string) {
  return (call: Call) => void call.reading.zones.add(call, index, name, 0, tag);
}

function making(index: number, name: string, size: number, tag: string, again: string | undefined) {
  return (call: Call): undefined => {
    const zone = call.reading.zones.add(call, index, name, size, tag);
    if (!zone) return;
    if (zone.maker && again !== undefined) call.duplicate(again, zone.maker.directive, 'Give it another name.');
    zone.maker ??= call;
  };
}
