import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the writer of a case expects of nginx. `older`: only the oldest accepts it; `newer`: the oldest does not; `newest`: only the
 * newest does; `machine`: nginx rejects it for something that is not in the text (a file, a name, a library).
 */
export type Expectation = 'accepted' | 'rejected' | 'older' | 'newer' | 'newest' | 'machine';

/** One configuration: its files by path relative to nginx's prefix, `nginx.conf` first. */
export interface Case {
  /** `sizes/a unit that nginx lacks`: the name of the case file and the heading. */
  readonly id: string;
  readonly expectation: Expectation;
  readonly files: ReadonlyMap<string, string>;
}

/** The file that nginx is started with. */
export const MAIN = 'nginx.conf';

const HERE = import.meta.dirname;

/** What stands around the text of a case: one line before it, one after. */
const AROUND: Readonly<Record<string, readonly [string, string]>> = {
  file: ['', ''],
  main: ['events {}\n', ''],
  events: ['events {\n', '}\n'],
  http: ['events {} http {\n', '}\n'],
  server: ['events {} http { server {\n', '} }\n'],
  location: ['events {} http { server { location / {\n', '} } }\n'],
  if: ['events {} http { server { location / { if ($arg_x) {\n', '} } } }\n'],
  'server if': ['events {} http { server { if ($arg_x) {\n', '} } }\n'],
  upstream: ['events {} http { upstream app {\n', '} }\n'],
  stream: ['events {} stream {\n', '}\n'],
  'stream server': ['events {} stream { server { listen 5000;\n', '} }\n'],
  'stream upstream': ['events {} stream { upstream app {\n', '} }\n'],
  mail: ['events {} mail { auth_http 127.0.0.1:9000/auth;\n', '}\n'],
  'mail server': ['events {} mail { auth_http 127.0.0.1:9000/auth; server { listen 110; protocol pop3;\n', '} }\n'],
};

/** Files that every case finds beside its own: a certificate, `mime.types` and what else a configuration leans on. */
export function sandboxFiles(): ReadonlyMap<string, string> {
  const folder = join(HERE, 'sandbox');
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** All cases of `cases/*.conf`, in order. Throws an Error where a heading cannot be read or a name comes twice. */
export function readCases(): readonly Case[] {
  const folder = join(HERE, 'cases');
  const cases = readdirSync(folder)
    .filter((name) => name.endsWith('.conf'))
    .sort()
    .flatMap((name) => casesOf(name.slice(0, -'.conf'.length), readFileSync(join(folder, name), 'utf8')));
  const ids = new Set(cases.map((one) => one.id));
  if (ids.size !== cases.length) throw new Error(`twice: ${cases.map((one) => one.id).filter((id) => !ids.delete(id))}`);
  return cases;
}

/** The cases of one file: `### expectation [context] name`, then the text, then `--- path` before each further file. */
export function casesOf(group: string, text: string): readonly Case[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [heading = ''] = part.split('\n', 1);
      const read = /^(accepted|rejected|older|newer|newest|machine) \[([a-z ]+)\] (\S.*)$/.exec(heading);
      const around = AROUND[read?.[2] ?? ''];
      if (!read || !around) throw new Error(`${group}.conf: cannot read the heading: ${heading}`);
      const [main = '', ...others] = part.slice(heading.length + 1).split(/^--- /m);
      const files = new Map([[MAIN, around[0] + withOneEnd(main) + around[1]]]);
      for (const other of others) {
        const [path = ''] = other.split('\n', 1);
        files.set(path, withOneEnd(other.slice(path.length + 1)));
      }
      return { id: `${group}/${read[3]}`, expectation: read[1] as Expectation, files };
    });
}

function withOneEnd(text: string): string {
  const trimmed = text.replace(/\n+$/, '');
  return trimmed === '' ? '' : `${trimmed}\n`;
}
