import { readConfigurationDotenv } from '../../evaluate/libraries/configurationDotenv';
import { readDecoupleFile } from '../../evaluate/libraries/envFiles/decouple';
import { readDotenvFile } from '../../evaluate/libraries/envFiles/dotenv';
import { readEnvironFile } from '../../evaluate/libraries/envFiles/environ';
import { readComposeEnvFile } from '../../syntax/envFile/compose';
import { readDockerEnvFile } from '../../syntax/envFile/docker';
import type { EnvFileReading } from '../../syntax/envFile/envFile';
import { readShellExports } from '../../syntax/envFile/shell';
import { readSystemdEnvFile } from '../../syntax/envFile/systemd';

/** Who reads an env file, and by which rules. */
export type Dialect =
  | 'compose'
  | 'docker'
  | 'systemd'
  | 'shell'
  | 'django-environ'
  | 'python-decouple'
  | 'python-dotenv'
  | 'environs'
  | 'django-configurations'
  | 'pydantic-settings';

/** What a reader makes of a file: a value is undefined where it is passed through, or hangs on something that nobody knows. */
export interface DialectReading {
  readonly values: ReadonlyMap<string, string | undefined>;
  /** Why it reads nothing of the file, in words. */
  readonly refused: string | undefined;
  /** False where the values may be others: a shell file is a program. */
  readonly complete: boolean;
}

type Entries = readonly { readonly name: string; readonly value: string | undefined }[];

export function readAs(dialect: Dialect, text: string): DialectReading {
  switch (dialect) {
    case 'compose':
      return fromReading(readComposeEnvFile(text));
    case 'docker':
      return fromReading(readDockerEnvFile(text));
    case 'systemd':
      return fromReading(readSystemdEnvFile(text));
    case 'shell':
      return fromReading(readShellExports(text, { exportsAll: true }));
    case 'django-environ':
      return fromEntries(readEnvironFile(text));
    case 'python-decouple':
      return fromEntries(readDecoupleFile(text));
    case 'django-configurations':
      return fromEntries(readConfigurationDotenv(text));
    case 'python-dotenv':
    case 'environs':
    case 'pydantic-settings':
      return fromEntries(readDotenvFile(text).map((entry) => ({ ...entry, value: entry.value?.includes('${') ? undefined : entry.value })));
  }
}

/** The readers that the libraries of the settings bring, by the name under which the evaluator knows them. */
export function dialectOf(reader: string): Dialect | undefined {
  switch (reader) {
    case 'django-environ':
    case 'python-decouple':
    case 'python-dotenv':
    case 'environs':
    case 'django-configurations':
    case 'pydantic-settings':
      return reader;
    default:
      return undefined;
  }
}

/** In words: `docker`, `a shell`. */
export function dialectWords(dialect: Dialect): string {
  return dialect === 'shell' ? 'a shell' : dialect;
}

function fromEntries(entries: Entries): DialectReading {
  return { values: new Map(entries.map(({ name, value }) => [name, value])), refused: undefined, complete: true };
}

function fromReading(reading: EnvFileReading): DialectReading {
  if (reading.kind === 'refused') return { values: new Map(), refused: reading.reason, complete: true };
  return { ...fromEntries(reading.entries), complete: reading.complete };
}
