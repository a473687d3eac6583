import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { bool, dictContent, float, int, keyOf, list, NONE, opaque, type R, str } from '../runtime/objects';

/** Nodes after aliases were followed; what is larger is not evaluated. */
const MAX_NODES = 20_000;
const MAX_DEPTH = 60;

/** A part of a text that is not evaluated, or a text that is. */
class Unevaluated extends Error {}

/**
 * What PyYAML reads in its own way, or refuses: tabs, characters that end a line in YAML 1.1 only or that it does not take, directives,
 * ends of documents, and keys that are written over several lines or with a question mark.
 */
const UNUSUAL = /[\t\x85\u2028\u2029\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|^%|^\.\.\.|(^|[\s-])\?(\s|$)|^\s*:(\s|$)/m;

/** The documents of a text as PyYAML's `safe_load_all` gives them. Undefined where that is not sure: then nothing is known. */
export function fromYaml(text: string): readonly R[] | undefined {
  if (UNUSUAL.test(text)) return undefined;
  // Loaded with the first YAML text: most projects have none.
  const yaml = require('yaml') as typeof import('yaml');
  try {
    const documents = yaml.parseAllDocuments(text, {
      version: '1.1',
      schema: 'failsafe',
      merge: false,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
    if (!Array.isArray(documents)) return [];
    return documents.map((document) => {
      const root = document.contents;
      // PyYAML reads the lines of a block text that is the whole document in its own way.
      if (document.errors.length > 0 || (yaml.isScalar(root) && root.type?.startsWith('BLOCK'))) throw new Unevaluated();
      return nodeValue(
        { yaml, document: document as unknown as Document, left: MAX_NODES, made: new Map(), ended: text.endsWith('\n') },
        document.contents as Node | null,
        0,
      );
    });
  } catch {
    return undefined;
  }
}

interface Walker {
  readonly yaml: typeof import('yaml');
  readonly document: Document;
  left: number;
  /** Values by node: an alias is the same object as its anchor. */
  readonly made: Map<Node, R>;
  /** The text ends with a line end. */
  readonly ended: boolean;
}

function nodeValue(walker: Walker, node: Node | null | undefined, depth: number): R {
  if (--walker.left < 0 || depth > MAX_DEPTH) throw new Unevaluated();
  if (!node) return NONE;
  const { yaml, document } = walker;
  if (yaml.isAlias(node)) {
    const target = node.resolve(document);
    // An alias within its own anchor has no value yet.
    const value = target && walker.made.get(target as Node);
    if (!value) throw new Unevaluated();
    walker.left -= sizeOf(value);
    return value;
  }
  if (node.anchor !== undefined && !/^[\w-]+$/.test(node.anchor)) throw new Unevaluated();
  const value = yaml.isScalar(node)
    ? scalar(node, walker.ended)
    : yaml.isSeq(node)
      ? sequence(walker, node.items as Node[], node.tag, depth)
      : mapping(walker, node as YAMLMap<Node, Node>, depth);
  walker.made.set(node, value);
  return value;
}

function sizeOf(value: R): number {
  if (value.t === 'list') return value.content.reduce((sum, item) => sum + (item.t === 'rest' || item.t === 'maybe' ? 1 : sizeOf(item)), 1);
  if (value.t === 'dict') return [...value.content.entries.values()].reduce((sum, entry) => sum + sizeOf(entry.value), 1);
  return 1;
}

function sequence(walker: Walker, items: readonly Node[], tag: string | undefined, depth: number): R {
  if (tag !== undefined && tag !== 'tag:yaml.org,2002:seq') return tagged(tag);
  return list(items.map((item) => nodeValue(walker, item, depth + 1)));
}

function tagged(tag: string): R {
  return { t: 'unknown', reason: `what the tag ${tag} makes of a value is not evaluated` };
}

function mapping(walker: Walker, node: YAMLMap<Node, Node>, depth: number): R {
  if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:map') return tagged(node.tag);
  const pairs = flattened(walker, node, depth).map(([key, value]) => {
    const known = nodeValue(walker, key, depth + 1);
    if (keyOf(known) === undefined || known.t === 'opaque') throw new Unevaluated();
    return [known, nodeValue(walker, value, depth + 1)] as const;
  });
  return { t: 'dict', content: dictContent(pairs, undefined) };
}

/** The pairs of a map, those that `<<` merges in before its own: what stands later wins. */
function flattened(walker: Walker, node: YAMLMap<Node, Node>, depth: number): readonly (readonly [Node, Node | null])[] {
  if (depth > MAX_DEPTH || --walker.left < 0) throw new Unevaluated();
  const merged: (readonly [Node, Node | null])[] = [];
  const own: (readonly [Node, Node | null])[] = [];
  for (const pair of node.items as Pair<Node, Node | null>[]) {
    const { key, value } = pair;
    // A key that is nowhere written is none for PyYAML.
    if (!key || (walker.yaml.isScalar(key) && isPlain(key) && !key.value)) throw new Unevaluated();
    const plain = walker.yaml.isScalar(key) && isPlain(key) && key.tag === undefined ? key.value : undefined;
    if (plain === '=') throw new Unevaluated();
    if (plain !== '<<') {
      own.push([key, value]);
      continue;
    }
    const source = followed(walker, value);
    if (walker.yaml.isMap(source)) merged.push(...flattened(walker, source as YAMLMap<Node, Node>, depth + 1));
    else if (walker.yaml.isSeq(source)) {
      const parts = (source.items as Node[]).map((item) => {
        const part = followed(walker, item);
        if (!walker.yaml.isMap(part)) throw new Unevaluated();
        return flattened(walker, part as YAMLMap<Node, Node>, depth + 1);
      });
      merged.push(...parts.reverse().flat());
    } else throw new Unevaluated();
  }
  return [...merged, ...own];
}

function followed(walker: Walker, node: Node | null): Node | null {
  if (!walker.yaml.isAlias(node)) return node;
  return (node.resolve(walker.document) as Node | undefined) ?? null;
}

function isPlain(node: Scalar): boolean {
  return node.type === 'PLAIN' || node.type === undefined;
}

/** A scalar by PyYAML's own resolvers of YAML 1.1. Source: `yaml/resolver.py` and `yaml/constructor.py` of PyYAML 6. */
function scalar(node: Scalar, ended: boolean): R {
  if (!ended && node.type?.startsWith('BLOCK')) throw new Unevaluated();
  const text = node.value === null || node.value === undefined ? '' : String(node.value);
  const tag = node.tag;
  if (tag === 'tag:yaml.org,2002:str') return str(text);
  if (tag !== undefined) return tagged(tag);
  if (!isPlain(node)) return str(text);
  if (/^(|~|null|Null|NULL)$/.test(text)) return NONE;
  if (/^(yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(text)) return bool(true);
  if (/^(no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)) return bool(false);
  if (FLOAT.test(text)) return floating(text);
  if (INTEGER.test(text)) return integer(text);
  if (TIMESTAMP.test(text)) return opaque(/^\d{4}-\d\d-\d\d$/.test(text) ? 'date' : 'datetime');
  if (text === '=' || text === '<<') throw new Unevaluated();
  return str(text);
}

const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INTEGER = /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const TIMESTAMP =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ ]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ ]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/;

function integer(text: string): R {
  const plain = text.replaceAll('_', '');
  const sign = plain.startsWith('-') ? -1n : 1n;
  const digits = plain.replace(/^[-+]/, '');
  if (digits === '') throw new Unevaluated();
  if (digits.includes(':')) return int(sign * digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n));
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  if (/^0[bxo]?$/.test(octal) && octal !== '0') throw new Unevaluated();
  return int(sign * BigInt(octal));
}

function floating(text: string): R {
  const plain = text.replaceAll('_', '').toLowerCase();
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^[-+]/, '');
  if (digits === '.inf') return float(sign * Number.POSITIVE_INFINITY);
  if (digits === '.nan') return float(Number.NaN);
  if (digits.includes(':')) {
    let result = 0;
    let base = 1;
    for (const part of digits.split(':').reverse()) {
      result += Number(part) * base;
      base *= 60;
    }
    return float(sign * result);
  }
  return float(sign * Number(digits));
}
