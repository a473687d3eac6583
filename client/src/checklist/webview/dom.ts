/// <reference lib="dom" />

/** A description of an element: what the page should be, compared with what it is by `createPatcher`. */
export interface Described {
  readonly name: string;
  /** Tells the element from its siblings when they come, go or change their order. */
  readonly key: string | undefined;
  readonly attributes: Attributes;
  readonly children: readonly Piece[];
}

/** An element, or text. Text is only ever set as text, never parsed as markup. */
export type Piece = Described | string;

/** An attribute, its absence, or the listener to an event when the name begins with `on`. */
export interface Attributes {
  readonly [name: string]: string | boolean | undefined | ((event: Event) => void);
}

/** Describes an element; `key` is no attribute but the element's key. */
export function h(name: string, { key, ...attributes }: Attributes = {}, ...children: readonly (Piece | undefined)[]): Described {
  return {
    name,
    key: typeof key === 'string' ? key : undefined,
    attributes,
    children: children.filter((child) => child !== undefined && child !== '') as Piece[],
  };
}

/** Makes a parent have exactly these children. */
export type Patch = (parent: Element, children: readonly Piece[]) => void;

/**
 * A patcher changes only what differs: elements that stay keep their focus, their scroll position, and what is typed into them. `value`
 * and `checked` are set when their description changes, not when a person changed the control.
 */
export function createPatcher(): Patch {
  const described = new WeakMap<Node, Described>();
  const patch: Patch = (parent, children) => {
    const find = finder(parent, described);
    const nodes = children.map((child) => find(child) ?? make(child));
    const kept = new Set<Node>(nodes);
    for (const node of [...parent.childNodes]) if (!kept.has(node)) node.remove();
    nodes.forEach((node, at) => {
      const there = parent.childNodes[at] ?? null;
      if (there !== node) parent.insertBefore(node, there);
    });
    children.forEach((child, at) => {
      const node = nodes[at];
      if (node) update(node, child);
    });
  };
  const update = (node: Node, piece: Piece) => {
    if (typeof piece === 'string') {
      if (node.nodeValue !== piece) node.nodeValue = piece;
      return;
    }
    const element = node as Element;
    const before = described.get(node)?.attributes ?? {};
    described.set(node, piece);
    patch(element, piece.children);
    // After the children: the value of a select is one of its options.
    for (const name of new Set([...Object.keys(before), ...Object.keys(piece.attributes)])) {
      if (before[name] !== piece.attributes[name]) setAttribute(element, name, piece.attributes[name], before[name]);
    }
  };
  return patch;
}

/** Finds the node that a piece is drawn into: by key, else the next one of its kind that has no key. Each is given once. */
function finder(parent: Element, described: WeakMap<Node, Described>): (piece: Piece) => Node | undefined {
  const keyed = new Map<string, Node>();
  const free = new Map<string, Node[]>();
  for (const node of parent.childNodes) {
    const element = described.get(node);
    const kind = element?.name ?? '';
    if (element?.key !== undefined) keyed.set(`${kind} ${element.key}`, node);
    else free.set(kind, [...(free.get(kind) ?? []), node]);
  }
  return (piece) => {
    if (typeof piece === 'string') return free.get('')?.shift();
    return piece.key === undefined ? free.get(piece.name)?.shift() : keyed.get(`${piece.name} ${piece.key}`);
  };
}

const SVG = 'http://www.w3.org/2000/svg';
const SVG_NAMES: ReadonlySet<string> = new Set(['svg', 'path', 'circle', 'g']);

function make(piece: Piece): Node {
  if (typeof piece === 'string') return document.createTextNode(piece);
  return SVG_NAMES.has(piece.name) ? document.createElementNS(SVG, piece.name) : document.createElement(piece.name);
}

type Value = Attributes[string];

function setAttribute(element: Element, name: string, value: Value, before: Value): void {
  if (typeof value === 'function' || typeof before === 'function') {
    const event = name.slice(2);
    if (typeof before === 'function') element.removeEventListener(event, before);
    if (typeof value === 'function') element.addEventListener(event, value);
  } else if (name === 'value' && typeof value === 'string') {
    (element as HTMLInputElement).value = value;
  } else if (name === 'checked') {
    (element as HTMLInputElement).checked = value === true;
  } else if (value === undefined || value === false) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true ? '' : value);
  }
}
