import { normalize, relativeTo } from '../../base/paths';
import { effective } from '../../project/nginx/inheritance';
import { answering, isRegex, locationOf, locationsOf } from '../../project/nginx/locations';
import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { serversOf } from '../../project/nginx/servers';
import { isInternal, literalPath, servesFiles } from '../nginxPaths';
import { type PrivateFile, privateFiles } from '../nginxPrivateFiles';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/project-exposed',
    title: 'nginx hands out the project’s own files',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'none',
    references: ['gixy-next:filesystem_root_exposure', 'CWE-552', 'CWE-538'],
    summary: 'A root or alias is the folder of the project, or one above: manage.py, the settings and .env can be downloaded.',
    settings: [],
  },
  messages: {
    exposed:
      'GET {url} returns {file}: {because}.\nAnybody can download the code, the settings and what secrets they hold.\nLet {directive} be a folder that holds nothing but what is meant to be public.',
  },
  check(context) {
    const files = privateFiles(context.project, context.configuration);
    if (files.length === 0) return context.unknown('where the project lies on the machine is not known');
    if (!['root', 'alias'].some((name) => directivesNamed(context.configuration, name).some((each) => holdsSome(each, files)))) return;
    for (const server of serversOf(context.configuration)) {
      for (const block of blocksIn(server)) checkBlock(context, server, block, files);
    }
  },
});

/** A server and every location in it. */
function* blocksIn(block: NginxBlock): Generator<NginxBlock> {
  yield block;
  for (const location of locationsOf(block)) yield* blocksIn(location);
}

/** Whether the folder of a directive is above one of the files. */
function holdsSome(directive: NginxDirective, files: readonly PrivateFile[]): boolean {
  const text = literalPath(directive);
  return text !== undefined && files.some(({ path }) => relativeTo(normalize(text), path) !== undefined);
}

function checkBlock(context: NginxContext<'exposed'>, server: NginxBlock, block: NginxBlock, files: readonly PrivateFile[]) {
  if (!servesFiles(block) || isInternal(block) || changesPath(block)) return;
  const folder = folderOf(context, block);
  if (!folder) return;
  for (const { file, path, because } of files) {
    const url = urlOf(folder, block, path);
    if (url === undefined || answering(context.configuration, server, url) !== block) continue;
    const data = { url, file, because, directive: folder.directive.name };
    return context.report({ message: 'exposed', data, place: headOf(folder.directive) });
  }
}

interface ServedFolder {
  readonly directive: NginxDirective;
  /** Normalised. */
  readonly path: string;
}

/** The `alias` or `root` that holds in a block, where it is written out. */
function folderOf({ configuration, unknown }: NginxContext<'exposed'>, block: NginxBlock): ServedFolder | undefined {
  const [alias] = block.all('alias');
  const root = effective(configuration, block, 'root');
  if (!alias && root.kind === 'unknown') unknown(root.reason);
  const directive = alias ?? (root.kind === 'set' ? root.directives.at(-1) : undefined);
  const text = directive && literalPath(directive);
  if (!directive || directive.conditional || text === undefined || !text.startsWith('/')) return undefined;
  return { directive, path: normalize(text) };
}

/** The path by which a file is asked for; undefined where the folder does not hold it. */
function urlOf({ directive, path: folder }: ServedFolder, block: NginxBlock, path: string): string | undefined {
  const below = relativeTo(folder, path);
  if (below === undefined || below === '') return undefined;
  if (directive.name === 'root') return `/${below}`;
  const match = locationOf(block);
  if (!match || isRegex(match) || match.modifier === '@' || match.modifier === '=') return undefined;
  // A slash on one side only: what comes out is another path, or the file through a doubled slash.
  return match.pattern.endsWith('/') === (literalPath(directive) ?? '').endsWith('/')
    ? `${match.pattern.replace(/\/$/, '')}/${below}`
    : undefined;
}

/** A rewrite, a condition, or a try that does not begin with the path itself has a say in what is sent. */
function changesPath(block: NginxBlock): boolean {
  const first = block.all('try_files')[0]?.args[0]?.text;
  if (block.open !== undefined || (first !== undefined && first !== '$uri')) return true;
  return block.directives.some(({ name }) => name === 'rewrite' || name === 'if');
}
