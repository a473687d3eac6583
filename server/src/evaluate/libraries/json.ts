import { floatText } from '../interpreter/numbers';
import { bool, dict, disorder, float, int, list, NONE, type R, str } from '../runtime/objects';

/** A JSON text as Python's `json.loads` gives it; undefined when it is not JSON. */
export function fromJson(text: string): R | undefined {
  try {
    return convert(JSON.parse(text, keepIntegers));
  } catch {
    return undefined;
  }
}

class Integer {
  constructor(readonly value: bigint) {}
}

/** JavaScript has one kind of number; Python's ints and floats are told apart by their text. */
function keepIntegers(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const source = context?.source;
  if (source !== undefined) return /^-?\d+$/.test(source) ? new Integer(BigInt(source)) : value;
  return Number.isSafeInteger(value) ? new Integer(BigInt(value)) : value;
}

function convert(value: unknown): R {
  if (value === null || value === undefined) return NONE;
  if (value instanceof Integer) return int(value.value);
  if (typeof value === 'boolean') return bool(value);
  if (typeof value === 'number') return float(value);
  if (typeof value === 'string') return str(value);
  if (Array.isArray(value)) return list(value.map(convert));
  return dict(Object.entries(value).map(([key, item]) => [str(key), convert(item)] as const));
}

/** `json.dumps(value)` without options; undefined when it is not known. */
export function toJson(value: R, depth = 0): string | undefined {
  if (depth > 40) return undefined;
  switch (value.t) {
    case 'none':
      return 'null';
    case 'bool':
    case 'int':
      return String(value.v);
    case 'float':
      return Number.isFinite(value.v) ? floatText(value.v) : undefined;
    case 'str':
      return JSON.stringify(value.v).replace(/[\x7f-\uffff]/g, escaped);
    case 'list':
    case 'tuple': {
      const parts = value.content.map((item) => (item.t === 'rest' || item.t === 'maybe' ? undefined : toJson(item, depth + 1)));
      return parts.includes(undefined) ? undefined : `[${parts.join(', ')}]`;
    }
    case 'dict': {
      if (disorder(value.content) !== undefined) return undefined;
      const parts = [...value.content.entries.values()].map((entry) => {
        const text = toJson(entry.value, depth + 1);
        return entry.key.t === 'str' && text !== undefined ? `${toJson(entry.key)}: ${text}` : undefined;
      });
      return parts.includes(undefined) ? undefined : `{${parts.join(', ')}}`;
    }
    default:
      return undefined;
  }
}

const escaped = (character: string): string =>
  character === '\x7f' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
