import type { Place, Span } from '../base/text';
import type { SyntaxFault } from '../syntax/python/ast';
import type { EnvFileRead, VariableRead } from './readLog';
import type { Value } from './value';

/** A settings module (or another Python configuration file) as its last line leaves it. */
export interface EvaluatedSettings {
  /** Dotted module name. */
  readonly module: string;
  /** File of the module itself. */
  readonly file: string;
  /** Names in upper case that the chain of modules binds, in order of first binding. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** All other names of the module at its end: gunicorn.conf.py is written in lower case. */
  readonly names: ReadonlyMap<string, Setting>;
  /** Why names may be missing (a star import from a package outside the workspace, …); undefined when nothing is. */
  readonly incomplete: string | undefined;
  /** Every workspace file that was read for this, in order of first reading; the module's own first. */
  readonly files: readonly string[];
  /** Files and folders whose absence decided something: when one appears, the result is stale. */
  readonly probes: readonly string[];
  /** Every place that asks the environment for a variable, in the order of evaluation. */
  readonly reads: readonly VariableRead[];
  /** The env files of the workspace that libraries load. */
  readonly envFiles: readonly EnvFileRead[];
  readonly syntaxFaults: readonly { readonly file: string; readonly fault: SyntaxFault }[];
  /** A `raise` that every start of this profile meets: what follows it was not evaluated. */
  readonly raised: { readonly place: Place; readonly message: string } | undefined;
}

export interface Setting {
  readonly name: string;
  readonly value: Value;
  /** Every place that set or changed it on the way, oldest first; the last one that replaces it is what holds. */
  readonly assignments: readonly Assignment[];
}

export interface Assignment {
  /** `assign`: `X = …`; `augment`: `X += …`; `item`: `X["k"] = …`, `X["k"].append(…)`; `call`: `X.append(…)`; `dynamic`: globals(), exec, a library. */
  readonly kind: 'assign' | 'augment' | 'item' | 'call' | 'dynamic';
  /** The whole statement. */
  readonly place: Place;
  /** The name. */
  readonly target: Span;
  /** The expression that gives the value. */
  readonly valueSpan: Span;
  /** The statement runs only under a condition (in an `if`, `try`, loop or function). */
  readonly conditional: boolean;
}

/** Whether Django takes a module's name for a setting: Python's `str.isupper()`. */
export function isSettingName(name: string): boolean {
  return /\p{Lu}/u.test(name) && !/\p{Ll}/u.test(name);
}
