import { argument, callWith, native, rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import {
  type CallArguments,
  dict,
  type Instance,
  type Item,
  int,
  iterator,
  list,
  type Native,
  type NativeInstance,
  NONE,
  type R,
  str,
  tuple,
} from '../runtime/objects';
import { classOf, type LibraryFactory, library } from './library';
import { type Flags, flagsOf, translated } from './regexPattern';

type Match = RegExpExecArray;

const FLAGS: Readonly<Record<string, string>> = {
  I: 'i',
  IGNORECASE: 'i',
  M: 'm',
  MULTILINE: 'm',
  S: 's',
  DOTALL: 's',
  X: 'x',
  VERBOSE: 'x',
  A: 'a',
  ASCII: 'a',
  U: '',
  UNICODE: '',
};

function object(type: string, members: Omit<NativeInstance, 'type'>, names: ReadonlyMap<string, R> = new Map()): Instance {
  return { t: 'instance', class: classOf(type), names: new Map(names), native: { ...members, type } };
}

/** A flag or several: `re.I | re.M`. */
function flag(letters: string): Instance {
  const binary = (machine: Machine, _self: Instance, operator: string, other: R): R => {
    const more = operator === '|' ? lettersOf(other) : undefined;
    return more === undefined ? machine.unknown('flags are not evaluated') : flag(letters + more);
  };
  return object('RegexFlag', { binary: binary as NonNullable<NativeInstance['binary']> }, new Map([['<letters>', str(letters)]]));
}

function lettersOf(value: R | undefined): string | undefined {
  if (value === undefined || (value.t === 'int' && value.v === 0n)) return '';
  const letters = value.t === 'instance' ? value.names.get('<letters>') : undefined;
  return letters?.t === 'str' ? letters.v : undefined;
}

/** `re.compile(…)`: an object that also shows its pattern. */
function patternObject(args: CallArguments): R {
  const [pattern] = args.positional;
  if (pattern?.t === 'instance' && pattern.native?.type === 're.Pattern') return pattern;
  const source = pattern?.t === 'str' ? pattern.v : undefined;
  const letters = lettersOf(argument(args, 1, 'flags'));
  const attribute = (_vm: Machine, self: Instance, name: string): R | undefined => {
    if (name === 'pattern' && pattern) return pattern;
    const method = METHODS[name];
    return method && native(`re.Pattern.${name}`, (vm, later) => method(vm, self, later));
  };
  const names = new Map<string, R>();
  if (source !== undefined && letters !== undefined) names.set('<source>', str(source)).set('<flags>', str(letters));
  return { ...object('re.Pattern', { attribute: attribute as NonNullable<NativeInstance['attribute']> }, names), at: args.at };
}

/** The expression of a pattern object, for a text; undefined when it is not evaluated. */
function expressionFor(self: Instance, text: string, flags: Flags): RegExp | undefined {
  const [source, letters] = [self.names.get('<source>'), self.names.get('<flags>')];
  if (source?.t !== 'str' || letters?.t !== 'str') return undefined;
  return translated(source.v, flagsOf(letters.v, flags), text);
}

type Method = (machine: Machine, self: Instance, args: CallArguments) => R;

function searching(shape: Flags['shape']): Method {
  return (machine, self, args) => {
    const text = args.positional[0];
    const expression = text?.t === 'str' && args.positional.length === 1 ? expressionFor(self, text.v, { shape }) : undefined;
    if (!expression || text?.t !== 'str') return machine.unknown('a regular expression is not evaluated');
    const match = expression.exec(text.v);
    return match ? matchObject(match) : NONE;
  };
}

const METHODS: Readonly<Record<string, Method>> = {
  match: searching('start'),
  fullmatch: searching('whole'),
  search: searching('anywhere'),
  sub: (machine, self, args) => {
    const [replacement, text, count] = [argument(args, 0, 'repl'), argument(args, 1, 'string'), argument(args, 2, 'count')];
    const expression = text?.t === 'str' ? expressionFor(self, text.v, { shape: 'anywhere', all: true }) : undefined;
    const unknown = () => machine.unknown('a regular expression is not evaluated', { type: 'str' });
    if (!expression || text?.t !== 'str' || !replacement || (count && !(count.t === 'int' && count.v === 0n))) return unknown();
    let result = '';
    let at = 0;
    for (const match of text.v.matchAll(expression)) {
      const replaced = replacement.t === 'str' ? expanded(replacement.v, match) : textFrom(machine, replacement, match, args);
      if (replaced === undefined) return unknown();
      result += text.v.slice(at, match.index) + replaced;
      at = match.index + match[0].length;
    }
    return str(result + text.v.slice(at));
  },
  split: (machine, self, args) => {
    const text = args.positional[0];
    const expression =
      text?.t === 'str' && args.positional.length === 1 ? expressionFor(self, text.v, { shape: 'anywhere', all: true }) : undefined;
    if (!expression || text?.t !== 'str' || args.keywords.size > 0 || new RegExp(expression.source, expression.flags).test('')) {
      return machine.unknown('a regular expression is not evaluated', { type: 'list' });
    }
    return list((text.v.split(expression) as (string | undefined)[]).map(optional));
  },
  findall: (machine, self, args) => {
    const found = everyMatch(self, args);
    if (!found) return machine.unknown('a regular expression is not evaluated', { type: 'list' });
    return list(
      found.map((match) => {
        if (match.length === 1) return str(match[0]);
        const groups = match.slice(1).map((group: string | undefined) => str(group ?? ''));
        return groups.length === 1 && groups[0] ? groups[0] : tuple(groups);
      }),
    );
  },
  finditer: (machine, self, args) => {
    const found = everyMatch(self, args);
    return found ? iterator(found.map(matchObject)) : machine.unknown('a regular expression is not evaluated');
  },
};

function everyMatch(self: Instance, args: CallArguments): readonly Match[] | undefined {
  const text = args.positional[0];
  const expression =
    text?.t === 'str' && args.positional.length === 1 ? expressionFor(self, text.v, { shape: 'anywhere', all: true }) : undefined;
  return expression && text?.t === 'str' ? [...text.v.matchAll(expression)] : undefined;
}

const optional = (text: string | undefined): R => (text === undefined ? NONE : str(text));

/** A replacement with `\1`, `\g<name>`; undefined when it has another escape. */
function expanded(template: string, match: Match): string | undefined {
  let known = true;
  const result = template.replace(
    /\\(?:g<(\w+)>|([1-9]\d?)|(.))/gs,
    (_, name: string | undefined, number: string | undefined, other: string | undefined) => {
      if (other !== undefined) {
        if (other === 'n') return '\n';
        if (other === '\\') return '\\';
        known = false;
        return '';
      }
      const key = name ?? number ?? '';
      return (/^\d+$/.test(key) ? match[Number(key)] : match.groups?.[key]) ?? '';
    },
  );
  return known ? result : undefined;
}

function textFrom(machine: Machine, replace: R, match: Match, args: CallArguments): string | undefined {
  const result = machine.refined(callWith(machine, replace, [matchObject(match)], args.at));
  return result.t === 'str' ? result.v : undefined;
}

function matchObject(match: Match): Instance {
  const group = (machine: Machine, key: R | undefined): R => {
    if (key === undefined) return str(match[0]);
    if (key.t === 'int' && Number(key.v) < match.length) return optional(match[Number(key.v)]);
    if (key.t === 'str' && match.groups && key.v in match.groups) return optional(match.groups[key.v]);
    return machine.unknown('a group is not known');
  };
  const attribute = (_machine: Machine, _self: Instance, name: string): R | undefined => {
    switch (name) {
      case 'group':
        return native('group', (vm, args) =>
          args.positional.length > 1 ? tuple(args.positional.map((key) => group(vm, key))) : group(vm, args.positional[0]),
        );
      case 'groups':
        return native('groups', (_vm, args) =>
          tuple(match.slice(1).map((text: string | undefined): Item => (text === undefined ? (args.positional[0] ?? NONE) : str(text)))),
        );
      case 'groupdict':
        return native('groupdict', () =>
          dict(Object.entries(match.groups ?? {}).map(([key, text]) => [str(key), optional(text)] as const)),
        );
      case 'string':
        return str(match.input);
      case 'start':
      case 'end':
        return native(name, (vm, args) =>
          args.positional.length > 0
            ? vm.unknown('the place of a group is not known')
            : int(match.index + (name === 'end' ? match[0].length : 0)),
        );
      default:
        return undefined;
    }
  };
  const item = (machine: Machine, _self: Instance, index: R): R => group(machine, index);
  return object('re.Match', {
    attribute: attribute as NonNullable<NativeInstance['attribute']>,
    item: item as NonNullable<NativeInstance['item']>,
    truth: true,
  });
}

/** `re.sub(pattern, …)` is `re.compile(pattern).sub(…)`. */
function withPattern(name: string, arity: number): Native {
  return native(`re.${name}`, (machine, args) => {
    const [pattern, ...rest] = args.positional;
    const flags = args.keywords.get('flags') ?? args.positional[arity];
    const made = pattern && patternObject({ ...args, positional: [pattern, ...(flags ? [flags] : [])], keywords: new Map() });
    const method = METHODS[name];
    if (made?.t !== 'instance' || !method) return machine.unknown('a regular expression is not evaluated');
    const keywords = new Map([...args.keywords].filter(([key]) => key !== 'flags'));
    return method(machine, made, { ...args, positional: rest.slice(0, arity - 1), keywords });
  });
}

const ESCAPED = /[\t\n\v\f\r !"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]/g;
const NOT_ESCAPED = new Set([...'!"%\',/:;<=>@`']);

const reModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    compile: rawNative('re.compile', (_, args) => patternObject(args)),
    ...Object.fromEntries(Object.entries(FLAGS).map(([one, letters]) => [one, flag(letters)])),
    match: withPattern('match', 2),
    fullmatch: withPattern('fullmatch', 2),
    search: withPattern('search', 2),
    findall: withPattern('findall', 2),
    finditer: withPattern('finditer', 2),
    split: withPattern('split', 3),
    sub: withPattern('sub', 4),
    escape: native('re.escape', (vm, args) => {
      const text = args.positional[0];
      return text?.t === 'str'
        ? str(text.v.replace(ESCAPED, (character) => (NOT_ESCAPED.has(character) ? character : `\\${character}`)))
        : vm.unknown('re.escape is not evaluated');
    }),
  });

export const regexModules: Readonly<Record<string, LibraryFactory>> = { re: reModule };
