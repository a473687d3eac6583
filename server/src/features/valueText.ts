import type { RestItem, Value } from '../evaluate/value';

/**
 * `line`: one line, of a long list only the beginning. `page`: everything, what is long item by item on lines of their own.
 * `brief`: one line without conditions, and of what the environment gives only the name of the variable: a story tells the rest.
 */
export type Layout = 'line' | 'page' | 'brief';

const MAX_ITEMS = 12;
const MAX_WIDTH = 100;

/** A value as Python-like text for people. What is not known stands in words between `‹` and `›`. Masks nothing: see `maskedValue`. */
export function formatValue(value: Value | RestItem, layout: Layout = 'line'): string {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'float':
      return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
    case 'str':
      return quoted(value.value);
    case 'bytes':
      return `b${quoted(value.value)}`;
    case 'path':
      return `Path(${quoted(value.value)})`;
    case 'opaque':
      return `‹${value.name ?? value.type}›`;
    case 'unknown':
      return layout === 'brief' && value.env ? `‹${value.env.name} of the environment›` : `‹unknown: ${value.reason}›`;
    case 'rest':
      return `‹more: ${value.reason}›`;
    case 'unset':
      return '‹not set›';
    case 'choice':
      if (layout === 'brief') return [...new Set(value.options.map((option) => formatValue(option.value, layout)))].join(' or ');
      return value.options
        .map((option) => `${formatValue(option.value, layout)} if ${option.when}`)
        .join(layout === 'page' ? '\n  or ' : ', ');
    case 'list':
      return bracketed('[', itemTexts(value.items, layout), ']', layout);
    case 'tuple':
      return value.items.length === 1
        ? `(${itemTexts(value.items, layout).join('')},)`
        : bracketed('(', itemTexts(value.items, layout), ')', layout);
    case 'set':
      return value.items.length === 0 ? 'set()' : bracketed('{', itemTexts(value.items, layout), '}', layout);
    case 'frozenset':
      return `frozenset(${bracketed('{', itemTexts(value.items, layout), '}', layout)})`;
    case 'dict':
      return bracketed('{', entryTexts(value, layout), '}', layout);
  }
}

function itemTexts(items: readonly (Value | RestItem)[], layout: Layout): readonly string[] {
  return beginning(items, layout, (item) => formatValue(item, layout));
}

function entryTexts({ entries, rest }: Extract<Value, { readonly kind: 'dict' }>, layout: Layout): readonly string[] {
  const shown = beginning(entries, layout, ({ key, value }) => `${formatValue(key, layout)}: ${formatValue(value, layout)}`);
  return rest === undefined ? shown : [...shown, `‹more: ${rest}›`];
}

function beginning<T>(all: readonly T[], layout: Layout, text: (one: T) => string): readonly string[] {
  if (layout === 'page' || all.length <= MAX_ITEMS) return all.map(text);
  return [...all.slice(0, MAX_ITEMS).map(text), `… ${all.length - MAX_ITEMS} more`];
}

function bracketed(open: string, items: readonly string[], close: string, layout: Layout): string {
  const line = open + items.join(', ') + close;
  if (layout !== 'page' || (line.length <= MAX_WIDTH && !line.includes('\n'))) return line;
  return `${open}\n${items.map((item) => `  ${item.replaceAll('\n', '\n  ')},\n`).join('')}${close}`;
}

function quoted(value: string): string {
  const escaped = value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
  // Control characters would garble a hover or a terminal.
  return `"${escaped.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}
