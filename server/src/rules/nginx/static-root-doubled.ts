import { normalize } from '../../base/paths';
import { headOf } from '../../project/nginx/model';
import { inNamed } from '../../project/nginx/survey';
import type { Project } from '../../project/project';
import { replaceWord } from '../edit/nginx';
import { literalPath, literalStart, type Placed, placedIn, servesFiles } from '../nginxPaths';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/static-root-doubled',
    title: 'root repeats the path of its location',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary:
      'nginx adds the whole path of the request to root: with the location in root as well, every file is looked for a folder too deep.',
    settings: ['STATIC_ROOT', 'MEDIA_ROOT'],
  },
  messages: {
    doubled:
      'root {root} ends with the path of its location.\nnginx adds the whole path of the request to root: it looks in {doubled}, and every file is a 404.\nWrite root {right}, or alias in the place of root.',
  },
  check(context) {
    for (const { placed, part, root } of doubled(context.configuration)) {
      const tail = `${part}${part}`;
      if (isMeant(context.project, tail.slice(1))) {
        context.unknown(`a folder ${tail.slice(1)} is spoken of in the workspace`);
        continue;
      }
      const { directive } = placed;
      const whole = normalize(root);
      const right = whole.slice(0, -part.length) || '/';
      const [word] = directive.args;
      const edit = () => word && replaceWord(context.project, directive, word, right);
      context.report({
        message: 'doubled',
        data: { root, right, doubled: `${whole}${part}` },
        place: headOf(directive),
        fixes: [{ title: `Write root ${right}`, safe: true, edit }],
      });
    }
  },
});

const doubled = inNamed(['root'], (directive) =>
  placedIn(directive).flatMap((placed) => {
    const part = repeated(placed);
    const root = literalPath(placed.directive);
    return part === undefined || root === undefined ? [] : [{ placed, part, root }];
  }),
);

/** The end of root that is the path of the location too: `/static`; undefined where it is not. */
function repeated({ block, match, directive }: Placed): string | undefined {
  const root = literalPath(directive);
  if (root === undefined || !servesFiles(block) || changesPath(block)) return undefined;
  const start = literalStart(match);
  const folder =
    match.modifier === '' || match.modifier === '^~' || match.modifier === '=' ? start : start.slice(0, start.lastIndexOf('/') + 1);
  const part = normalize(folder);
  return part.startsWith('/') && part !== '/' && normalize(root).endsWith(part) ? part : undefined;
}

/** A rewrite or another try decides about the path that is added to root. */
function changesPath(block: Placed['block']): boolean {
  if (block.open !== undefined) return true;
  const tries = block.all('try_files').flatMap(({ args }) => args.slice(0, 1));
  if (tries.some(({ text }) => !/^\$(\{uri\}|uri)/.test(text))) return true;
  return block.directives.some(
    (each) => each.name === 'rewrite' || (each.block?.context === 'if in location' && each.block.all('rewrite').length > 0),
  );
}

const ARTEFACT = /(^|\/)(Dockerfile[^/]*|[^/]*\.Dockerfile|Makefile|[^/]+\.(ya?ml|sh|service|toml|cfg|ini))$/i;

/** Whether the files are meant to lie so: the workspace has such a folder, a setting ends with it, or an artefact names it. */
function isMeant(project: Project, tail: string): boolean {
  const roots = project.profiles.flatMap((profile) => {
    const { settings } = project.evaluate(profile);
    return ['STATIC_ROOT', 'MEDIA_ROOT'].flatMap((name) => {
      const value = settings.get(name)?.value;
      return value?.kind === 'str' || value?.kind === 'path' ? [normalize(value.value)] : [];
    });
  });
  if (roots.some((root) => root.endsWith(`/${tail}`))) return true;
  if (project.listing.some((path) => path.startsWith(`${tail}/`) || path.includes(`/${tail}/`))) return true;
  return project.listing.some((path) => ARTEFACT.test(path) && project.files.read(path)?.includes(tail) === true);
}
