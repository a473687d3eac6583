import { bool, bytes, float, int, NONE, type R, str } from '../runtime/objects';

/**
 * A text as Python's `ast.literal_eval` sees it, for the plain literals that environments hold. `no literal` where Python raises,
 * undefined where it is not evaluated (containers, escapes, sums).
 */
export function plainLiteral(text: string): R | 'no literal' | undefined {
  const trimmed = text.replace(/^[ \t]+/, '').replace(/[ \t\n\r\f]+$/, '');
  if (trimmed === 'True' || trimmed === 'False') return bool(trimmed === 'True');
  if (trimmed === 'None') return NONE;
  const number = trimmed.replace(/(?<=\d)_(?=\d)/g, '');
  if (/^[+-]?(0+|[1-9][0-9]*)$/.test(number)) return int(BigInt(number.replace('+', '')));
  if (/^[+-]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][+-]?[0-9]+)?$/.test(number)) return float(Number(number));
  const quoted = /^(b?)('[^'\\\n]*'|"[^"\\\n]*")$/.exec(trimmed);
  if (quoted?.[2] !== undefined) return quoted[1] ? bytes(quoted[2].slice(1, -1)) : str(quoted[2].slice(1, -1));
  const maybe = trimmed.includes(',') || /^[[({'"+.-]|^[rRbBuUfF]{1,2}['"]|^0[xXoObB]|[0-9][jJ]$/.test(trimmed);
  return maybe ? undefined : 'no literal';
}
