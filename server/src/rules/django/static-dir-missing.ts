import { basename, join, relativeTo } from '../../base/paths';
import { atLeast } from '../../base/version';
import { gitIgnored } from '../../project/ignored/git';
import { staticFolders } from '../folders';
import { type SettingsContext, settingsRule } from '../rule';
import { searchesFolders } from '../staticFinder';

export const rule = settingsRule({
  meta: {
    id: 'django/static-dir-missing',
    title: 'A folder of static files does not exist',
    category: 'static and media',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: ['staticfiles.W004'],
    summary: 'STATICFILES_DIRS names a folder that is not in the workspace: what is expected in it is not collected.',
    settings: ['STATICFILES_DIRS', 'STATICFILES_FINDERS', 'INSTALLED_APPS'],
  },
  messages: {
    missing:
      'STATICFILES_DIRS names {path}, which does not exist.\nNothing is collected from it, and the files that pages ask for from there answer 404.\nCorrect the path, take it out, or add the folder with a file in it: git keeps no empty ones.',
  },
  check(context) {
    if (!context.setting('STATICFILES_DIRS') || !searchesFolders(context)) return;
    const { files } = context.project;
    for (const { path, place } of staticFolders(context)) {
      const inside = relativeTo(files.root, path);
      if (inside === undefined) context.unknown(`${path} is outside of the workspace`);
      if (inside === undefined || files.kind(inside) === 'directory') continue;
      const maker = makerOf(context, inside);
      if (maker !== undefined) {
        context.unknown(`${inside} is not in the workspace, and ${maker} may make it`);
        continue;
      }
      const keep = join(inside, '.gitkeep');
      const edit = () => [{ file: keep, create: true, edits: [{ span: { start: 0, end: 0 }, newText: '\n' }] }];
      context.report({
        message: 'missing',
        data: { path: inside },
        place,
        references: atLeast(context.django, '4.0') ? ['staticfiles.W004'] : [],
        fixes: files.kind(inside) === undefined ? [{ title: `Create ${keep}`, safe: true, edit }] : [],
      });
    }
  },
});

/** Files that may say how a folder comes into being: builds of a frontend, of an image, steps of a deployment. */
const BUILDERS =
  /(^|\/)(Dockerfile[\w.-]*|Containerfile[\w.-]*|[\w.-]+\.(sh|ya?ml|toml|mk|bat|ps1)|Makefile|justfile|Procfile|\.gitmodules|package\.json|fabfile\.py|(vite|vue|webpack|rollup|gulpfile|Gruntfile|next|svelte|angular|tailwind|esbuild)[\w.-]*\.(c|m)?(js|ts|json))$/i;

/** What may make a folder that is not in the repository, in words. */
function makerOf({ project, settings }: SettingsContext, folder: string): string | undefined {
  const { files } = project;
  if ([folder, `${folder}/file`].some((path) => gitIgnored(files, path))) return 'git is told to ignore it, so that a build';
  if (/(^|\/)(dist|build|out|node_modules|bower_components|public|generated|compiled)(\/|$)/i.test(folder)) return 'a build';
  const own = settings.files.find((file) => /\bmk(dir|dirs)|makedirs/.test(project.source(file)?.text ?? ''));
  if (own !== undefined) return own;
  const name = basename(folder);
  return project.listing.find((path) => BUILDERS.test(path) && (files.read(path) ?? '').includes(name));
}
