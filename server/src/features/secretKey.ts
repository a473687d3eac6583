import { basename, join } from '../base/paths';
import type { Place } from '../base/text';
import { alternatives, type EnvRead, type Value } from '../evaluate/value';
import { gitIgnored } from '../project/ignored/git';
import type { Profile, Project } from '../project/project';
import { environmentReads } from '../rules/environment';
import { placeOf } from '../rules/run';
import { collectReads } from './story';

/** Where a new SECRET_KEY would have to be written so that a profile gets it. Holds no text of a key. */
export interface SecretKeySources {
  /** Variables that SECRET_KEY is read from; none where a key in an env file would change nothing. */
  readonly variables: readonly string[];
  /** Where SECRET_KEY is set; undefined where nothing sets it. */
  readonly place: Place | undefined;
  /** Those that are read come first; one that is not there yet may be among them. */
  readonly files: readonly EnvFile[];
  /** What SECRET_KEY_FALLBACKS is read from. `list`: several keys with commas between them; `unclear`: how is not certain. */
  readonly fallbacks: { readonly variable: string; readonly kind: 'list' | 'one' | 'unclear' } | undefined;
}

export interface EnvFile {
  readonly path: string;
  readonly exists: boolean;
  /** The settings, or an artefact that starts the process, read it. */
  readonly isRead: boolean;
  readonly gitIgnored: boolean;
}

export function secretKeySources(project: Project, profile: Profile): SecretKeySources {
  const evaluated = project.evaluate(profile);
  const key = evaluated.settings.get('SECRET_KEY');
  const reads = key ? environmentReads(key.value) : [];
  const given = reads.flatMap(({ givenAt }) => givenAt?.file ?? []);
  const read = new Set([...evaluated.files, ...evaluated.probes, ...given].filter(isEnvFile));
  const beside = join(profile.pythonPath, '.env');
  const present = project.listing.filter(isEnvFile);
  const paths = [...read, ...present, ...(read.size + present.length === 0 ? [beside] : [])];
  return {
    variables: [...new Set(reads.map(({ name }) => name))],
    place: key && placeOf(project, profile, evaluated, 'SECRET_KEY'),
    files: [...new Set(paths)]
      .map((path) => ({
        path,
        exists: project.files.kind(path) === 'file',
        isRead: read.has(path),
        gitIgnored: gitIgnored(project.files, path),
      }))
      .sort((a, b) => Number(b.isRead) - Number(a.isRead) || Number(b.exists) - Number(a.exists)),
    fallbacks: fallbackVariable(evaluated.settings.get('SECRET_KEY_FALLBACKS')?.value),
  };
}

/** By its name: `.env`, `.env.production`, `prod.env`, a file of `.envs/`; but no example for people to copy. */
export function isEnvFile(path: string): boolean {
  const name = basename(path).toLowerCase();
  if (/(^|[._-])(examples?|samples?|templates?|dist|defaults?|schema)([._-]|$)/.test(name)) return false;
  if (/\.(py|sh|ya?ml|json|toml|md|js|ts|j2|rb)$/.test(name)) return false;
  return /^\.env([._-].*)?$|\.env$|^env$/.test(name) || /(^|\/)\.envs?\//.test(path);
}

function fallbackVariable(value: Value | undefined): SecretKeySources['fallbacks'] {
  if (!value) return undefined;
  const reads = new Map<string, EnvRead>();
  collectReads(value, reads);
  const [variable, ...others] = reads.keys();
  if (variable === undefined) return undefined;
  return { variable, kind: others.length === 0 ? kindOf(value) : 'unclear' };
}

/** How the text of the variable becomes the list. Other readers of lists can be told another mark than a comma. */
function kindOf(value: Value): 'list' | 'one' | 'unclear' {
  const whole = oneRead([value, ...alternatives(value)]);
  if (whole) return whole.parse === 'list' && whole.reader === 'django-environ' ? 'list' : 'unclear';
  if (value.kind !== 'list' && value.kind !== 'tuple') return 'unclear';
  const [item, ...others] = value.items;
  const only = item && item.kind !== 'rest' && others.length === 0 ? oneRead([item, ...alternatives(item)]) : undefined;
  return only?.parse === 'str' ? 'one' : 'unclear';
}

/** The read that all of these come from, as far as they come from one. */
function oneRead(values: readonly Value[]): EnvRead | undefined {
  const reads = values.flatMap(({ env }) => env ?? []);
  const [first] = reads;
  return first && reads.every(({ name, parse }) => name === first.name && parse === first.parse) ? first : undefined;
}
