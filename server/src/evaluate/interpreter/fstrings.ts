import type { Place } from '../../base/text';
import type * as ast from '../../syntax/python/ast';
import { NOWHERE, type R, type Scope, str } from '../runtime/objects';
import { typeAttribute } from './attributes';
import { callWith } from './calls';
import { PythonError } from './errors';
import { evaluate } from './expressions';
import type { Machine } from './machine';
import { fieldText } from './templates';

export function formatted(machine: Machine, scope: Scope, parts: ast.FString['parts'], at: Place): R {
  const values: R[] = [];
  const shape: (string | number | { conversion: string | undefined; spec: number })[] = [];
  const add = (part: string | ast.Interpolation): void => {
    if (typeof part === 'string') {
      shape.push(part);
      return;
    }
    if (part.debug !== undefined) shape.push(part.debug);
    values.push(evaluate(machine, scope, part.value));
    const spec = part.format ? values.push(formatted(machine, scope, part.format, at)) - 1 : -1;
    shape.push(values.length - 1 - (spec >= 0 ? 1 : 0));
    shape.push({ conversion: part.conversion ?? (part.debug !== undefined && !part.format ? 'r' : undefined), spec });
  };
  for (const part of parts) add(part);
  const result = machine.lift(values, (known) => joinFormatted(machine, shape, known));
  return result.at ? result : { ...result, at };
}

const MAX_TEXT = 200_000;

function joinFormatted(
  machine: Machine,
  shape: readonly (string | number | { conversion: string | undefined; spec: number })[],
  values: readonly R[],
): R {
  let text = '';
  for (let at = 0; at < shape.length; at++) {
    const part = shape[at];
    if (typeof part === 'string') text += part;
    if (typeof part !== 'number') continue;
    const options = shape[at + 1];
    const value = values[part];
    if (!value || typeof options !== 'object') continue;
    const spec = options.spec >= 0 ? values[options.spec] : str('');
    const shown = spec?.t === 'str' ? fieldText(ownText(machine, value, options.conversion), options.conversion, spec.v) : undefined;
    if (shown === undefined) {
      if (spec?.t !== 'str' || spec.v !== '') machine.mayRaise(new PythonError('*', 'a format that is not evaluated'));
      return machine.unknownFrom(values, 'a part of the text is not known', { type: 'str' });
    }
    text += shown;
    if (text.length > MAX_TEXT) return machine.unknown('the text is too long', { type: 'str' });
  }
  const env = values.find((value) => value.env)?.env;
  return env ? { ...str(text), env } : str(text);
}

/** An instance of a class of the workspace stands for its own text. */
function ownText(machine: Machine, value: R, conversion: string | undefined): R {
  if (value.t !== 'instance' || value.native || conversion === 'r' || conversion === 'a') return value;
  if (typeAttribute(value.class, '__format__')) return value;
  const method = typeAttribute(value.class, '__str__');
  if (method?.t !== 'function') return value;
  return machine.refined(callWith(machine, { t: 'method', self: value, function: method }, [], value.at ?? NOWHERE));
}
