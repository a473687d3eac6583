/**
 * A map in order of insertion that is never changed: `with` gives another one. Maps that grow out of one another share what they have in
 * common, so that filling one, entry by entry, costs no copies; only the second map that grows out of the same one is a copy.
 */
export class Growing<V> implements ReadonlyMap<string, V> {
  /** The first `size` of each are this map's; what stands behind them belongs to maps that grew out of it. */
  private constructor(
    private readonly index: Index,
    private readonly all: V[],
    readonly size: number,
  ) {}

  static of<V>(map: ReadonlyMap<string, V>): Growing<V> {
    if (map instanceof Growing) return map;
    const ids = [...map.keys()];
    return new Growing(indexOf(ids), [...map.values()], ids.length);
  }

  /** The map with one entry set: at the end, or in the place that its key has. */
  with(id: string, value: V): Growing<V> {
    const at = this.placeOf(id);
    if (at !== undefined) return new Growing(this.index, this.own().with(at, value), this.size);
    const all = this.all.length === this.size ? this.all : this.own();
    all.push(value);
    return new Growing(this.indexWith(id), all, this.size + 1);
  }

  /** The same keys with these values, one for each. */
  withValues(values: V[]): Growing<V> {
    return new Growing(this.index, values, this.size);
  }

  get(id: string): V | undefined {
    const at = this.placeOf(id);
    return at === undefined ? undefined : this.all[at];
  }

  has(id: string): boolean {
    return this.placeOf(id) !== undefined;
  }

  keys() {
    return this.index.ids.slice(0, this.size).values();
  }

  values() {
    return this.own().values();
  }

  entries() {
    const { ids } = this.index;
    return this.own()
      .map((value, at): [string, V] => [ids[at] ?? '', value])
      .values();
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  forEach(run: (value: V, id: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [id, value] of this) run(value, id, this);
  }

  private own(): V[] {
    return this.all.slice(0, this.size);
  }

  private placeOf(id: string): number | undefined {
    const at = this.index.places.get(id);
    return at !== undefined && at < this.size ? at : undefined;
  }

  private indexWith(id: string): Index {
    const { ids, places } = this.index;
    if (ids[this.size] === id) return this.index;
    if (ids.length > this.size) return indexOf([...ids.slice(0, this.size), id]);
    places.set(id, ids.push(id) - 1);
    return this.index;
  }
}

/** Keys in order, and where each of them stands. */
interface Index {
  readonly ids: string[];
  readonly places: Map<string, number>;
}

function indexOf(ids: string[]): Index {
  return { ids, places: new Map(ids.map((id, at) => [id, at])) };
}
