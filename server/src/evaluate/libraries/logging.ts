import { native, rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import { int, NONE, type R, str } from '../runtime/objects';
import { type LibraryFactory, library, makeObject } from './library';

const silent = rawNative('logging', () => NONE);

/** A logger: whatever it is told, it gives nothing. */
const logger = (): R => makeObject('Logger', () => silent);

/** The names of the levels, as they are before anybody adds one. */
const LEVELS: ReadonlyMap<number, string> = new Map([
  [50, 'CRITICAL'],
  [40, 'ERROR'],
  [30, 'WARNING'],
  [20, 'INFO'],
  [10, 'DEBUG'],
  [0, 'NOTSET'],
]);

const loggingModule: LibraryFactory = (machine: Machine, name) =>
  library(machine, name, {
    getLogger: rawNative('getLogger', logger),
    basicConfig: silent,
    captureWarnings: silent,
    disable: silent,
    addLevelName: silent,
    debug: silent,
    info: silent,
    warning: silent,
    error: silent,
    critical: silent,
    exception: silent,
    log: silent,
    CRITICAL: int(50),
    FATAL: int(50),
    ERROR: int(40),
    WARNING: int(30),
    WARN: int(30),
    INFO: int(20),
    DEBUG: int(10),
    NOTSET: int(0),
    getLevelName: native('getLevelName', (vm, args) => {
      const [level] = args.positional;
      if (level?.t === 'int') return str(LEVELS.get(Number(level.v)) ?? `Level ${level.v}`);
      const number = level?.t === 'str' ? [...LEVELS].find(([, label]) => label === level.v)?.[0] : undefined;
      return number === undefined ? vm.unknown('the name of a level is not known') : int(number);
    }),
  });

const configModule: LibraryFactory = (machine, name) => library(machine, name, { dictConfig: silent, fileConfig: silent });

export const loggingModules: Readonly<Record<string, LibraryFactory>> = { logging: loggingModule, 'logging.config': configModule };
