import { type KnownCommand, serverOptions } from '../../knowledge/servers';
import type { RunCommand } from '../environment/runCommand';
import { readOptions, type ServerOptions, valueFor } from './options';
import { type ServedName, servedName } from './serverReader';

/** A command of celery. */
export interface CeleryRun {
  /** `worker`, `beat`, `flower`, …; undefined where it is not told. */
  readonly kind: string | undefined;
  /** The application that `-A` names: `config`, `config.celery:app`. */
  readonly app: ServedName | undefined;
  /** Those before the command, and those behind it. */
  readonly common: ServerOptions;
  readonly own: ServerOptions;
}

/** Reads the words of a command of celery. Source: celery/bin/celery.py of celery 5.7. */
export function readCelery(command: RunCommand): CeleryRun {
  const grammar = { options: serverOptions('celery'), abbreviates: false, stopsAtTarget: true };
  const common = readOptions(command, grammar);
  const [word] = common.targets;
  const at = word ? command.args.indexOf(word) : command.args.length;
  const kind = word?.text;
  const rest = { ...command, args: command.args.slice(at + 1) };
  const known: KnownCommand | undefined = kind === 'worker' || kind === 'beat' ? `celery ${kind}` : undefined;
  // Older releases took `-A` behind the command too.
  const own = readOptions(rest, { options: [...(known ? serverOptions(known) : []), ...serverOptions('celery')], abbreviates: false });
  const app = valueFor(common, 'app').kind === 'default' ? valueFor(own, 'app') : valueFor(common, 'app');
  return { kind, app: app.kind === 'value' ? servedName(wordOf(app.given), { roots: [command.folder] }) : undefined, common, own };
}

/** The word that an option's value stands in. */
function wordOf({ words, value, valuePlace }: ServerOptions['given'][number]) {
  const word = words.at(-1);
  return { text: value, place: valuePlace, exact: word?.exact === true && word.text === value };
}
