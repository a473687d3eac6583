import { closest } from '../../base/closest';
import { dirname } from '../../base/paths';
import { gitIgnored } from '../../project/ignored/git';
import { resolveFrom } from '../../project/profiles';
import { type NamedModule, namedModules, nearestPackage } from '../entryModules';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/settings-module-missing',
    title: 'An entry point names settings that do not exist',
    category: 'names and versions',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'DJANGO_SETTINGS_MODULE in wsgi.py, asgi.py, manage.py or a worker names a module that is not in the project.',
    settings: [],
  },
  messages: {
    missing:
      '{module} does not exist: {folder} has no {name}.\n{file} stops with a ModuleNotFoundError before it serves anything.\nName the settings that it should start with.',
    fallback:
      '{module} does not exist: {folder} has no {name}.\nUnless the environment names other settings, {file} stops with a ModuleNotFoundError.\nName the settings that it should start with.',
  },
  check(context) {
    const { files } = context.project;
    for (const named of namedModules(context.project)) {
      const { file, module, place, isDefault } = named;
      if (resolveFrom(files, dirname(file), module)) continue;
      const near = nearestPackage(context.project, file, module);
      const doubt = near ? whyUnsure(context, named, near) : 'none of its packages is in the workspace';
      if (!near || doubt !== undefined) {
        context.unknown(`${module}, which ${file} names, is not in the workspace: ${doubt ?? ''}`);
        continue;
      }
      context.report({
        message: isDefault ? 'fallback' : 'missing',
        data: { module, folder: near.folder, name: near.missing, file },
        place,
        ...(isDefault && { severity: 'warning' }),
        fixes: fixesFor(context, named),
      });
    }
  },
});

/** Why a module that is not there may be there all the same when the project runs, in words. */
function whyUnsure({ project }: SettingsContext, { file }: NamedModule, near: { readonly folder: string; readonly missing: string }) {
  const { files } = project;
  const path = `${near.folder}/${near.missing}`;
  const [first = ''] = near.missing.split('/');
  if (gitIgnored(files, `${path}.py`) || gitIgnored(files, `${path}/__init__.py`)) return 'git is told to ignore it';
  if (/\bsys\.path\b/.test(files.read(file) ?? '')) return 'the entry point says itself where modules are';
  const similar = files.list(near.folder).find((name) => name.startsWith(first) || name.includes(`.${first}.`));
  return similar === undefined ? undefined : `${near.folder}/${similar} may become it`;
}

function fixesFor({ project }: SettingsContext, { module, content, file }: NamedModule): readonly Fix[] {
  const modules = [...new Set(project.profiles.filter((profile) => profile.configuration === undefined).map((profile) => profile.module))];
  const here = modules.filter((each) => resolveFrom(project.files, dirname(file), each));
  const production = project.profiles.filter((profile) => profile.kind === 'production' && here.includes(profile.module));
  const now = closest(module, here) ?? (production.length === 1 ? production[0]?.module : undefined);
  if (now === undefined || !content) return [];
  return [{ title: `Name ${now}`, safe: false, edit: () => [{ file, edits: [{ span: content.span, newText: now }] }] }];
}
