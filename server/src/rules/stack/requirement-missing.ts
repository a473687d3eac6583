import type { Place } from '../../base/text';
import { alternatives, entry, text } from '../../evaluate/value';
import { DRIVERS, PROVIDED } from '../../knowledge/providers';
import type { Process } from '../../project/environment/process';
import { importedFile } from '../../project/modules';
import type { Profile, Project } from '../../project/project';
import type { ImportFrom, Statement } from '../../syntax/python/ast';
import { addRequirement, requirementTarget } from '../edit/requirements';
import { certainTexts } from '../judge';
import { type SettingsContext, settingsRule } from '../rule';
import { installationOf } from '../shared/installed';

export const rule = settingsRule({
  meta: {
    id: 'stack/requirement-missing',
    title: 'What the project uses is not in its requirements',
    category: 'release process',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The settings or the start command use a package that no requirement brings: a fresh installation does not start.',
    settings: ['INSTALLED_APPS', 'MIDDLEWARE', 'DATABASES', 'CACHES', 'STORAGES'],
  },
  messages: {
    import:
      '{what} needs {distribution}, which the requirements do not ask for.\nAn installation from them stops at start with ModuleNotFoundError: every page is a 502.\nAdd {distribution} to {file}.',
    command:
      'The command starts {what}, and the requirements do not ask for {distribution}.\nAn image or a server made from them does not have the program: nothing starts, and every page is a 502.\nAdd {distribution} to {file}.',
  },
  check(context) {
    const { project } = context;
    const target = requirementTarget(project);
    if (!target) return context.notApplicable('no file of the workspace lists what to install');
    const installation = installationOf(project);
    const seen = new Set<string>();
    for (const use of [...usesOf(context), ...programsOf(context)]) {
      const answer = installation.has(use.topLevel);
      if (answer.kind === 'unknown') context.unknown(`${use.what}: ${answer.reason}`);
      if (answer.kind !== 'no' || seen.has(answer.ask)) continue;
      seen.add(answer.ask);
      const distribution = answer.ask;
      const note = target.needsLocking ? ', and lock anew' : '';
      context.report({
        message: use.message,
        data: { what: use.what, distribution, file: target.file + note },
        place: use.place,
        related: askedFor(context, target.file),
        fixes: [{ title: `Add ${distribution} to ${target.file}`, safe: false, edit: () => addRequirement(project, distribution) }],
      });
    }
  },
});

/** Something that has to be installed, and where it is used. */
interface Use {
  readonly message: 'import' | 'command';
  readonly topLevel: string;
  readonly what: string;
  readonly place: Place;
}

function isKnown(topLevel: string): boolean {
  return Object.hasOwn(PROVIDED, topLevel);
}

/** What the settings import, or name as an application, a middleware or a backend. */
function usesOf(context: SettingsContext): readonly Use[] {
  return [...importsOf(context), ...itemsOf(context), ...backendsOf(context)];
}

/** Imports that every start runs: not those in a branch, a `try` or a function. */
function importsOf({ project, profile }: SettingsContext): readonly Use[] {
  return chainOf(project, profile).flatMap((file) =>
    (project.python(file)?.tree.body ?? []).flatMap((statement) =>
      modulesOf(statement).flatMap((module): readonly Use[] => {
        const [topLevel = ''] = module.split('.');
        return isKnown(topLevel) ? [{ message: 'import', topLevel, what: `import ${module}`, place: { file, span: statement.span } }] : [];
      }),
    ),
  );
}

/** The settings and what they take in whole, at their top level: a file that a condition takes in may never be run. */
function chainOf(project: Project, { file: first, pythonPath }: Profile): readonly string[] {
  const found = [first];
  for (const file of found) {
    for (const statement of project.python(file)?.tree.body ?? []) {
      if (statement.kind !== 'ImportFrom' || statement.names.every(({ name }) => name !== '*')) continue;
      const target = importedFile(project.files, file, pythonPath, '.'.repeat(statement.level) + statement.module);
      if (target !== undefined && !found.includes(target)) found.push(target);
    }
  }
  return found;
}

function modulesOf(statement: Statement): readonly string[] {
  if (statement.kind === 'Import') return statement.names.map(({ name }) => name);
  return statement.kind === 'ImportFrom' ? fromModule(statement) : [];
}

function fromModule({ level, module }: ImportFrom): readonly string[] {
  return level === 0 ? [module] : [];
}

function itemsOf(context: SettingsContext): readonly Use[] {
  return ['INSTALLED_APPS', 'MIDDLEWARE'].flatMap((name) =>
    certainTexts(context, name).flatMap((item): readonly Use[] => {
      const [topLevel = ''] = item.text.split('.');
      return isKnown(topLevel) ? [{ message: 'import', topLevel, what: `${item.text} in ${name}`, place: item.place }] : [];
    }),
  );
}

const BACKENDS = [
  { setting: 'DATABASES', key: 'ENGINE' },
  { setting: 'CACHES', key: 'BACKEND' },
  { setting: 'STORAGES', key: 'BACKEND' },
] as const;

/** Backends of the aliases that are there whatever the conditions. */
function backendsOf(context: SettingsContext): readonly Use[] {
  return BACKENDS.flatMap(({ setting, key }) => {
    const value = context.value(setting);
    if (value.kind !== 'dict' || !context.setting(setting)) return [];
    return value.entries.flatMap(({ key: alias, value: one }): readonly Use[] => {
      const backend = entry(one, key);
      const path = text(backend);
      if (path === undefined || alternatives(one).length !== 1) return [];
      const topLevel = Object.hasOwn(DRIVERS, path) ? (DRIVERS[path] ?? '') : (path.split('.')[0] ?? '');
      const what = `${path} in ${setting}["${text(alias) ?? ''}"]`;
      return isKnown(topLevel) ? [{ message: 'import', topLevel, what, place: backend?.at ?? context.place(setting) }] : [];
    });
  });
}

const PROGRAMS: ReadonlySet<string> = new Set(['gunicorn', 'uvicorn', 'daphne', 'hypercorn', 'granian', 'uwsgi', 'celery']);

/** The servers that start this profile where the workspace says what is installed: in a container, or on a platform. */
function programsOf({ project, profile }: SettingsContext): readonly Use[] {
  const starting = project.processes.filter(
    (process) => process.kind === 'production' && process.host !== 'machine' && project.profileOf(process)?.name === profile.name,
  );
  return starting.flatMap((process) => [...programOf(process), ...workerOf(process)]);
}

function programOf({ command: { program, place } }: Process): readonly Use[] {
  return PROGRAMS.has(program) ? [{ message: 'command', topLevel: program, what: program, place }] : [];
}

/** gunicorn imports the class of its workers. */
function workerOf({ command: { program, args } }: Process): readonly Use[] {
  if (program !== 'gunicorn') return [];
  return args.flatMap(({ text: word, place }, index): readonly Use[] => {
    const given = word === '-k' || word === '--worker-class' ? args[index + 1]?.text : /^(?:--worker-class=|-k)(.+)$/.exec(word ?? '')?.[1];
    return given?.startsWith('uvicorn.') ? [{ message: 'command', topLevel: 'uvicorn', what: `workers of class ${given}`, place }] : [];
  });
}

function askedFor({ project }: SettingsContext, path: string) {
  const django = project.requirementFiles.find((file) => file.path === path)?.requirements.find(({ name }) => name === 'django');
  return django ? [{ place: { file: path, span: django.span }, message: 'What is installed is listed here' }] : [];
}
