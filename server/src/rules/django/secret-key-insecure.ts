import { alternatives } from '../../evaluate/value';
import { setSetting } from '../edit';
import { holds } from '../judge';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { isWeakKey, standsInCode, weakness } from '../secret';

export const rule = settingsRule({
  meta: {
    id: 'django/secret-key-insecure',
    title: 'SECRET_KEY is weak',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['security.W009', 'CWE-326'],
    summary: 'The signing key is short, repetitive or the one that startproject wrote: sessions and reset links can be forged.',
    settings: ['SECRET_KEY'],
  },
  messages: {
    weak: 'SECRET_KEY {why}.\nWho guesses or reads the key can forge sessions, password reset links and signed cookies.\nUse a long random value that lives outside the code.',
    fallback:
      'SECRET_KEY is the default of {variable}, and that default {why}.\nThis production runs with it, because nothing sets the variable.\nSet {variable} to a long random value.',
  },
  check(context) {
    if (!holds(context, 'SECRET_KEY', isWeakKey)) return;
    const value = context.value('SECRET_KEY');
    const key = alternatives(value).find((candidate) => candidate.kind === 'str');
    const why = key?.kind === 'str' ? weakness(key.value) : undefined;
    if (!why) return;
    const place = context.place('SECRET_KEY');
    const read = value.env ?? key?.env;
    if (read && read.state !== 'given') context.report({ message: 'fallback', data: { variable: read.name, why }, place });
    else
      context.report({
        message: 'weak',
        data: { why },
        place,
        fixes: !read && key?.kind === 'str' && standsInCode(context, key.value) ? [newKey(context)] : [],
      });
  },
});

function newKey(context: SettingsContext): Fix {
  return {
    title: 'Write a new random SECRET_KEY (ends every session)',
    safe: false,
    edit: () => setSetting(context, 'SECRET_KEY', `"${context.project.randomSecret()}"`),
  };
}
