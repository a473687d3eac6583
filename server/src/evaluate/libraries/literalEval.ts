import { uniqueItems } from '../interpreter/sets';
import { dict, int, list, type R, tuple } from '../runtime/objects';
import { plainLiteral } from './literal';

const MAX_DEPTH = 40;

/** A text as Python's `ast.literal_eval` sees it, containers included; undefined where it is no literal or is not evaluated. */
export function literalValue(text: string): R | undefined {
  const reader: Reader = { text: text.trim(), at: 0 };
  const value = read(reader, 0);
  return value && reader.at === reader.text.length ? value : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };
const ATOM = /^(?:[bB]?(?:'[^'\\\n]*'|"[^"\\\n]*")|[+-]?[\w.]+(?:(?<=[eE])[+-]\d+)?)/;

function read(reader: Reader, depth: number): R | undefined {
  skipSpace(reader);
  const open = reader.text[reader.at] ?? '';
  if (depth > MAX_DEPTH) return undefined;
  if (open in CLOSING) return container(reader, open, depth);
  const atom = ATOM.exec(reader.text.slice(reader.at))?.[0];
  if (atom === undefined) return undefined;
  reader.at += atom.length;
  skipSpace(reader);
  const value = /^0[xob]/i.test(atom) ? int(BigInt(atom)) : plainLiteral(atom);
  return value === 'no literal' ? undefined : value;
}

function container(reader: Reader, open: string, depth: number): R | undefined {
  const close = CLOSING[open] ?? '';
  const items: R[] = [];
  const pairs: (readonly [R, R])[] = [];
  let commas = 0;
  reader.at++;
  for (skipSpace(reader); reader.text[reader.at] !== close; skipSpace(reader)) {
    const item = read(reader, depth + 1);
    if (!item) return undefined;
    if (open === '{' && reader.text[reader.at] === ':') {
      reader.at++;
      const value = read(reader, depth + 1);
      if (!value) return undefined;
      pairs.push([item, value]);
    } else items.push(item);
    if (reader.text[reader.at] === ',') {
      reader.at++;
      commas++;
    } else if (reader.text[reader.at] !== close) return undefined;
  }
  reader.at++;
  skipSpace(reader);
  if (open === '[') return list(items);
  if (open === '(') return items.length === 1 && commas === 0 ? items[0] : tuple(items);
  if (pairs.length > 0 && items.length > 0) return undefined;
  return items.length > 0 ? uniqueItems('set', items) : dict(pairs);
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}
