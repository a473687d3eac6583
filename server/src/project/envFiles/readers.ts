import { dirname, join, normalize } from '../../base/paths';
import type { Place } from '../../base/text';
import { readScript } from '../../syntax/shell/script';
import { plainText, type Word } from '../../syntax/shell/word';
import type { Discovery } from '../discover';
import { inWorkspace } from '../environment/unitSource';
import type { Profile, Project } from '../project';
import { type Dialect, dialectOf } from './dialects';

/** Somebody who reads an env file. */
export interface EnvFileReader {
  readonly dialect: Dialect;
  /** In words: `the settings, with python-dotenv`, `service web of compose.yml`. */
  readonly words: string;
  /** Where the file is named. */
  readonly place: Place | undefined;
}

type Readers = ReadonlyMap<string, readonly EnvFileReader[]>;

/** Collects readers by the path of the file, each place once. */
class Collected {
  readonly byPath = new Map<string, EnvFileReader[]>();

  add(path: string, reader: EnvFileReader): void {
    const known = this.byPath.get(path) ?? [];
    const { place, dialect } = reader;
    const isKnown = known.some(
      (one) => one.dialect === dialect && one.place?.file === place?.file && one.place?.span.start === place?.span.start,
    );
    if (!isKnown) this.byPath.set(path, [...known, reader]);
  }
}

/** Distributions that bring what loads env files. */
const LIBRARIES: readonly string[] = [
  'django-environ',
  'python-decouple',
  'python-dotenv',
  'environs',
  'django-configurations',
  'pydantic-settings',
];

/** The settings that read env files, by the path of the file. Evaluates the profiles, unless requirements list no library that loads one. */
export function settingsReaders(project: Project, profiles: readonly Profile[]): Readers {
  const readers = new Collected();
  const { requirements } = project;
  if (requirements && !LIBRARIES.some((name) => requirements.has(name))) return readers.byPath;
  for (const profile of profiles) {
    for (const { path, reader, at } of project.evaluate(profile).envFiles) {
      const dialect = dialectOf(reader);
      if (dialect) readers.add(path, { dialect, words: `the settings, with ${reader}`, place: at });
    }
  }
  return readers.byPath;
}

/** What starts processes and reads env files for them, by the path of the file. */
export function artefactReaders(project: Project, discovery: Discovery): Readers {
  const readers = new Collected();
  for (const group of project.subjects('compose')) {
    for (const service of group.services) {
      for (const { path, raw, place } of service.envFiles)
        if (path !== undefined)
          readers.add(path, { dialect: raw ? 'docker' : 'compose', words: `service ${service.name} of ${place.file}`, place });
    }
  }
  for (const unit of project.subjects('unit')) {
    const folder = unit.one('Service', 'WorkingDirectory')?.value;
    for (const { value, place } of unit.all('Service', 'EnvironmentFile')) {
      const path = inWorkspace(discovery, value.replace(/^-/, ''), folder);
      if (path !== undefined) readers.add(path, { dialect: 'systemd', words: `the unit ${unit.file}`, place });
    }
  }
  for (const path of discovery.roles.artefacts)
    if (path.endsWith('.sh')) for (const read of scriptReads(discovery, path)) readers.add(...read);
  return readers.byPath;
}

/** What a script reads with `.` or gives to `docker run --env-file`; its paths are seen from the script's folder or from the root. */
function scriptReads(discovery: Discovery, script: string): readonly (readonly [string, EnvFileReader])[] {
  const text = discovery.read(script);
  if (text === undefined || !/\benv\b/i.test(text)) return [];
  return readScript(text).flatMap(({ words }) => {
    const [program, first] = words.map(textOf);
    const isDocker = program === 'docker' && first === 'run';
    const named = program === '.' || program === 'source' ? words.slice(1, 2) : isDocker ? envFileArguments(words) : [];
    return named.flatMap((word) => {
      const path = pathIn(discovery, script, textOf(word));
      const dialect: Dialect = isDocker ? 'docker' : 'shell';
      const place = { file: script, span: word.span };
      return path === undefined ? [] : [[path, { dialect, words: `the script ${script}`, place }] as const];
    });
  });
}

function envFileArguments(words: readonly Word[]): readonly Word[] {
  return words.filter((_, index) => textOf(words[index - 1]) === '--env-file');
}

function textOf(word: Word | undefined): string | undefined {
  return word && plainText(word.parts);
}

function pathIn({ files }: Discovery, script: string, name: string | undefined): string | undefined {
  if (name === undefined || name === '' || name.startsWith('/') || name.startsWith('~')) return undefined;
  return [normalize(join(dirname(script) || '.', name)), normalize(name)].find((path) => files.kind(path) === 'file');
}
