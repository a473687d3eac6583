import type { Place } from '../../../base/text';
import { literalValue } from '../../../evaluate/literalValue';
import type { EvaluatedSettings, Setting } from '../../../evaluate/settings';
import { type Value, withDefault } from '../../../evaluate/value';
import { type GunicornSetting, gunicornDefault, gunicornSetting } from '../../../knowledge/gunicorn';
import type { Held, Variables } from '../../environment/held';
import type { RunWord } from '../../environment/runCommand';
import type { GunicornCommandLine, GunicornOption } from './commandLine';

/** Where a value comes from, by gunicorn's precedence from the weakest: `arguments` is GUNICORN_CMD_ARGS. */
export type GunicornOrigin = 'default' | 'environment' | 'file' | 'arguments' | 'command';

/** What gunicorn has for one setting when it starts. */
export interface GunicornValue {
  readonly name: string;
  readonly value: Value;
  readonly origin: GunicornOrigin;
  /** Where it is written; undefined for a default. */
  readonly place: Place | undefined;
  /** The options that say so, for `command` and `arguments`. */
  readonly options: readonly GunicornOption[];
  /** The statements that say so, for `file`. */
  readonly setting: Setting | undefined;
  /** A default that a variable of the environment would replace, which nothing tells of. */
  readonly variable: string | undefined;
}

/** Words with options: the command line, or those of GUNICORN_CMD_ARGS. */
export interface GunicornWords {
  /** From the program's name to the last word, or where the variable is given. */
  readonly place: Place;
  readonly args: readonly RunWord[];
  readonly line: GunicornCommandLine;
}

/** What the values of a run are made of. An undefined part is not there; a reason says why it is not known. */
export interface GunicornLayers {
  readonly command: GunicornWords | undefined;
  readonly arguments: GunicornWords | { readonly reason: string } | undefined;
  readonly config: EvaluatedSettings | { readonly reason: string } | undefined;
  readonly variables: Variables;
  /** Why variables that nothing gives may be set nevertheless; undefined where they are taken for unset. */
  readonly openEnvironment: string | undefined;
  /** Why there may be another command line or file than these; undefined where there is none. */
  readonly openCommand: string | undefined;
}

/** The value of a setting, from all that a run is made of. */
export function valueIn(layers: GunicornLayers, name: string): GunicornValue {
  const known = gunicornSetting(name);
  return (
    fromWords(layers.command, name, 'command') ??
    fromWords(layers.arguments, name, 'arguments') ??
    fromFile(layers, name, known) ??
    fallback(layers, name, known)
  );
}

function unknownValue(name: string, origin: GunicornOrigin, reason: string, place?: Place): GunicornValue {
  return plain(name, { kind: 'unknown', reason }, origin, place);
}

function plain(name: string, value: Value, origin: GunicornOrigin, place: Place | undefined): GunicornValue {
  return { name, value, origin, place, options: [], setting: undefined, variable: undefined };
}

function fromWords(
  words: GunicornWords | { readonly reason: string } | undefined,
  name: string,
  origin: 'command' | 'arguments',
): GunicornValue | undefined {
  if (!words) return undefined;
  if ('reason' in words) return unknownValue(name, origin, words.reason);
  const { open } = words.line;
  const options = words.line.options.filter(({ setting }) => setting.name === name);
  const last = options.at(-1);
  const reason = 'the command may get further options where it runs';
  if (!last) return open === undefined ? undefined : unknownValue(name, origin, reason);
  const refused: Value = { kind: 'unknown', reason: `gunicorn does not take what ${last.flag} gets` };
  const own = last.value ?? refused;
  const value: Value =
    last.setting.cliAction === 'append'
      ? {
          kind: 'list',
          items: [...options.map((one) => one.value ?? refused), ...(open === undefined ? [] : [{ kind: 'rest', reason } as const])],
        }
      : open !== undefined && open > last.to
        ? { kind: 'unknown', reason }
        : own;
  return { ...plain(name, value, origin, last.place), options };
}

/** gunicorn takes the names of its configuration file that are settings, and looks at nothing else. */
function fromFile(layers: GunicornLayers, name: string, known: GunicornSetting | undefined): GunicornValue | undefined {
  const { config } = layers;
  if (!config) return undefined;
  if ('reason' in config) return unknownValue(name, 'file', config.reason);
  const setting = config.names.get(name) ?? config.settings.get(name);
  if (!setting || setting.assignments.length === 0) {
    const why = config.incomplete ?? config.raised?.message;
    return why === undefined ? undefined : unknownValue(name, 'file', why);
  }
  const last = setting.assignments.at(-1);
  const place = last && { file: last.place.file, span: last.target };
  return { ...plain(name, withDefault(setting.value, fallback(layers, name, known).value), 'file', place), setting };
}

function fallback(layers: GunicornLayers, name: string, known: GunicornSetting | undefined): GunicornValue {
  if (layers.openCommand !== undefined) return unknownValue(name, 'default', layers.openCommand);
  if (!known) return unknownValue(name, 'default', 'gunicorn has no such setting');
  const literal = known.hookArity === undefined ? gunicornDefault(known) : undefined;
  const own: Value = literal ? literalValue(literal) : { kind: 'opaque', type: 'function' };
  const variable = known.envVar !== undefined && VARIABLES.has(known.envVar) ? known.envVar : undefined;
  if (variable === undefined) return plain(name, own, 'default', undefined);
  const held = layers.variables.get(variable);
  if (held) return plain(name, given(held, variable, own), 'environment', held.place);
  const { openEnvironment } = layers;
  const value: Value = openEnvironment === undefined ? own : { kind: 'unknown', reason: `${variable} may be set: ${openEnvironment}` };
  return { ...plain(name, value, 'default', undefined), variable };
}

/** Variables that replace a default; SENDFILE is asked for later, and only where `sendfile` is None. */
const VARIABLES: ReadonlySet<string> = new Set(['PORT', 'WEB_CONCURRENCY', 'FORWARDED_ALLOW_IPS']);

function given(held: Held, variable: string, own: Value): Value {
  const named = (value: string): Value => ({ ...converted(variable, value), at: held.place });
  switch (held.kind) {
    case 'value':
      return named(held.value);
    case 'default':
      return {
        kind: 'choice',
        options: [
          { when: 'nothing replaces it', value: named(held.value), unset: true },
          { when: `set ${held.over}`, value: { kind: 'unknown', reason: `${variable} may be set ${held.over}` }, unset: false },
        ],
      };
    case 'possible':
      return {
        kind: 'choice',
        options: [
          { when: `${variable} is not set`, value: own, unset: true },
          { when: `${variable} is set`, value: { kind: 'unknown', reason: `${variable} may be set otherwise` }, unset: false },
        ],
      };
    case 'set':
      return { kind: 'unknown', reason: `the files do not tell ${variable}` };
  }
}

/** What gunicorn makes of the variable's text while it loads its own configuration module. */
function converted(variable: string, text: string): Value {
  if (variable === 'PORT') return { kind: 'list', items: [{ kind: 'str', value: `0.0.0.0:${text}` }] };
  if (variable === 'FORWARDED_ALLOW_IPS') return { kind: 'str', value: text };
  return /^\s*\d+\s*$/.test(text) ? { kind: 'int', value: BigInt(text.trim()) } : { kind: 'unknown', reason: `${variable} is no number` };
}
