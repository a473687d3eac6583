import * as paths from '../../base/paths';
import { argument, callWith } from '../interpreter/calls';
import { toText } from '../interpreter/format';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, NONE, type R, str } from '../runtime/objects';
import { readEnvironFile } from './envFiles/environ';
import { callerFolder, eachFile, fileValue, setVariable } from './envFiles/load';
import { openEnviron } from './os';

const READER = 'django-environ';
const OWN = new Set(['env_file', 'overwrite', 'parse_comments', 'encoding']);

/** `Env.read_env(env_file, overwrite, parse_comments, encoding, **overrides)`: what the process has stands, unless `overwrite` is set. */
export function readEnv(machine: Machine, args: CallArguments): R {
  const file = argument(args, 0, 'env_file');
  const known = file && machine.refined(file);
  const path = !known || known.t === 'none' ? str(paths.join(callerFolder(machine, args.at), '.env')) : known;
  const reader =
    path.t === 'instance' && path.native?.fspath === undefined ? path.native?.attribute?.(machine as never, path, 'read') : undefined;
  if (reader) {
    const content = machine.refined(callWith(machine, reader, [], args.at));
    if (content.t === 'str') load(machine, args, content.v);
    else openEnviron(machine);
    return NONE;
  }
  const isDefault = !known || known.t === 'none';
  eachFile(machine, path, { reader: READER, at: args.at }, (found) => {
    if (found || !isDefault) load(machine, args, found?.text);
  });
  return NONE;
}

/** The file's variables; keywords of the call come first, and the file wins over them. A file that is missing is passed over, keywords too. */
function load(machine: Machine, args: CallArguments, text: string | undefined): void {
  if (text === undefined) return;
  const { at } = args;
  const flag = (position: number, name: string): boolean => {
    const value = argument(args, position, name);
    const known = value && machine.refined(value);
    return known?.t === 'bool' && known.v;
  };
  const variables = new Map<string, R>();
  for (const [name, value] of args.keywords) {
    if (OWN.has(name)) continue;
    const shown = toText(machine.refined(value));
    variables.set(
      name,
      shown === undefined ? machine.unknownFrom([value], 'it is given to read_env', { type: 'str' }) : fileValue(name, shown, READER, at),
    );
  }
  for (const entry of readEnvironFile(text, flag(2, 'parse_comments'))) {
    variables.set(entry.name, fileValue(entry.name, entry.value ?? '', READER, at));
  }
  for (const [name, value] of variables) setVariable(machine, name, value, { override: flag(1, 'overwrite'), reader: READER, at });
}
