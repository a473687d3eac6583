import { alternatives, text, type Value } from '../../evaluate/value';
import { environmentReads, isGivenByArtefact, isOneVariable, placeOfValue, unsetOutcome } from '../environment';
import { isOneAssignment, setFromEnv } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/secret-key-default',
    title: 'SECRET_KEY falls back to a key in the code',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-1188', 'CWE-798'],
    summary: 'The key is read from the environment, but a literal stands in for it: a missing variable goes unnoticed.',
    settings: ['SECRET_KEY'],
  },
  messages: {
    fallback:
      'SECRET_KEY falls back to a key in the code where {where}.\nSuch a server starts without a word and signs with a key that the repository shows.\nDrop the fallback, so that it fails at the start instead.',
  },
  check(context) {
    const value = context.value('SECRET_KEY');
    const fallback = literalFallback(value);
    if (!fallback) {
      if (environmentReads(value).length === 0) context.notApplicable('SECRET_KEY is not read from the environment');
      return;
    }
    const fix = setFromEnv(context, 'SECRET_KEY', { parse: 'str' }, 'Drop the fallback: fail at the start without the variable');
    const mends = isOneAssignment(context, 'SECRET_KEY') && isOneVariable(value) && !isGivenByArtefact(value);
    const fixes = mends ? [fix] : [];
    const place = placeOfValue(context, 'SECRET_KEY', fallback.value);
    context.report({ message: 'fallback', data: { where: fallback.where }, place, fixes });
  },
});

interface Fallback {
  readonly value: Value;
  /** Where the key in the code is used, in words. */
  readonly where: string;
}

/** A value that the text of a variable only had a part in, as the name of a module for instance, is not that text. */
function literalFallback(value: Value): Fallback | undefined {
  for (const candidate of [value, ...alternatives(value)]) {
    const read = candidate.kind === 'str' ? candidate.env : undefined;
    if (read && !read.givenAt && read.default !== 'required' && text(read.default))
      return { value: candidate, where: `${read.name} is not set` };
  }
  const outcome = unsetOutcome(value);
  return outcome && text(outcome.value) ? outcome : undefined;
}
