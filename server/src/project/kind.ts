import type { ProfileKind } from './project';

/** The words that speak of a kind. */
export const WORDS: Readonly<Record<ProfileKind, ReadonlySet<string>>> = {
  production: new Set([
    'prod',
    'production',
    'live',
    'staging',
    'stage',
    'deploy',
    'deployment',
    'preprod',
    'preproduction',
    'heroku',
    'server',
  ]),
  development: new Set(['dev', 'develop', 'development', 'devel', 'devproject', 'devstack', 'local', 'localhost', 'debug', 'debugging']),
  test: new Set(['test', 'tests', 'testing', 'ci', 'pytest', 'unittest', 'e2e', 'travis']),
};

const BASE = new Set(['base', 'common', 'default', 'defaults', 'components', 'component', 'core', 'shared', 'global', 'globals']);
const BUILD = new Set(['static', 'collectstatic', 'assets', 'build', 'docs', 'doc', 'translations', 'makemessages', 'migrations']);
const LOCAL = new Set(['local', 'override', 'overrides', 'secret', 'secrets']);

/**
 * The kind that a module or class name speaks of: the last segment first, word by word (`settings_prod`,
 * `ProductionReadOnly`); undefined when it says nothing.
 */
export function kindByName(name: string): ProfileKind | undefined {
  const segments = name.split(/[.:]/).reverse();
  for (const segment of segments) {
    const words = wordsOf(segment);
    for (const kind of ['test', 'development', 'production'] as const) if (words.some((word) => WORDS[kind].has(word))) return kind;
    if (words.some((word) => word !== 'settings')) return undefined;
  }
  return undefined;
}

/** A module that others build upon: `base`, `common`, `components/…`. */
export function isBaseName(module: string): boolean {
  return (
    module.split('.').some((segment, index) => index > 0 && BASE.has(segment)) ||
    wordsOf(module.split('.').at(-1) ?? '').some((word) => BASE.has(word))
  );
}

/** Settings for one step of a build: collecting static files, making documentation. */
export function isBuildName(module: string): boolean {
  return wordsOf(module.split('.').at(-1) ?? '').some((word) => BUILD.has(word));
}

/** A file of overrides that a settings module takes in where it exists: `local_settings`. */
export function isOverrideName(module: string): boolean {
  return wordsOf(module.split('.').at(-1) ?? '').some((word) => LOCAL.has(word));
}

function wordsOf(segment: string): readonly string[] {
  return segment
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace('settings', '_settings_')
    .split('_')
    .filter((word) => word !== '');
}
