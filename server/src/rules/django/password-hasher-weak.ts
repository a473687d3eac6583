import { atLeast, type Version } from '../../base/version';
import { alternatives, text, type Value } from '../../evaluate/value';
import { insertItem } from '../edit';
import { doubt, judge } from '../judge';
import { answer, placeAmong } from '../nested';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/password-hasher-weak',
    title: 'New passwords get a hash that is quickly guessed',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-916'],
    summary: 'The first item of PASSWORD_HASHERS makes the hashes, and this one is made for tests or for old data.',
    settings: ['PASSWORD_HASHERS'],
  },
  messages: {
    weak: 'PASSWORD_HASHERS begins with {hasher}, and the first one hashes every new password.\nWho gets hold of the table tries billions of passwords a second against it.\nPut PBKDF2, Argon2 or scrypt first; the old one may stay below for old passwords.',
  },
  check(context) {
    const value = context.value('PASSWORD_HASHERS');
    const verdict = judge(value, (hashers) => answer(firstOf(hashers), (first) => isWeak(first, context.django), false));
    if (verdict === 'never') return;
    if (verdict !== 'always') return context.unknown(doubt('PASSWORD_HASHERS', value));
    const hashers = alternatives(value).map(firstOf);
    const path = hashers.flatMap((one) => text(one) ?? [])[0] ?? '';
    context.report({
      message: 'weak',
      data: { hasher: path.slice(path.lastIndexOf('.') + 1) },
      place: placeAmong(context, 'PASSWORD_HASHERS', ...hashers),
      fixes: [{ title: 'Put PBKDF2 first', safe: false, edit: () => insertItem(context, 'PASSWORD_HASHERS', PBKDF2, 'start') }],
    });
  },
});

const PBKDF2 = 'django.contrib.auth.hashers.PBKDF2PasswordHasher';

/** By name, with the version that took it out: what is gone cannot hash, and is the matter of django/setting-value-invalid. */
const WEAK: Readonly<Record<string, string | undefined>> = {
  MD5PasswordHasher: undefined,
  SHA1PasswordHasher: '5.1',
  UnsaltedMD5PasswordHasher: '5.1',
  UnsaltedSHA1PasswordHasher: '5.1',
  CryptPasswordHasher: '5.0',
};

function isWeak(hasher: Value, django: Version): boolean | undefined {
  if (hasher.kind === 'unknown' || hasher.kind === 'opaque') return undefined;
  const name = /^django\.contrib\.auth\.hashers\.(\w+)$/.exec(text(hasher) ?? '')?.[1] ?? '';
  if (!Object.hasOwn(WEAK, name)) return false;
  const gone = WEAK[name];
  return gone === undefined || !atLeast(django, gone);
}

/** The first item of a list; `unset` of an empty one. */
function firstOf(hashers: Value): Value {
  if (hashers.kind !== 'list' && hashers.kind !== 'tuple') return { kind: 'unknown', reason: 'it is no list' };
  const [first] = hashers.items;
  if (first?.kind === 'rest') return { kind: 'unknown', reason: first.reason };
  return first ?? { kind: 'unset' };
}
