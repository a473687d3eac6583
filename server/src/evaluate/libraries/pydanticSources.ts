import type { Place } from '../../base/text';
import type { Machine } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import { ALWAYS, atomGuard, not } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import { isSequence, NONE, type R, UNBOUND } from '../runtime/objects';
import { dotenvEntries } from './dotenv';
import { asInProduction, findFile, noteEnvFile, pathText } from './envFiles/load';
import { environOf } from './os';
import type { Config } from './pydanticFields';
import { variableText, withFallback } from './reading';

/** Where the fields of a settings object come from, besides the process. */
export interface Sources {
  readonly caseSensitive: boolean;
  /** What the env files give, by name as it is compared; a value is unbound where its file is not the one that is read. */
  readonly files: ReadonlyMap<string, R>;
  /** Why any field may stand in a file that nobody knows; undefined when that is not so. */
  readonly open: string | undefined;
  /** Whether files of `secrets_dir` may give what nothing else does. */
  readonly secrets: boolean;
  /** An empty text counts as not given. */
  readonly ignoresEmpty: boolean;
}

/** What the configuration of a class says of its sources. */
export function sourcesOf(machine: Machine, config: Config, at: Place): Sources {
  const isTrue = (name: string) => truthOf(machine, config.get(name) ?? NONE).yes.length > 0;
  const caseSensitive = isTrue('case_sensitive');
  const files = new Map<string, R>();
  let open: string | undefined;
  const given = machine.refined(config.get('env_file') ?? NONE);
  const paths = isSequence(given) ? given.content : [given];
  for (const item of paths) {
    const path = item.t === 'rest' || item.t === 'maybe' ? undefined : machine.refined(item);
    if (path?.t === 'none') continue;
    const text = path && pathText(path);
    if (text === undefined) {
      open = 'it may be given in an env file whose name is not known';
      continue;
    }
    const found = text.startsWith('~') ? undefined : findFile(machine, text);
    if (!found) continue;
    noteEnvFile(machine, found.path, { reader: 'pydantic-settings', at });
    for (const [name, value] of dotenvEntries(machine, found.text, { override: true, interpolate: true, at })) {
      const key = caseSensitive ? name : name.toLowerCase();
      if (value.t === 'none') continue;
      const earlier = files.get(key) ?? UNBOUND;
      files.set(key, found.guard === ALWAYS ? value : choice([...optionsOf(value, found.guard), ...optionsOf(earlier, not(found.guard))]));
    }
  }
  const secrets = config.has('secrets_dir') && machine.refined(config.get('secrets_dir') ?? NONE).t !== 'none';
  return { caseSensitive, files, open, secrets, ignoresEmpty: isTrue('env_ignore_empty') };
}

/** The text that gives a field: the first of its variables that the process has, then that of an env file; unbound where there is none. */
export function textOf(machine: Machine, sources: Sources, variables: readonly string[], reader: string, at: Place): R {
  let text: R = UNBOUND;
  for (const name of variables) text = withFallback(text, processText(machine, sources, name, reader, at));
  for (const name of variables) {
    const value = sources.files.get(sources.caseSensitive ? name : name.toLowerCase());
    if (value) text = withFallback(text, asInProduction(machine, name, value));
  }
  const [first = ''] = variables;
  if (sources.open !== undefined)
    text = withFallback(text, mayBeGiven(first, { t: 'unknown', reason: sources.open, type: 'str', symbol: `env file:${first}` }));
  return text;
}

/** A text that some env file gives, or none does. */
function mayBeGiven(name: string, value: R): R {
  const given = atomGuard({ id: `file:${name}`, yes: `an env file gives ${name}`, no: `no env file gives ${name}`, variable: name });
  return choice([
    { guard: given, value },
    { guard: not(given), value: UNBOUND },
  ]);
}

/** The variable of the process. Where case does not count, in whatever case it is given; in upper case where nobody says. */
function processText(machine: Machine, sources: Sources, name: string, reader: string, at: Place): R {
  const wanted = name.toLowerCase();
  const known = new Set([...machine.request.environment.names, ...environOf(machine).names.keys()]);
  const written = sources.caseSensitive ? [name] : [...known].filter((one) => one.toLowerCase() === wanted);
  const texts = (written.length > 0 ? written : [sources.caseSensitive ? name : name.toUpperCase()]).map((one) =>
    variableText(machine, one, reader, at),
  );
  const [first = UNBOUND] = texts;
  // The same name in several cases: which of them counts depends on their order.
  const text: R = texts.length > 1 ? machine.unknown('the variable is given in several cases', { type: 'str' }) : first;
  if (!sources.ignoresEmpty) return text;
  return machine.lift([text], ([one]) =>
    one?.t === 'str' && one.v === ''
      ? UNBOUND
      : one?.t === 'unknown'
        ? machine.unknownFrom([one], 'an empty variable counts as not given')
        : (one ?? UNBOUND),
  );
}
