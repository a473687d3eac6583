import { text } from '../../evaluate/value';
import { moduleFile } from '../../project/modules';
import type { SettingsContext } from '../rule';
import { rootPatterns } from '../urlPatterns';

const BESIDE =
  /(^|\/)([\w-]*(wsgi|asgi|server|middleware)[\w-]*\.py|[\w.-]*uwsgi[\w.-]*\.(ini|ya?ml|xml|json)|fly\.toml|static\.json|Caddyfile[\w.-]*)$/;

/** In words, what else of the workspace may send files in Django's place; undefined where nothing does. */
export function otherSender(context: SettingsContext): string | undefined {
  const { project, profile } = context;
  const beside = [...profile.entry, ...project.listing.filter((path) => BESIDE.test(path))];
  const wrapper = beside.find((path) =>
    /whitenoise|servestatic|dj_static|blacknoise|static[-_]map|static[-_]path|offload|\[\[statics\]\]|file_server|StaticFiles|Cling/i.test(
      project.files.read(path) ?? '',
    ),
  );
  if (wrapper !== undefined) return `${wrapper} may send the files`;
  const starting = project.processes.find(({ command }) => command?.args.some(({ text: word }) => /^--(static|offload)/.test(word ?? '')));
  if (starting) return `the command ${starting.words} may send the files`;
  const patterns = rootPatterns(context);
  const module = text(context.value('ROOT_URLCONF'));
  const urls = module === undefined ? undefined : moduleFile(project.files, profile.pythonPath, module);
  if (!patterns || urls === undefined) return 'the module that ROOT_URLCONF names is not in the workspace';
  const isServed = /\bserve\b|insecure/.test(project.files.read(urls) ?? '') || patterns.some(({ route }) => /static|media/i.test(route));
  return isServed ? 'the project’s URLs may send the files' : undefined;
}
