import { lazy } from '../base/lazy';
import data from './data/uwsgi-options.json';
import type { Prose } from './prose/prose';
import { UWSGI_PROSE } from './prose/uwsgi';

/** An option of uWSGI, for its files and its command line alike. */
export interface UwsgiOption {
  readonly name: string;
  /** Whether it takes a value on the command line; missing: it wants one. */
  readonly arg?: 'none' | 'optional';
  /** Its letter on the command line. */
  readonly short?: string;
  /** The plugin that brings it; missing: the core. */
  readonly plugin?: string;
  readonly relevant?: boolean;
  /** Whoever gives it gets a master process too. */
  readonly master?: boolean;
}

const BY_NAME = lazy(
  (): ReadonlyMap<string, UwsgiOption> => new Map((data.options as readonly UwsgiOption[]).map((option) => [option.name, option])),
);

/** Options that are one and the same under several names: each group begins with the name that we use. */
const SAME: readonly (readonly string[])[] = [
  ['socket', 'uwsgi-socket'],
  ['processes', 'workers'],
  ['module', 'wsgi'],
  ['wsgi-file', 'file'],
  ['virtualenv', 'home', 'venv', 'pyhome'],
  ['pythonpath', 'python-path', 'pp'],
  ['protocol', 'socket-protocol'],
  ['chmod-socket', 'chmod'],
  ['chown-socket', 'chown'],
  ['py-autoreload', 'py-auto-reload', 'python-autoreload', 'python-auto-reload'],
  ['http', 'httprouter'],
  ['plugin', 'plugins'],
  ['stats', 'stats-server'],
];
const NAMES = lazy(
  (): ReadonlyMap<string, string> =>
    new Map(SAME.flatMap(([first = '', ...others]) => others.map((other): [string, string] => [other, first]))),
);

export function uwsgiOption(name: string): UwsgiOption | undefined {
  return BY_NAME().get(name);
}

/** Every option of uWSGI and the plugins in its repository, sorted by name. */
export function uwsgiOptions(): readonly UwsgiOption[] {
  return [...BY_NAME().values()];
}

/** The option of a letter on the command line; of several with one meaning the first. */
export function uwsgiLetter(letter: string): UwsgiOption | undefined {
  return uwsgiOptions().find(({ short }) => short === letter);
}

/** The one name for options that are the same: `workers` are `processes`. */
export function uwsgiName(name: string): string {
  return NAMES().get(name) ?? name;
}

/** What we say of an option, under any of its names. */
export function uwsgiProse(name: string): Prose | undefined {
  return UWSGI_PROSE[uwsgiName(name)];
}

export function uwsgiOptionUrl(name: string): string {
  return `https://uwsgi-docs.readthedocs.io/en/latest/Options.html#${name}`;
}
