import { applyEdits, LineMap } from '../../../server/src/base/text';
import { MemoryFiles } from '../../../server/src/host/files';
import { nginxVersion } from '../../../server/src/project/nginx/version';
import { openProject } from '../../../server/src/project/open';
import { judgeNginx } from '../../../server/src/rules/nginxLanguage/judge';
import type { Problem } from '../../../server/src/rules/nginxLanguage/problem';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { nginx } from '../../support/nginx';
import { python } from '../../support/python';

export interface Options {
  readonly version?: string;
  /** Further files. */
  readonly files?: Readonly<Record<string, string>>;
}

const MARK = /[ \t]+# → .*$/gm;

/** A configuration without its marks: `# → invalid-value` at the end of a line. */
export function plain(text: string): string {
  return text.replace(MARK, '');
}

/** The problems of `nginx.conf`. */
export async function problemsOf(text: string, options: Options = {}): Promise<readonly Problem[]> {
  const files = new Map(Object.entries({ ...options.files, 'nginx.conf': plain(text) }));
  const [parser, parseNginx] = [await python(), await nginx()];
  const version = options.version === undefined ? undefined : nginxVersion(options.version, 'the test');
  const project = openProject(new MemoryFiles(files), {
    parsePython: (source) => parsePython(parser, source),
    parseNginx,
    ...(version && { nginxVersion: version }),
  });
  return project.nginxConfigurations.flatMap((configuration) => judgeNginx(configuration, (file) => project.nginx(file)));
}

/** The text with a mark on every line that has a problem, and what a test compares with it. */
export async function marked(text: string, options: Options = {}): Promise<string> {
  const lines = plain(text).split('\n');
  const map = new LineMap(plain(text));
  const kinds = lines.map((): string[] => []);
  for (const { kind, place } of await problemsOf(text, options))
    if (place.file === 'nginx.conf') kinds[map.position(place.span.start).line]?.push(kind);
  return lines.map((line, index) => ((kinds[index] ?? []).length > 0 ? `${line}  # → ${kinds[index]?.join(', ')}` : line)).join('\n');
}

/** What the first fix makes of the text. */
export async function fixed(text: string, options: Options = {}): Promise<string> {
  const [fix] = (await problemsOf(text, options)).flatMap((problem) => (problem.fix ? [problem.fix] : []));
  return fix ? applyEdits(plain(text), fix.edits) : plain(text);
}

/** A whole configuration around what stands in http. */
export function http(body: string): string {
  return `events {}\nhttp {\n${body}\n}\n`;
}

export function server(body: string): string {
  return http(`server {\nlisten 8080;\n${body}\n}`);
}

export function location(body: string): string {
  return server(`location / {\n${body}\n}`);
}
