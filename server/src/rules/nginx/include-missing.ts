import { dirname, join, normalize } from '../../base/paths';
import { headOf, type NginxConfiguration, type NginxInclude } from '../../project/nginx/model';
import type { Project } from '../../project/project';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/include-missing',
    title: 'An included file is not there',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: ['nginx -t'],
    summary: 'An include names a file beside others of the workspace, and there is none of that name.',
    settings: [],
  },
  messages: {
    default: 'There is no file {path} in the workspace.\nnginx does not start when an included file is missing.\nAdd it, or mend the path.',
  },
  check(context) {
    const { configuration, project } = context;
    for (const include of configuration.includes) {
      const path = expectedPath(project, configuration, include);
      if (path !== undefined) context.report({ message: 'default', data: { path }, place: headOf(include.directive) });
    }
  },
});

/** Where the file would be, when its folder is one of the workspace that other files are included from; undefined when nothing is proved. */
function expectedPath(
  project: Project,
  configuration: NginxConfiguration,
  { directive, missing, shipped }: NginxInclude,
): string | undefined {
  const [word] = directive.args;
  if (missing === undefined || shipped || !word || word.parts.length > 0 || /^\/|[*?[]/.test(word.text) || directive.conditional)
    return undefined;
  const path = normalize(join(dirname(configuration.file), word.text));
  if (path.startsWith('..') || project.files.read(path) !== undefined) return undefined;
  const folder = dirname(path);
  const beside = configuration.includes.some(({ files }) => files.some((file) => dirname(file) === folder));
  return beside ? path : undefined;
}
