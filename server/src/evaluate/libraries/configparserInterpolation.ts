import { findAttribute } from '../interpreter/attributes';
import { callWith } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, type Instance, type R, str } from '../runtime/objects';
import { type ErrorClasses, findOption, iniError, settled } from './configparserState';
import { unknownParsed } from './reading';

/** How a parser replaces references in values. `unknown`: by a class that is not evaluated. */
export type Interpolation = 'none' | 'basic' | 'extended' | 'unknown';

/** The type of the objects that `BasicInterpolation()` and the like are. */
export const INTERPOLATION = 'configparser.Interpolation';
/** The name under which such an object says its kind. */
export const KIND = '<kind>';

const MAX_DEPTH = 10;

/** What a replacement needs: where the value stands, and what lies over the sections (`vars`). */
export interface Reference {
  readonly self: Instance;
  readonly section: string;
  readonly option: string;
  readonly errors: ErrorClasses;
  readonly at: CallArguments['at'];
  /** What `vars` gives for a name; undefined where it gives nothing. */
  over(name: string): R | undefined;
}

/** The value with its references replaced. Throws the errors of `configparser`; unknown where a part is unknown. */
export function interpolated(machine: Machine, how: Interpolation, value: R, where: Reference): R {
  return machine.lift([value], ([one]): R => {
    if (!one || one.t === 'none' || how === 'none') return one ?? str('');
    if (how === 'unknown') return machine.unknownFrom([one], 'how a value is interpolated is not evaluated', { type: 'str' });
    if (one.t === 'unknown') return unknownParsed(one, `interpolated:${where.section}`, 'str');
    if (one.t !== 'str') throw new PythonError('TypeError', 'argument of type is not iterable');
    const sign = how === 'basic' ? '%' : '$';
    if (!one.v.includes(sign)) return one;
    const parts = replaced(machine, how, one.v, where, 1);
    return parts === undefined ? machine.unknown('a part of the value is not known', { type: 'str' }) : str(parts);
  });
}

/** The text with every reference replaced; undefined where one is not known. */
function replaced(machine: Machine, how: 'basic' | 'extended', text: string, where: Reference, depth: number): string | undefined {
  const fail = (type: string) => iniError(where.errors, type, `${where.section}.${where.option} cannot be interpolated`);
  if (depth > MAX_DEPTH) throw fail('InterpolationDepthError');
  const [sign, pattern] = how === 'basic' ? ['%', BASIC] : ['$', EXTENDED];
  let result = '';
  for (let at = 0; at < text.length; ) {
    machine.step();
    const next = text.indexOf(sign, at);
    if (next < 0) return result + text.slice(at);
    result += text.slice(at, next);
    if (text[next + 1] === sign) {
      result += sign;
      at = next + 2;
      continue;
    }
    pattern.lastIndex = next;
    const name = pattern.exec(text)?.[1];
    if (name === undefined) throw fail('InterpolationSyntaxError');
    const found = referred(machine, how, name, where, fail);
    if (found.value.t !== 'str') {
      if (found.value.t === 'unknown' || found.value.t === 'choice') return undefined;
      throw new PythonError('TypeError', 'argument of type is not iterable');
    }
    const inner = found.value.v.includes(sign) ? replaced(machine, how, found.value.v, found.where, depth + 1) : found.value.v;
    if (inner === undefined) return undefined;
    result += inner;
    at = pattern.lastIndex;
  }
  return result;
}

const BASIC = /%\(([^)]+)\)s/y;
const EXTENDED = /\$\{([^}]+)\}/y;

interface Referred {
  readonly value: R;
  readonly where: Reference;
}

function referred(
  machine: Machine,
  how: 'basic' | 'extended',
  name: string,
  where: Reference,
  fail: (type: string) => PythonError,
): Referred {
  const path = how === 'extended' ? name.split(':') : [name];
  const [first = '', second] = path;
  if (path.length > 2) throw fail('InterpolationSyntaxError');
  const option = optionName(machine, where.self, second ?? first, where.at);
  if (option === undefined) return { value: machine.unknown('the name of an option is not known'), where };
  const section = second === undefined ? where.section : first;
  const over = second === undefined ? where.over(option) : undefined;
  const missing = () => fail('InterpolationMissingOptionError');
  const found = over ?? settled(machine, findOption(machine, where.self, section, option), undefined, missing);
  // What lies over the sections counts for references of the first text only, where those are extended.
  return { value: machine.refined(found), where: how === 'extended' ? { ...where, section, option, over: () => undefined } : where };
}

/** The name of an option as the parser's `optionxform` makes it; undefined when that is not known. */
export function optionName(machine: Machine, self: Instance, name: string, at: CallArguments['at']): string | undefined {
  const transform = findAttribute(machine, self, 'optionxform', at);
  const result = transform && machine.refined(callWith(machine, transform, [str(name)], at));
  return result?.t === 'str' ? result.v : undefined;
}
