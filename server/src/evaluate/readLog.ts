import type { Place } from '../base/text';
import { freeze } from './freeze';
import type { R } from './runtime/objects';
import type { Value } from './value';

/** One place of the settings that asks for a variable, whether or not what it gives reaches a setting. */
export interface VariableRead {
  readonly name: string;
  /** Who reads: `os.environ`, `django-environ`, `python-decouple`, … */
  readonly reader: string;
  /** How the text becomes a value: see `EnvRead`. */
  readonly parse: string;
  /** `required` where the read fails without the variable. */
  readonly default: Value | 'required';
  readonly at: Place;
}

/** One env file that a library of the settings loads. */
export interface EnvFileRead {
  /** Relative to the root. */
  readonly path: string;
  readonly reader: string;
  /** The call that names it. */
  readonly at: Place;
}

/** What an evaluation asked of its environment, on all of its ways: like the list of files that it read, it is never taken back. */
export class ReadLog {
  private readonly byPlace = new Map<string, VariableRead>();
  private readonly byFile = new Map<string, EnvFileRead>();

  /** A later, better informed note of the same read replaces the earlier one. */
  variable(name: string, read: { readonly reader: string; readonly parse: string; readonly at: Place }, fallback: R | undefined): void {
    let shown: Value | 'required' | undefined;
    const { reader, parse, at } = read;
    this.byPlace.set(`${name}\0${keyOf(at)}`, {
      name,
      reader,
      parse,
      at,
      get default() {
        shown ??= fallback && fallback.t !== 'unbound' ? freeze(fallback) : 'required';
        return shown;
      },
    });
  }

  envFile(path: string, reader: string, at: Place): void {
    this.byFile.set(`${path}\0${reader}\0${keyOf(at)}`, { path, reader, at });
  }

  get variables(): readonly VariableRead[] {
    return [...this.byPlace.values()];
  }

  get envFiles(): readonly EnvFileRead[] {
    return [...this.byFile.values()];
  }
}

function keyOf({ file, span }: Place): string {
  return `${file}:${span.start}:${span.end}`;
}
