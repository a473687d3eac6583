import { dirname } from '../../base/paths';
import { kindByName } from '../../project/kind';
import { resolveFrom } from '../../project/profiles';
import type { Profile, Project } from '../../project/project';
import { type NamedModule, namedModules } from '../entryModules';
import { isTruthy, judge } from '../judge';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { effectiveValue } from '../run';

export const rule = settingsRule({
  meta: {
    id: 'django/settings-module-development',
    title: 'The server starts with settings for development',
    category: 'names and versions',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: ['CWE-489'],
    summary: 'wsgi.py or asgi.py names settings for development, with DEBUG on, and no file of the workspace names others for production.',
    settings: ['DEBUG'],
  },
  messages: {
    always:
      '{file} starts with {module}, which is for development and has DEBUG on.\nProduction then shows its settings and its code to everybody who meets an error.\nName the settings for production.',
    fallback:
      'Unless the environment names other settings, {file} starts with {module}, which is for development and has DEBUG on.\nOne variable that somebody forgets, and production shows its settings and its code to everybody who meets an error.\nName the settings for production here.',
  },
  check(context) {
    const { project } = context;
    for (const named of namedModules(project)) {
      const { file, module, place, isDefault } = named;
      if ((named.kind !== 'wsgi' && named.kind !== 'asgi') || kindByName(module) !== 'development') continue;
      const found = resolveFrom(project.files, dirname(file), module);
      const profile = project.profiles.find((one) => one.file === found?.file && one.configuration === undefined);
      if (!profile || profile.kind === 'production') continue;
      const debug = judge(effectiveValue(project, project.evaluate(profile), 'DEBUG'), isTruthy);
      if (debug === 'sometimes' || debug === 'unknown') context.unknown(`whether ${module} has DEBUG on is not known`);
      if (debug !== 'always') continue;
      const naming = isDefault ? project.derived(chosenIn) : undefined;
      if (naming !== undefined) {
        context.notApplicable(`${naming} names the settings for production`);
        continue;
      }
      context.report({
        message: isDefault ? 'fallback' : 'always',
        data: { file, module },
        place,
        ...(!isDefault && { severity: 'error' }),
        fixes: fixesFor(context, named, profile),
      });
    }
  },
});

const ARTEFACT =
  /(^|\/)((Docker|Container|Caddy|Make|just|Proc)file[\w.-]*|[\w.-]*\.(ya?ml|toml|sh|service|env|ini|conf|cfg|json|tf)|\.env[\w.-]*)$/i;

/** A file, no Python, that names settings for production: the environment that it stands for then does. */
function chosenIn(project: Project): string | undefined {
  const modules = project.profiles.flatMap(({ kind, module }) => (kind === 'production' ? [module] : []));
  const names = (path: string) => modules.some((module) => (project.files.read(path) ?? '').includes(module));
  return project.listing.find((path) => ARTEFACT.test(path) && names(path));
}

/** Where the same folder has settings for production, and one alone. */
function fixesFor({ project }: SettingsContext, { file, content }: NamedModule, { pythonPath }: Profile): readonly Fix[] {
  const [now, other] = project.profiles.filter(
    (one) => one.kind === 'production' && one.pythonPath === pythonPath && one.configuration === undefined,
  );
  if (!now || other || !content) return [];
  const edit = () => [{ file, edits: [{ span: content.span, newText: now.module }] }];
  return [{ title: `Name ${now.module}`, safe: false, edit }];
}
