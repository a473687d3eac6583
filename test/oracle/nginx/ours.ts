import { LineMap } from '../../../server/src/base/text';
import { MemoryFiles } from '../../../server/src/host/files';
import { nginxVersion } from '../../../server/src/project/nginx/version';
import { openProject } from '../../../server/src/project/open';
import { rules } from '../../../server/src/rules/registry.generated';
import { runRules } from '../../../server/src/rules/run';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { nginx } from '../../support/nginx';
import { python } from '../../support/python';
import { MAIN, sandboxFiles } from './cases';

/** The rules that say what nginx refuses. Those that judge a working configuration are not asked. */
const LANGUAGE = [
  'nginx/syntax-error',
  'nginx/missing-semicolon',
  'nginx/unknown-directive',
  'nginx/misplaced-directive',
  'nginx/argument-count',
  'nginx/invalid-value',
  'nginx/duplicate-directive',
  'nginx/unknown-variable',
  'nginx/include-missing',
  'nginx/directive-removed',
  'nginx/tls-certificate-missing',
];

/** What tells us, as `-c` tells nginx, which file it starts with: by its content alone a broken one may be a part of another. */
const STARTED = `services:
  proxy:
    image: nginx
    volumes:
      - ./${MAIN}:/etc/nginx/nginx.conf
`;

/** An error that we report. */
export interface OurFinding {
  readonly rule: string;
  readonly file: string;
  /** Lines, from 1. */
  readonly first: number;
  readonly last: number;
  readonly message: string;
}

/** Our errors in a configuration, for a version of nginx. */
export type OurJudge = (files: ReadonlyMap<string, string>, version: string) => readonly OurFinding[];

/** Loads the parsers once. */
export async function ourJudge(): Promise<OurJudge> {
  const [parser, parseNginx] = [await python(), await nginx()];
  const sandbox = sandboxFiles();
  const judged = rules.filter((rule) => LANGUAGE.includes(rule.meta.id));
  return (files, version) => {
    const all = new Map([...sandbox, ...files, ['compose.yaml', STARTED]]);
    const known = nginxVersion(version, 'the test');
    const project = openProject(new MemoryFiles(all), {
      parsePython: (text) => parsePython(parser, text),
      parseNginx,
      // The rest of the folder is there, too.
      nginxPaths: [{ target: '/etc/nginx', source: '' }],
      ...(known && { nginxVersion: known }),
    });
    const { findings } = runRules(project, judged, {
      profiles: [],
      gunicornConfigs: [],
      log: (rule, error) => {
        throw new Error(`${rule} threw`, { cause: error });
      },
    });
    return findings
      .filter((finding) => finding.severity === 'error')
      .map(({ rule, place, message }) => {
        const lines = new LineMap(all.get(place.file) ?? '');
        return {
          rule,
          file: place.file,
          first: lines.position(place.span.start).line + 1,
          last: lines.position(place.span.end).line + 1,
          message: String(message),
        };
      });
  };
}
