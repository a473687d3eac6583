import type { Span } from '../base/text';
import type { Value } from '../evaluate/value';
import { djangoSetting, djangoSettingAt } from '../knowledge/django';
import type { Argument, Expression, Module } from '../syntax/python/ast';
import { statements } from './entries';

/** What stands for a secret wherever we show one. */
export const MASK = '********';

/** Whether a name (of a setting, a key, an environment variable) speaks of something that must not be shown. */
export function isSecretName(name: string): boolean {
  const known = djangoSetting(name);
  if (known) return known.secret === true;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  if (/(^|_)(NAME|HEADER|PREFIX|URL|TIMEOUT|EXPIRES?|SECONDS|LENGTH|HASHERS|VALIDATORS|CLASS|CLASSES|BACKENDS?)$/.test(words)) return false;
  return (
    /(^|[_-])(SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|PASS|PWD|TOKENS?|APIKEY|DSN|CREDENTIALS?|SALT)([_-]|$)/.test(words) ||
    /(^|[_-])(API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|FERNET|AUTH|LICENSE|ACCOUNT)[_-]?KEYS?([_-]|$)/.test(words) ||
    /(^|[_-])PRIVATE([_-]|$)/.test(words)
  );
}

/** The value of a setting with every secret text in it replaced by `MASK`. An empty text stays: it hides nothing. */
export function maskedValue(name: string, value: Value): Value {
  return mask(value, { top: name, path: [], secret: isSecretName(name) });
}

/**
 * Whether a secret's text is a part of the value: a masked answer is then not the whole truth. An empty password counts
 * too, since whether there is one is nobody's business. A value that is nothing but a secret holds none.
 */
export function holdsSecret(name: string, value: Value): boolean {
  return secretWithin(value, { top: name, path: [], secret: isSecretName(name) });
}

/**
 * A text without the passwords of the URLs and connection strings in it, and without the texts that a condition compares a
 * secret with. What is compared with an unnamed value is hidden as soon as it is long enough to be a key.
 */
export function maskedText(text: string): string {
  return text
    .replace(/\b(\w+) is (not )?"((?:[^"\\]|\\.)*)"/g, (whole, name: string, not: string | undefined, compared: string) =>
      isSecretName(name) || (name === 'known' && /^\S{16,}$/.test(compared)) ? `${name} is ${not ?? ''}"${MASK}"` : whole,
    )
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/?#@'"]*:)([^\s@/'"]+)(@)/gi, `$1${MASK}$3`)
    .replace(/\b(password|passwd|pwd|secret|token|api_?key)=([^\s&;,'"]+)/gi, `$1=${MASK}`);
}

/**
 * The parts of one line of an env file, a unit, YAML, a Dockerfile or a script that hold a secret's text: what `NAME=` or `NAME:` at its
 * start gives, to its end, and every other pair in it.
 */
export function secretSpansInLine(line: string): readonly Span[] {
  const [whole = '', head = '', first = ''] = /^(\s*(?:-\s+)?["']?(?:export\s+)?([A-Za-z_]\w*)["']?\s*[=:]\s*)\S.*$/.exec(line) ?? [];
  if (whole !== '' && isSecretName(first)) return [{ start: head.length, end: line.trimEnd().length }];
  // What stands behind a name is looked at without taking it: it may hold a pair itself (`Environment="NAME=text"`).
  const pairs = line.matchAll(/([A-Za-z_]\w*)(?:=|["']?:\s+|(?<=^\s*ENV\s+\w+)\s+)(?=("[^"]*"|'[^']*'|[^\s"',\]}]+))/gi);
  return [...pairs].flatMap(({ 0: pair, 1: name = '', 2: value = '', index }) => {
    const start = index + pair.length;
    return isSecretName(name) ? [{ start, end: start + value.length }] : [];
  });
}

/** The parts of a Python file that hold a secret's text, without their quotes: what a printed line must not show. */
export function secretSpans(tree: Module): readonly Span[] {
  const out: Span[] = [];
  for (const statement of statements(tree.body)) {
    if (statement.kind === 'Assign') collect(statement.value, statement.targets.some(isSecretTarget), out);
    else if (statement.kind === 'AnnAssign' && statement.value) collect(statement.value, isSecretTarget(statement.target), out);
    else if (statement.kind === 'AugAssign') collect(statement.value, isSecretTarget(statement.target), out);
    else if (statement.kind === 'Expr' || statement.kind === 'Return') if (statement.value) collect(statement.value, false, out);
  }
  return out;
}

interface Where {
  readonly top: string;
  readonly path: readonly (string | number)[];
  readonly secret: boolean;
}

function mask(value: Value, where: Where): Value {
  switch (value.kind) {
    case 'str':
    case 'bytes':
    case 'path':
      return { ...value, value: shownText(value, where) };
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return { ...value, items: value.items.map((item, index) => (item.kind === 'rest' ? item : mask(item, inside(where, index)))) };
    case 'dict':
      return {
        ...value,
        entries: value.entries.map(({ key, value: inner }) => ({
          key,
          value: mask(inner, key.kind === 'str' ? inside(where, key.value) : where),
        })),
      };
    case 'choice':
      return {
        ...value,
        options: value.options.map((option) => ({
          ...option,
          when: maskedText(option.when),
          value: mask(option.value, { ...where, secret: isSecret(value, where) }),
        })),
      };
    default:
      return value;
  }
}

function shownText(value: Extract<Value, { readonly value: string }>, where: Where): string {
  return isSecret(value, where) && value.value !== '' ? MASK : maskedText(value.value);
}

/** A text that is read from a secret's variable is one under any name: also the default that stands in for it. */
function isSecret({ env }: Value, where: Where): boolean {
  return where.secret || (env !== undefined && isSecretName(env.name));
}

function secretWithin(value: Value, where: Where): boolean {
  switch (value.kind) {
    case 'str':
    case 'bytes':
      return where.secret || shownText(value, where) !== value.value;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return value.items.some((item, index) => item.kind !== 'rest' && secretWithin(item, inside(where, index)));
    case 'dict':
      return value.entries.some(({ key, value: inner }) => secretWithin(inner, key.kind === 'str' ? inside(where, key.value) : where));
    default:
      return false;
  }
}

function inside(where: Where, step: string | number): Where {
  const path = [...where.path, step];
  const known = djangoSettingAt(where.top, path);
  const secret = where.secret || (known ? known.secret === true : typeof step === 'string' && isSecretName(step));
  return { top: where.top, path, secret };
}

function isSecretTarget(target: Expression): boolean {
  if (target.kind === 'Name') return isSecretName(target.id);
  if (target.kind === 'Attribute') return isSecretName(target.name);
  if (target.kind === 'Subscript') return target.index.kind === 'Str' ? isSecretName(target.index.value) : isSecretTarget(target.value);
  return (target.kind === 'Tuple' || target.kind === 'List') && target.elements.some(isSecretTarget);
}

function collect(expression: Expression, secret: boolean, out: Span[]): void {
  switch (expression.kind) {
    case 'Str':
      if (secret) out.push(...expression.parts.map((part) => part.content));
      return;
    case 'Bytes':
    case 'FString':
      if (secret) out.push({ start: expression.span.start + 1, end: expression.span.end - 1 });
      return;
    case 'Dict':
      for (const entry of expression.entries) {
        collect(entry.value, secret || (entry.key?.kind === 'Str' && isSecretName(entry.key.value)), out);
      }
      return;
    case 'List':
    case 'Tuple':
    case 'Set':
      for (const element of expression.elements) collect(element, secret, out);
      return;
    case 'Call':
      for (const [index, argument] of expression.arguments.entries())
        collect(argument.value, isSecretArgument(expression.arguments, index, secret), out);
      collect(expression.function, false, out);
      return;
    case 'BoolOp':
    case 'BinOp':
      collect(expression.left, secret, out);
      collect(expression.right, secret, out);
      return;
    case 'Conditional':
      collect(expression.body, secret, out);
      collect(expression.orelse, secret, out);
      return;
    case 'Attribute':
    case 'Starred':
      collect(expression.value, secret, out);
      return;
    case 'Lambda':
      collect(expression.body, secret, out);
      return;
    default:
      return;
  }
}

/** In `config("DB_PASSWORD", default="x")` the first text names a variable and the others are secrets. */
function isSecretArgument(list: readonly Argument[], index: number, secret: boolean): boolean {
  const argument = list[index];
  const first = list[0];
  const named = first?.name === undefined && first?.value.kind === 'Str' ? first.value.value : undefined;
  if (argument?.name !== undefined && isSecretName(argument.name)) return true;
  if (index === 0 && named !== undefined && /^[A-Z][A-Z0-9_]*$/.test(named)) return secret && list.length === 1 && !/_/.test(named);
  return secret || (named !== undefined && isSecretName(named));
}
