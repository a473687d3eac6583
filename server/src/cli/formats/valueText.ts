import type { RestItem, Value } from '../../evaluate/value';

const LONG = 100;

/** A value for people, as Python would write it; what is not known in angle brackets. Mask it first. */
export function valueText(value: Value | RestItem): string {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
    case 'float':
      return String(value.value);
    case 'str':
      return quoted(value.value);
    case 'bytes':
      return `b${quoted(value.value)}`;
    case 'path':
      return `Path(${quoted(value.value)})`;
    case 'list':
      return bracketed('[', value.items.map(valueText), ']');
    case 'tuple':
      return value.items.length === 1 ? `(${value.items.map(valueText).join('')},)` : bracketed('(', value.items.map(valueText), ')');
    case 'set':
      return value.items.length === 0 ? 'set()' : bracketed('{', value.items.map(valueText), '}');
    case 'frozenset':
      return `frozenset(${bracketed('{', value.items.map(valueText), '}')})`;
    case 'dict': {
      const entries = value.entries.map((entry) => `${valueText(entry.key)}: ${valueText(entry.value)}`);
      return bracketed('{', value.rest === undefined ? entries : [...entries, `<and more: ${value.rest}>`], '}');
    }
    case 'opaque':
      return `<${value.name ?? value.type}>`;
    case 'unknown':
    case 'rest':
      return `<unknown: ${value.reason}>`;
    case 'unset':
      return '<not set>';
    case 'choice':
      return value.options.map((option) => `${valueText(option.value)} when ${option.when}`).join('\n  or ');
  }
}

function bracketed(open: string, items: readonly string[], close: string): string {
  const line = open + items.join(', ') + close;
  if (line.length <= LONG && !line.includes('\n')) return line;
  return `${open}\n${items.map((item) => `  ${item.replaceAll('\n', '\n  ')},\n`).join('')}${close}`;
}

function quoted(text: string): string {
  const escaped = text.replace(/[\\\n\r\t]/g, (char) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[char] ?? char);
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}
