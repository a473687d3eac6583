import { alternatives, type EnvRead, type Value } from '../../evaluate/value';
import { BOOLEAN_SETTINGS, isBooleanSetting } from '../booleanSettings';
import { setFromEnv } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/env-string-as-bool',
    title: 'Environment text used as a true or false value',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: ['CWE-704'],
    summary: 'A boolean setting is the raw text of an environment variable: any text that is not empty, "False" included, is true.',
    settings: BOOLEAN_SETTINGS,
  },
  messages: {
    text: '{name} is the text of {variable}, and any text that is not empty is true.\n{variable}=False turns it on, just like {variable}=True.\nParse the text as a boolean.',
    bool: '{name} is bool() of the text of {variable}, and bool("False") is True.\nThere is no value but an empty one that turns it off.\nParse the text as a boolean.',
  },
  check(context) {
    for (const [name, setting] of context.settings.settings) {
      const read = isBooleanSetting(name) ? rawRead(setting.value) : undefined;
      if (!read) continue;
      const fallback = read.default === 'required' ? undefined : asPython(read.default);
      context.report({
        message: read.parse === 'bool()' ? 'bool' : 'text',
        data: { name, variable: read.name },
        place: context.place(name),
        fixes: [setFromEnv(context, name, { parse: 'bool', ...(fallback && { default: fallback }) }, `Parse ${read.name} as a boolean`)],
      });
    }
  },
});

/** The read whose text, or Python's bool of it, is what the setting gets. */
function rawRead(value: Value): EnvRead | undefined {
  for (const candidate of [value, ...alternatives(value)]) {
    const read = candidate.env ?? value.env;
    if (!read) continue;
    if (read.parse === 'bool()') return read;
    const isText = candidate.kind === 'str' || (candidate.kind === 'unknown' && candidate.type === 'str');
    if (read.parse === 'str' && isText) return read;
  }
  return undefined;
}

/** What the author meant by the default. */
function asPython(value: Value): string | undefined {
  if (value.kind === 'bool') return value.value ? 'True' : 'False';
  if (value.kind === 'none') return 'False';
  if (value.kind === 'str') return /^(1|true|t|yes|y|on)$/i.test(value.value.trim()) ? 'True' : 'False';
  return value.kind === 'int' ? (value.value === 0n ? 'False' : 'True') : undefined;
}
