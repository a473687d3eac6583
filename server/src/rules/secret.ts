import { join } from '../base/paths';
import type { Place } from '../base/text';
import type { Value } from '../evaluate/value';
import { SECRET_KEY_LIMITS } from '../knowledge/checks';
import { gitIgnored } from '../project/ignored/git';
import { appendLine, nodeAt, readFromEnv, replaceExpression, setSetting } from './edit';
import type { FileEdit, Fix, SettingsContext } from './rule';

/**
 * Why Django's check calls a signing key weak, in words; undefined when it does not. Characters are counted as Python counts
 * them, by code point. https://docs.djangoproject.com/en/5.2/ref/checks/#security
 */
export function weakness(key: string): string | undefined {
  const { insecurePrefix, minimumLength, minimumUniqueCharacters } = SECRET_KEY_LIMITS;
  const characters = [...key];
  if (key.startsWith(insecurePrefix)) return `starts with ${insecurePrefix}, the mark of a key that startproject made`;
  if (characters.length < minimumLength) return `has ${characters.length} characters, fewer than ${minimumLength}`;
  if (new Set(characters).size < minimumUniqueCharacters) return `has fewer than ${minimumUniqueCharacters} different characters`;
  return undefined;
}

/**
 * Whether a known text stands as it is in one of the modules that were read for it. A key may also come from a file of its own, which
 * is where Django's documentation puts it.
 */
export function standsInCode({ project, settings }: SettingsContext, text: string): boolean {
  return settings.files.some((file) => file.endsWith('.py') && project.source(file)?.text.includes(text) === true);
}

/** For `judge`: whether a value is a key that Django's check calls weak. An empty one is missing, not weak. */
export function isWeakKey(value: Value): boolean | undefined {
  if (value.kind !== 'str') return value.kind === 'none' ? false : undefined;
  return value.value !== '' && weakness(value.value) !== undefined;
}

/** For `judge`: whether Django would say that the key is not set at all. */
export function isMissingKey(value: Value): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  return value.kind === 'none' || (value.kind === 'str' && value.value === '');
}

/**
 * Reads SECRET_KEY from the environment, puts `secret` into the `.env` file beside manage.py and makes git ignore that file.
 * The secret is asked for only when the fix is applied.
 */
export function moveToEnvFile(context: SettingsContext, title: string, secret: () => string): Fix {
  return {
    title,
    safe: false,
    edit() {
      const settings = setSetting(context, 'SECRET_KEY', (file) => readFromEnv(context, file, { variable: 'SECRET_KEY', parse: 'str' }));
      if (!settings) return undefined;
      const path = join(context.profile.pythonPath, '.env');
      return [...settings, ...envLine(context, path, 'SECRET_KEY', secret()), ...ignored(context, path)];
    },
  };
}

/**
 * Puts a read of an environment variable in the place of a literal, the literal's text into the `.env` file beside manage.py, and
 * makes git ignore that file. None where another text than the literal's stands there, or an env file cannot hold it.
 */
export function moveLiteral(context: SettingsContext, at: Place, variable: string, text: string): readonly Fix[] {
  const tree = context.project.python(at.file)?.tree;
  const node = tree && nodeAt(tree, at.span);
  // A class body runs for every configuration of the file: a read that fails there would stop them all.
  if (node?.kind !== 'Str' || node.value !== text || !fitsEnvFile(text) || context.profile.configuration !== undefined) return [];
  const edit = () => {
    const read = replaceExpression(context, at, (file) => readFromEnv(context, file, { variable, parse: 'str' }));
    const path = join(context.profile.pythonPath, '.env');
    return read && [...read, ...envLine(context, path, variable, text), ...ignored(context, path)];
  };
  return [{ title: `Move it to .env as ${variable}`, safe: false, edit }];
}

/** Nothing when the file has the variable already: its value is the one that somebody chose. */
function envLine(context: SettingsContext, path: string, variable: string, secret: string): readonly FileEdit[] {
  const text = context.project.files.read(path) ?? '';
  if (new RegExp(`^\\s*(export\\s+)?${variable}\\s*=`, 'm').test(text)) return [];
  return [appendLine(context.project, path, `${variable}=${quoted(secret)}`)];
}

function ignored(context: SettingsContext, path: string): readonly FileEdit[] {
  return gitIgnored(context.project.files, path) ? [] : [appendLine(context.project, '.gitignore', '.env')];
}

/** Whether a key can be written into an env file so that all the readers that we know give it back as it is. */
export function fitsEnvFile(secret: string): boolean {
  // django-environ takes a value that starts with `$` for the name of another variable.
  return /^[\x21-\x7e]+$/.test(secret) && !/^\$|['\\]/.test(secret);
}

/** Single quotes keep `$` and `#` as they are; only `docker run --env-file` would take them for a part of the value. */
function quoted(secret: string): string {
  return /^[\w.+/=@%:,-]*$/.test(secret) ? secret : `'${secret}'`;
}
