import { isPlaceholder } from '../../project/environment/names';
import { isSecretName } from '../../project/mask';

/**
 * Whether a variable of an artefact holds a secret in clear: `secret` by its name and the look of its text, `url` for an address with a
 * password in it. A placeholder, a path, a number, a switch and what is still to be filled in are none.
 */
export function literalSecret(name: string, value: string): 'secret' | 'url' | undefined {
  if (isSecretText(name, value)) return 'secret';
  return hasPassword(value) ? 'url' : undefined;
}

function isSecretText(name: string, value: string): boolean {
  if (!isSecretName(name) || /_(FILE|PATH|DIR|ID|USER|ALGORITHM|TTL|AGE|HOST|PORT|NAME)$/i.test(name)) return false;
  if (/^django-insecure-.{30}/.test(value)) return true;
  if (value.length < 6 || isPlaceholder(value, true) || /\s|\$\{?\w|\{\{|\}\}|\$\(/.test(value)) return false;
  if (/^(\/|\.|~|https?:|\d+$|(true|false|none|null|yes|no|on|off)$)/i.test(value)) return false;
  return !/^[a-z_]\w*(\.[a-z_]\w*)+$/i.test(value) && !asksForOne(value);
}

/** `postgres://shop:password@db/shop`. */
function hasPassword(value: string): boolean {
  const [, user = '', password] = /^[a-z][a-z0-9+.-]*:\/\/([^\s:/?#@]*):([^\s@/]+)@/i.exec(value) ?? [];
  if (password === undefined || /[${}%]/.test(password)) return false;
  return !isPlaceholder(password, true) && !asksForOne(password) && !(user === 'guest' && password === 'guest');
}

/** A text that names itself where the secret would stand, or says that it is none. */
function asksForOne(value: string): boolean {
  // What App Service of Azure asks for, and keeps to itself.
  if (value === 'root:Docker!') return true;
  return (
    /insert|fake|redacted|secret[-_ ]?key|insecure|not.?set|not.?(a.?)?secret|build|collectstatic|temp|unused|ignore|whatever|random/i.test(
      value,
    ) || /(^|[_-])(my|some|the|a)?[-_]?(password|passwd|secret|token|key)([_-]|$)/i.test(value)
  );
}
