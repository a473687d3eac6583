import type { Edits } from './edit';
import { type EnvironmentRead, type ItemPlace, insertItem, type NewExpression, readFromEnv, setSetting } from './edit';
import { environmentReads } from './environment';
import type { Fix, Related, SettingsContext } from './rule';

/** The fixes that several rules share. Each is computed only when it is asked for. */

/**
 * Gives a setting a value: `expression` is Python's `True`, a number, or another literal. Where the project lets the
 * environment decide, that stays, and the value becomes what holds without the variable. Safe only as long as neither the
 * environment nor a condition decides.
 */
export function setTo(
  context: SettingsContext,
  name: string,
  expression: string,
  safe = true,
  title = `Set ${name} to ${expression}`,
): Fix {
  const setting = context.setting(name);
  const read = setting && environmentReads(setting.value)[0];
  if (read && read.state !== 'given') {
    const parse = /^(True|False)$/.test(expression) ? 'bool' : /^\d+$/.test(expression) ? 'int' : 'str';
    return setFromEnv(context, name, { parse, default: expression }, `${title} unless ${read.name} says otherwise`);
  }
  const conditional = setting?.assignments.some((assignment) => assignment.conditional) ?? false;
  return { title, safe: safe && !read && !conditional, edit: () => setSetting(context, name, expression) };
}

/** `variable`: the one to read, where the value itself does not tell from which it comes. */
type Read = Omit<EnvironmentRead, 'variable'> & { readonly variable?: string };

/**
 * Reads a setting from the environment in the way in which the project does: from the variable that it was read from so far,
 * else from the one of its own name.
 */
export function setFromEnv(context: SettingsContext, name: string, read: Read, title?: string): Fix {
  return {
    title: title ?? `Read ${name} from the environment`,
    safe: false,
    edit: () => setSetting(context, name, fromEnv(context, name, read)),
  };
}

export function fromEnv(context: SettingsContext, name: string, read: Read): NewExpression {
  return (file) => {
    // A class body runs for every configuration of the file: a read that fails there would stop them all.
    if (context.profile.configuration !== undefined && read.default === undefined) return undefined;
    return readFromEnv(context, file, { ...read, variable: read.variable ?? environmentReads(context.value(name))[0]?.name ?? name });
  };
}

/** Adds a middleware at the first of the given places that the list has; no fix where nothing sets the list. */
export function insertMiddleware(context: SettingsContext, path: string, places: readonly ItemPlace[], safe = true): readonly Fix[] {
  if (!context.setting('MIDDLEWARE')) return [];
  const title = `Add ${path.slice(path.lastIndexOf('.') + 1)} to MIDDLEWARE`;
  return [{ title, safe, edit: () => firstEdit(places.map((place) => () => insertItem(context, 'MIDDLEWARE', path, place))) }];
}

/** The earlier assignments that the one in force replaced, for the reader who looks at the wrong file. */
export function replacedAssignments(context: SettingsContext, name: string): readonly Related[] {
  const assignments = context.setting(name)?.assignments ?? [];
  return assignments
    .slice(0, -1)
    .slice(-3)
    .map(({ place }) => ({ place, message: `${name} is set here first and replaced later` }));
}

/** Whether one plain statement sets it, so that writing another expression there is all that has to be done. */
export function isOneAssignment(context: SettingsContext, name: string): boolean {
  const [only, ...others] = context.setting(name)?.assignments ?? [];
  return only?.kind === 'assign' && !only.conditional && others.length === 0;
}

function firstEdit(attempts: readonly (() => Edits)[]): Edits {
  for (const attempt of attempts) {
    const edits = attempt();
    if (edits) return edits;
  }
  return undefined;
}
