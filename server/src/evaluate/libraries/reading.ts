import type { Place } from '../../base/text';
import { freeze } from '../freeze';
import type { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { choice, isPlain, optionsOf } from '../runtime/heap';
import { type Option, type R, UNBOUND, type Unknown } from '../runtime/objects';
import type { EnvRead } from '../value';
import { givenBy, readVariable } from './os';

/** A read of a variable by a library. */
export interface VariableRead {
  readonly name: string;
  readonly reader: string;
  readonly parse: string;
  readonly at: Place;
  /** What is given where the variable is not set; undefined when the read then fails. */
  readonly fallback: R | undefined;
}

/** The text of a variable of the process, unbound where it is not set. */
export function variableText(machine: Machine, name: string, reader: string, at: Place): R {
  return readVariable(machine, name, { reader, parse: 'str', at }, UNBOUND);
}

/** One value, and another where that one is not there. */
export function withFallback(value: R, fallback: R): R {
  if (value.t === 'unbound') return fallback;
  if (value.t !== 'choice') return value;
  return choice(value.options.flatMap((option) => (option.value.t === 'unbound' ? optionsOf(fallback, option.guard) : [option])));
}

/**
 * Turns the text of a variable (from `variableText`, or a library's own source) into the setting: `convert` for a text, known or not,
 * `missing` for the default. Where neither is there, `error` is raised; settings that are running did not meet that way.
 */
export function convertSetting(
  machine: Machine,
  read: VariableRead,
  text: R,
  error: () => PythonError,
  convert: (text: R) => R,
  missing: (fallback: R) => R = (fallback) => fallback,
): R {
  const { fallback } = read;
  machine.reads.variable(read.name, read, fallback);
  const known = machine.refined(fallback ? text : required(machine, machine.refined(text), error));
  const result = machine.lift([known], ([value]) => {
    if (!value || value.t === 'unbound') return tagged(missing(fallback ?? UNBOUND), envOf(read, 'unset', known));
    return tagged(convert(value), envOf(read, value.t === 'unknown' ? 'unknown' : 'given', known));
  });
  return result.t === 'choice' ? { ...result, env: envOf(read, 'unknown', known), at: read.at } : result;
}

/** The text without the way on which it is missing. */
function required(machine: Machine, text: R, error: () => PythonError): R {
  const options: readonly Option[] = machine.options(text);
  const present = options.filter((option) => option.value.t !== 'unbound');
  if (present.length === 0) throw error();
  if (present.length === options.length) return text;
  if (machine.insideTry) for (const option of options) if (option.value.t === 'unbound') machine.mayRaise(error(), option.guard);
  const [only] = present;
  return only && present.length === 1 ? only.value : choice(present);
}

function envOf(read: VariableRead, state: EnvRead['state'], text: R): EnvRead {
  const fallback = read.fallback ? freeze(read.fallback) : ('required' as const);
  return {
    name: read.name,
    reader: read.reader,
    parse: read.parse,
    default: fallback,
    at: read.at,
    state: text.t === 'choice' ? 'unknown' : state,
    ...givenBy(text),
  };
}

/** Copying a container would make another object of it: only what cannot change is tagged. */
function tagged(value: R, env: EnvRead): R {
  if (isPlain(value) || value.t === 'unknown' || value.t === 'choice') return { ...value, env };
  return value;
}

/** A value of a variable that is not known, after it was parsed: the same text parsed in the same way is the same value. */
export function unknownParsed(text: R, parse: string, type?: Unknown['type']): R {
  if (text.t !== 'unknown') return text;
  const symbol = text.symbol === undefined ? {} : { symbol: parse === 'str' ? text.symbol : `${text.symbol}:${parse}` };
  const tags = { ...(text.env ? { env: text.env } : {}), ...(text.at ? { at: text.at } : {}) };
  return { t: 'unknown', reason: text.reason, ...symbol, ...(type ? { type } : {}), ...tags };
}
