import type { Place } from '../../base/text';
import type { R } from '../runtime/objects';

/** A Python exception on its way up; no Error of JavaScript, whose stack is costly to record. `type` is the name of its class; `*` stands for any that may come from something unknown. */
export class PythonError {
  constructor(
    readonly type: string,
    readonly text: string,
    readonly value?: R,
    public at?: Place,
  ) {}

  /** What the program itself gave the exception; undefined where Python or a library words it. */
  args: readonly R[] | undefined;

  get message(): string {
    return `${this.type}: ${this.text}`;
  }
}

/** A bound of the evaluator was reached: what was being evaluated is unknown. */
export class LimitReached extends Error {}

/** Built-in exception classes and the base of each. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  BaseException: 'object',
  SystemExit: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  Exception: 'BaseException',
  ArithmeticError: 'Exception',
  ZeroDivisionError: 'ArithmeticError',
  OverflowError: 'ArithmeticError',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  EOFError: 'Exception',
  ImportError: 'Exception',
  ModuleNotFoundError: 'ImportError',
  LookupError: 'Exception',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  NameError: 'Exception',
  UnboundLocalError: 'NameError',
  OSError: 'Exception',
  IOError: 'OSError',
  EnvironmentError: 'OSError',
  FileNotFoundError: 'OSError',
  FileExistsError: 'OSError',
  PermissionError: 'OSError',
  IsADirectoryError: 'OSError',
  NotADirectoryError: 'OSError',
  ConnectionError: 'OSError',
  TimeoutError: 'OSError',
  RuntimeError: 'Exception',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  StopIteration: 'Exception',
  SyntaxError: 'Exception',
  TypeError: 'Exception',
  BufferError: 'Exception',
  MemoryError: 'Exception',
  ReferenceError: 'Exception',
  SystemError: 'Exception',
  StopAsyncIteration: 'Exception',
  GeneratorExit: 'BaseException',
  FloatingPointError: 'ArithmeticError',
  IndentationError: 'SyntaxError',
  TabError: 'IndentationError',
  BlockingIOError: 'OSError',
  ChildProcessError: 'OSError',
  InterruptedError: 'OSError',
  ProcessLookupError: 'OSError',
  BrokenPipeError: 'ConnectionError',
  ConnectionAbortedError: 'ConnectionError',
  ConnectionRefusedError: 'ConnectionError',
  ConnectionResetError: 'ConnectionError',
  PythonFinalizationError: 'RuntimeError',
  ValueError: 'Exception',
  UnicodeError: 'ValueError',
  UnicodeDecodeError: 'UnicodeError',
  UnicodeEncodeError: 'UnicodeError',
  UnicodeTranslateError: 'UnicodeError',
  Warning: 'Exception',
  UserWarning: 'Warning',
  DeprecationWarning: 'Warning',
  RuntimeWarning: 'Warning',
  BytesWarning: 'Warning',
  EncodingWarning: 'Warning',
  FutureWarning: 'Warning',
  ImportWarning: 'Warning',
  PendingDeprecationWarning: 'Warning',
  ResourceWarning: 'Warning',
  SyntaxWarning: 'Warning',
  UnicodeWarning: 'Warning',
  ImproperlyConfigured: 'Exception',
  UndefinedValueError: 'Exception',
  JSONDecodeError: 'ValueError',
};

/** `IOError` and `EnvironmentError` are other names of `OSError`. */
function canonical(name: string): string {
  return name === 'IOError' || name === 'EnvironmentError' ? 'OSError' : name;
}

export function isSubclass(name: string, base: string): boolean {
  const wanted = canonical(base);
  for (let at: string | undefined = canonical(name), steps = 0; at !== undefined && steps < 20; at = EXCEPTIONS[at], steps++) {
    if (at === wanted) return true;
  }
  return false;
}
