import type { Place } from '../base/text';
import { text, type Value } from '../evaluate/value';

/** A text in the settings that gives access to something. */
export interface Credential {
  /** As Python reads it: `DATABASES["default"]["PASSWORD"]`. */
  readonly label: string;
  /** The environment variable that would hold it. */
  readonly variable: string;
  readonly kind: 'secret' | 'url';
  readonly text: string;
  readonly at: Place;
}

/** Deep enough for `DATABASES[…]["OPTIONS"]["password"]` and the like. */
const MAX_DEPTH = 4;

/** Every credential in the value of a setting that was written as a literal, or computed from literals alone. */
export function credentialsIn(name: string, value: Value): readonly Credential[] {
  return name === 'SECRET_KEY' || name.startsWith('SECRET_KEY_') ? [] : within(value, { label: name, path: [name] });
}

interface Where {
  readonly label: string;
  readonly path: readonly string[];
}

function within(value: Value, where: Where): readonly Credential[] {
  if (where.path.length > MAX_DEPTH) return [];
  if (value.kind === 'dict') {
    if (isFileDatabase(value)) return [];
    return value.entries.flatMap((entry) => {
      const key = text(entry.key);
      return key === undefined ? [] : within(entry.value, { label: `${where.label}["${key}"]`, path: [...where.path, key] });
    });
  }
  if (value.kind === 'list' || value.kind === 'tuple') {
    return value.items.flatMap((item) => (item.kind === 'str' ? urlIn(item, where) : []));
  }
  if (value.kind !== 'str' || value.env) return [];
  return isSecret(where.path, value.value) ? credential(value, where, 'secret') : urlIn(value, where);
}

function isFileDatabase(value: Extract<Value, { kind: 'dict' }>): boolean {
  return value.entries.some((entry) => text(entry.key) === 'ENGINE' && /sqlite|spatialite|dummy/.test(text(entry.value) ?? ''));
}

function urlIn(value: Extract<Value, { kind: 'str' }>, where: Where): readonly Credential[] {
  // The address of an error tracker is meant to be seen by browsers, too.
  if (/dsn$/i.test(where.path.at(-1) ?? '')) return [];
  const password = /^[a-z][a-z0-9+.-]*:\/\/([^\s:/?#@]*):([^\s@/]+)@/i.exec(value.value);
  if (!password?.[2] || value.env || isPlaceholder(password[2]) || (password[1] === 'guest' && password[2] === 'guest')) return [];
  return credential(value, where, 'url');
}

function credential(value: Extract<Value, { kind: 'str' }>, { label, path }: Where, kind: Credential['kind']): readonly Credential[] {
  return value.at ? [{ label, variable: variableFor(path), kind, text: value.value, at: value.at }] : [];
}

/** `DATABASES["default"]["PASSWORD"]` gives `DATABASE_PASSWORD`, `CACHES["sessions"]["LOCATION"]` `CACHE_SESSIONS_LOCATION`. */
function variableFor([top = '', ...keys]: readonly string[]): string {
  if (keys.length === 0) return top;
  const words = [top.replace(/S$/, ''), ...keys.filter((key) => key !== 'default' && key !== 'OPTIONS')];
  return words
    .join('_')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
}

const PASSWORD = /(^|_)(PASSWORD|PASSWD)$/i;
const TOKEN = /(^|_)(SECRET|SECRET_KEY|SECRET_ACCESS_KEY|TOKEN|API_?KEY|API_SECRET|CLIENT_SECRET|PRIVATE_KEY|SIGNING_KEY|AUTH_KEY)$/i;

/** Keys inside of a setting, where nothing longer is to be trusted: `reset_password` names a form. */
const NESTED_PASSWORD: ReadonlySet<string> = new Set(['password', 'passwd']);
const NESTED_TOKEN: ReadonlySet<string> = new Set([
  'secret',
  'client_secret',
  'api_key',
  'api_secret',
  'signing_key',
  'auth_token',
  'access_token',
]);

/** By its name, and by the look of it: a token has letters and digits, and is neither a path nor a name of something in Python. */
function isSecret(path: readonly string[], value: string): boolean {
  const key = path.at(-1) ?? '';
  const isNested = path.length > 1;
  if (/\s/.test(value) || isPlaceholder(value)) return false;
  if (isNested ? NESTED_PASSWORD.has(key.toLowerCase()) : PASSWORD.test(key)) return value.length > 3;
  if (!(isNested ? NESTED_TOKEN.has(key.toLowerCase()) : TOKEN.test(key)) || value.length < 12) return false;
  return /\d/.test(value) && /[A-Za-z]/.test(value) && !/^(https?:|\/|\.|~)|^[a-z_]\w*(\.[a-z_]\w*)+$/i.test(value);
}

/** A text that asks to be replaced, that its makers published for tests, or that browsers get to see anyway (Google's keys for maps). */
function isPlaceholder(value: string): boolean {
  const asks =
    /your|change|replace|example|placeholder|dummy|fake|insert|todo|fixme|x{3}|\*{3}|<|>|\{|\}|\$\(|%\(|not.?set|redacted|insecure/i;
  const namesItself = /(^|[_-])(my|some|the)?(password|passwd|secret|token|key)([_-]|$)/i;
  return asks.test(value) || namesItself.test(value) || /^(6LeIxAcTAAAAA|AIza)/.test(value);
}
