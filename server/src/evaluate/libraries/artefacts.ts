import type { Place } from '../../base/text';
import type { ProcessVariable, Told } from '../environment';
import { ALWAYS, type Atom, and, atomGuard, type Guard } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import type { R } from '../runtime/objects';
import type { EnvRead } from '../value';

/** How a read of a variable is described, and what it is where nothing is known of it. */
export interface ToldRead {
  readonly name: string;
  readonly at: Place;
  env(state: EnvRead['state']): EnvRead;
  open(): R;
}

/** The value of a variable that artefacts of the workspace tell of: one per process that they describe. */
export function toldValue(by: readonly ProcessVariable[], read: ToldRead): R {
  const guards = processGuards(by.map(({ process }) => process));
  const options = by.flatMap(({ told }, index) => optionsOf(inProcess(told, read), guards[index] ?? ALWAYS));
  return choice(options, { env: { ...read.env('unknown'), ...originOf(by) }, at: read.at });
}

/** Whether a variable that artefacts tell of is set: `set` where one gives it, `open` where none does. */
export function toldPresence(by: readonly ProcessVariable[], set: R, open: R): R {
  const guards = processGuards(by.map(({ process }) => process));
  return choice(
    by.flatMap(({ told }, index) => optionsOf(told.kind === 'open' || told.kind === 'possible' ? open : set, guards[index] ?? ALWAYS)),
  );
}

/** Where the first artefact that gives the variable does so. */
function originOf(by: readonly ProcessVariable[]): Pick<EnvRead, 'source' | 'givenAt'> {
  const first = by.map(({ told }) => told).find((told) => told.kind !== 'open' && told.kind !== 'possible');
  return first ? { source: first.source, givenAt: first.place } : {};
}

function inProcess(told: Told, read: ToldRead): R {
  if (told.kind === 'open') return read.open();
  const origin = { source: told.source, givenAt: told.place };
  const text = (value: string, state: EnvRead['state']): R => ({ t: 'str', v: value, env: { ...read.env(state), ...origin }, at: read.at });
  if (told.kind === 'value') return text(told.value, 'given');
  if (told.kind === 'possible') return eitherWay(fileAtom(read.name, told.source), text(told.value, 'unknown'), read.open());
  const env = { ...read.env('unknown'), ...origin };
  const unknown: R = { t: 'unknown', type: 'str', symbol: `env:${read.name}`, reason: reasonOf(told, read.name), env, at: read.at };
  if (told.kind === 'set') return unknown;
  return eitherWay(overAtom(read.name, told.over), unknown, text(told.value, 'given'));
}

function eitherWay(atom: Atom, yes: R, no: R): R {
  return choice([...optionsOf(yes, atomGuard(atom)), ...optionsOf(no, atomGuard(atom, false))]);
}

function reasonOf(told: Exclude<Told, { kind: 'open' | 'value' | 'possible' }>, name: string): string {
  return told.kind === 'set'
    ? `it is read from the environment variable ${name}, whose value ${told.source} takes from elsewhere`
    : `it is read from the environment variable ${name}`;
}

function fileAtom(name: string, source: string): Atom {
  return { id: `file:${name}`, yes: `${source} gives ${name}`, no: `${source} does not give ${name}`, variable: name };
}

function overAtom(name: string, over: string): Atom {
  return { id: `over:${name}`, yes: `${name} is set ${over}`, no: `${name} is not set ${over}`, variable: name };
}

/** The condition that it is this process and none of the others: the last one is what remains. */
function processGuards(processes: readonly string[]): readonly Guard[] {
  const last = processes.length - 1;
  const atoms = processes.slice(0, -1).map((words): Atom => {
    const other = processes.length === 2 ? (processes[1] ?? '') : `not ${words}`;
    return { id: `process:${words}`, yes: words, no: other, equals: { subject: 'process', constants: [words] } };
  });
  return processes.map((_, index) => {
    const atom = atoms[index];
    return index < last && atom ? atomGuard(atom) : atoms.reduce<Guard>((guard, other) => and(guard, atomGuard(other, false)), ALWAYS);
  });
}
