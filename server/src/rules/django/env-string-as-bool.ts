import { contains, type Span } from '../../base/text';
import type { Assignment, Setting } from '../../evaluate/settings';
import { alternatives, type EnvRead, type Value } from '../../evaluate/value';
import { BOOLEAN_SETTINGS, isBooleanSetting } from '../booleanSettings';
import { replaceExpression } from '../edit';
import { fromEnv, setFromEnv } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

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
      const read = isBooleanSetting(name) ? rawRead(setting) : undefined;
      if (!read) continue;
      const assignment = assignmentOf(setting, read);
      const fallback = read.default === 'required' ? undefined : asPython(read.default);
      context.report({
        message: read.parse === 'bool()' ? 'bool' : 'text',
        data: { name, variable: read.name },
        place: assignment?.place ?? context.place(name),
        // Where something else decides without the variable, a read of it alone would stop the start.
        fixes: fallback === undefined && !isAlwaysRead(setting.value) ? [] : [parsed(context, name, read, assignment, fallback)],
      });
    }
  },
});

/** The read whose text, or Python's bool of it, is what the setting gets. */
function rawRead(setting: Setting): EnvRead | undefined {
  const { value } = setting;
  const candidates = [value, ...alternatives(value)];
  for (const candidate of candidates) {
    const read = candidate.env ?? value.env;
    if (!read) continue;
    if (read.parse === 'bool()') return read;
    if (read.parse !== 'str' || !isText(candidate)) continue;
    // A function that tells True from False may hand the text through on a way that it never takes.
    const isWhole = setting.assignments.some(({ place, valueSpan }) => place.file === read.at.file && sameSpan(valueSpan, read.at.span));
    if (isWhole || candidates.every((one) => one.kind !== 'bool' || one.env !== undefined)) return read;
  }
  return undefined;
}

function isAlwaysRead(value: Value): boolean {
  return alternatives(value).every((one) => one.env !== undefined);
}

function isText(value: Value): boolean {
  return value.kind === 'str' || (value.kind === 'unknown' && value.type === 'str');
}

/** The assignment in whose expression the read stands. */
function assignmentOf(setting: Setting, { at }: EnvRead): Assignment | undefined {
  return setting.assignments.findLast(
    ({ kind, place, valueSpan }) => kind === 'assign' && place.file === at.file && contains(valueSpan, at.span.start),
  );
}

/** Mends the line that reads, in whatever module it stands: no profile wants the text. */
function parsed(
  context: SettingsContext,
  name: string,
  read: EnvRead,
  assignment: Assignment | undefined,
  fallback: string | undefined,
): Fix {
  const title = `Parse ${read.name} as a boolean`;
  const how = { variable: read.name, parse: 'bool', ...(fallback && { default: fallback }) } as const;
  if (!assignment) return setFromEnv(context, name, how, title);
  const place = { file: assignment.place.file, span: assignment.valueSpan };
  return { title, safe: false, edit: () => replaceExpression(context, place, fromEnv(context, name, how)) };
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** What the author meant by the default. */
function asPython(value: Value): string | undefined {
  if (value.kind === 'bool') return value.value ? 'True' : 'False';
  if (value.kind === 'none') return 'False';
  if (value.kind === 'str') return /^(1|true|t|yes|y|on)$/i.test(value.value.trim()) ? 'True' : 'False';
  return value.kind === 'int' ? (value.value === 0n ? 'False' : 'True') : undefined;
}
