import { contains, type Place } from '../base/text';
import { alternatives, type EnvRead, type Value } from '../evaluate/value';
import { maskedText } from '../project/mask';
import type { Related, SettingsContext } from './rule';

/** What a value comes out as where the environment gives nothing. */
export interface UnsetOutcome {
  readonly value: Value;
  /** The condition in words: `DJANGO_DEBUG is not set`. */
  readonly where: string;
  /** The variable that decides, where it is one alone. */
  readonly variable: string | undefined;
}

/**
 * What a fresh deployment gets, for a value that is read from the environment and whose variable is not known to be set.
 * Undefined for a value that does not depend on the environment, or whose default is not known.
 */
export function unsetOutcome(value: Value): UnsetOutcome | undefined {
  if (value.kind === 'choice') {
    // Several options remain where something besides the environment decides: a host name, a file.
    const [option, ...others] = value.options.filter((candidate) => candidate.unset);
    if (!option || others.length > 0) return undefined;
    const names = missingVariables(option.when);
    return {
      value: option.value,
      where: names.length > 0 ? notSet(names) : inWords(notGiven(option.when) ?? option.when),
      variable: names.length === 1 ? names[0] : undefined,
    };
  }
  const read = value.env;
  // What is left of a read after the settings refused its default (`if HOSTS == ["*"]: raise`) is not known, and never the default.
  if (!read || read.default === 'required' || value.kind === 'unknown') return undefined;
  // Where an artefact gives it, the default is not used.
  if (read.givenAt) return undefined;
  // A default is used as it stands only where no conversion comes after it: `bool()` and `== "True"` make another value of it.
  const asItStands = read.parse === 'str' || read.parse === read.default.kind;
  return asItStands ? { value: read.default, where: notSet([read.name]), variable: read.name } : undefined;
}

/**
 * Of a condition in words that holds where none of its variables is set: those whose absence is enough, else all that it
 * speaks of. None where it speaks of something else.
 */
function missingVariables(condition: string): readonly string[] {
  for (const alternative of condition.split(', or ')) {
    const parts = alternative.split(' and ').map((part) => /^(\w+) is not set in the environment$/.exec(part)?.[1]);
    if (!parts.includes(undefined)) return parts.flatMap((name) => name ?? []);
  }
  return [...new Set([...condition.matchAll(/(\w+) is (?:not )?set in the environment/g)].flatMap((match) => match[1] ?? []))];
}

/** Of a condition in words, the way on which nobody sets a variable over what an artefact gives. */
function notGiven(condition: string): string | undefined {
  return condition.split(', or ').find((alternative) => alternative.split(' and ').every((part) => /^\w+ is not set /.test(part)));
}

/** A condition that the evaluator cut short says nothing to a reader. */
function inWords(condition: string): string {
  return condition.includes('many conditions') ? 'nothing in the environment decides' : maskedText(condition);
}

function notSet(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]} is not set` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are not set`;
}

/** The assignment that wrote a value, where several set the setting; the last one where none did. */
export function placeOfValue(context: SettingsContext, name: string, value: Value): Place {
  const at = value.env?.at ?? value.at;
  const assignment = context
    .setting(name)
    ?.assignments.findLast(({ place }) => at !== undefined && place.file === at.file && contains(place.span, at.span.start));
  return assignment?.place ?? context.place(name);
}

/** Every environment read that a value or one of its alternatives comes from. */
export function environmentReads(value: Value): readonly EnvRead[] {
  return [value, ...alternatives(value)].flatMap((candidate) => (candidate.env ? [candidate.env] : []));
}

/** Whether one variable alone decides: another one, a file or a stage that has a say would be lost with the expression. */
export function isOneVariable(value: Value): boolean {
  const names = new Set(environmentReads(value).map(({ name }) => name));
  return names.size === 1 && alternatives(value).every((one) => one.kind !== 'unknown' || one.env !== undefined);
}

/** Whether an artefact of the workspace has a say in a value: another default in the code then changes nothing. */
export function isGivenByArtefact(value: Value): boolean {
  return environmentReads(value).some(({ givenAt }) => givenAt !== undefined);
}

/** Where artefacts of the workspace give the variables that values come from. */
export function givenPlaces(values: readonly (Value | undefined)[]): readonly Related[] {
  const places = new Map<string, Related>();
  for (const { name, givenAt } of values.flatMap((value) => (value ? environmentReads(value) : []))) {
    if (givenAt) places.set(`${givenAt.file}:${givenAt.span.start}:${name}`, { place: givenAt, message: `${name} is given here` });
  }
  return [...places.values()];
}

/** Variables that a host sets in every process by itself: nobody can forget them there. */
const HOST_VARIABLES =
  /\b(RENDER|RENDER_\w+|DYNO|FLY_APP_NAME|FLY_REGION|RAILWAY_\w+|VERCEL|GAE_\w+|K_SERVICE|GOOGLE_CLOUD_PROJECT|WEBSITE_HOSTNAME|WEBSITE_SITE_NAME|AWS_LAMBDA_FUNCTION_NAME|AWS_EXECUTION_ENV|KUBERNETES_SERVICE_HOST|PYTHONANYWHERE_\w+)\b/;

/** The variable in a condition that the hosting platform sets by itself. */
export function hostVariable(condition: string): string | undefined {
  return HOST_VARIABLES.exec(condition)?.[0];
}
