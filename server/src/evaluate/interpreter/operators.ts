import * as paths from '../../base/paths';
import type { BinaryOperator } from '../../syntax/python/ast';
import { bytes, type Item, isSequence, path, type R, type Sequence, str, typeName } from '../runtime/objects';
import { arithmetic, asNumber } from './arithmetic';
import { isData } from './comparisons';
import { merged } from './dicts';
import { PythonError } from './errors';
import type { Machine } from './machine';
import { filterSet, isSet, unite } from './sets';
import { formatPercent } from './templates';
import { ownMethod, ownMethodExists } from './truth';

const MAX_TEXT = 200_000;

const MAX_ITEMS = 5_000;

export function binary(machine: Machine, operator: BinaryOperator, left: R, right: R): R {
  return machine.lift([left, right], ([a, b]) =>
    a && b ? plainBinary(machine, operator, a, b) : machine.unknown('an operand is missing'),
  );
}

function plainBinary(machine: Machine, operator: BinaryOperator, a: R, b: R): R {
  if (a.t === 'unknown' || b.t === 'unknown') {
    const text = (a.t === 'str' && (operator === '+' || operator === '%')) || (a.t === 'unknown' && a.type === 'str' && operator === '+');
    if (operator === '+' && isSequence(a) && b.t === 'unknown') return extended(a, [{ t: 'rest', reason: b.reason }]);
    if (operator === '+' && isSequence(b) && a.t === 'unknown') return { t: b.t, content: [{ t: 'rest', reason: a.reason }, ...b.content] };
    // A path below the home folder is still one: what asks for it knows that it lies outside the workspace.
    const home = operator === '/' && a.t === 'unknown' && b.t === 'str' && a.symbol?.startsWith('home');
    const symbol = home ? { symbol: `${a.symbol}/${b.v}` } : {};
    return machine.unknownFrom([a, b], 'an operand is not known', text ? { type: 'str' } : symbol);
  }
  const own = a.t === 'instance' ? a.native?.binary?.(machine as never, a, operator, b) : undefined;
  if (own) return own;
  const method = OPERATOR_METHODS[operator];
  if (method && (ownMethodExists(a, method) || ownMethodExists(b, method.replace('__', '__r')))) {
    return ownMethod(machine, a, method, [b]) ?? machine.unknown('an operator of an object is not evaluated');
  }
  const numbers = arithmetic(operator, a, b);
  if (numbers) return numbers;
  if (asNumber(a) !== undefined && asNumber(b) !== undefined) return machine.unknown('the result of a calculation is not evaluated');
  const env = a.env ?? b.env;
  const tagged = <T extends R>(value: T): T => (env ? { ...value, env } : value);
  switch (operator) {
    case '+':
      if (a.t === 'str' && b.t === 'str')
        return a.v.length + b.v.length > MAX_TEXT ? machine.unknown('the text is too long') : tagged(str(a.v + b.v));
      if (a.t === 'bytes' && b.t === 'bytes') return bytes(a.v + b.v);
      if (isSequence(a) && isSequence(b) && a.t === b.t && (a.t === 'list' || a.t === 'tuple')) {
        return a.content.length + b.content.length > MAX_ITEMS ? machine.unknown('the list is too long') : extended(a, b.content);
      }
      break;
    case '*': {
      const [text, count] = asNumber(a) !== undefined ? [b, a] : [a, b];
      if (count.t !== 'int' && count.t !== 'bool') break;
      const times = Math.max(0, Number(count.v));
      if (text.t === 'bytes')
        return text.v.length * times > MAX_TEXT ? machine.unknown('the bytes are too long') : bytes(text.v.repeat(times));
      if (text.t === 'str') return text.v.length * times > MAX_TEXT ? machine.unknown('the text is too long') : str(text.v.repeat(times));
      if (text.t === 'list' || text.t === 'tuple') {
        if (text.content.length * times > MAX_ITEMS) return machine.unknown('the list is too long');
        return { t: text.t, content: Array.from({ length: times }, () => text.content).flat() };
      }
      break;
    }
    case '/':
      if (a.t === 'path' && (b.t === 'str' || b.t === 'path')) return path(joinPath(a.v, b.v));
      if (a.t === 'str' && b.t === 'path') return path(joinPath(a.v, b.v));
      break;
    case '%':
      if (a.t === 'str') return formatPercent(machine, a.v, b);
      if (a.t === 'bytes') return machine.unknown('a format of bytes is not evaluated', { type: 'bytes' });
      break;
    case '|':
      if (a.t === 'dict' && b.t === 'dict') {
        if (a.type === 'Counter' || b.type === 'Counter') return machine.unknown('an operation on counters is not evaluated');
        return { t: 'dict', content: merged(a.content, b.content) };
      }
      if (isSet(a) && isSet(b)) return unite(a, b);
      if (a.t === 'class' || a.t === 'native' || b.t === 'class' || b.t === 'native') return { t: 'opaque', type: 'type' };
      break;
    case '-':
      if (isSet(a) && isSet(b)) return filterSet(machine, a, b, false);
      break;
    case '&':
      if (isSet(a) && isSet(b)) return filterSet(machine, a, b, true);
      break;
    case '^':
      if (isSet(a) && isSet(b)) {
        const left = filterSet(machine, a, b, false);
        const right = filterSet(machine, b, a, false);
        return unite(left, right);
      }
      break;
    default:
      break;
  }
  if (isData(a) && isData(b))
    throw new PythonError('TypeError', `unsupported operand types for ${operator}: ${typeName(a)} and ${typeName(b)}`);
  return machine.unknown(`${typeName(a)} ${operator} ${typeName(b)} is not evaluated`);
}

export function extended(base: Sequence, items: readonly Item[]): Sequence {
  return { t: base.t, content: [...base.content, ...items] };
}

/** `pathlib`'s own normalisation: no `.` parts, no double slashes, `..` kept. */
export function purePath(text: string): string {
  const lead = text.startsWith('//') && !text.startsWith('///') ? '//' : text.startsWith('/') ? '/' : '';
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  return lead + parts.join('/') || '.';
}

export function joinPath(base: string, part: string): string {
  return purePath(paths.join(base, part));
}

const OPERATOR_METHODS: Readonly<Partial<Record<BinaryOperator, string>>> = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '//': '__floordiv__',
  '%': '__mod__',
  '|': '__or__',
  '&': '__and__',
  '^': '__xor__',
};
