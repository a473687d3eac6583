import type { Value } from '../evaluate/value';
import type { Project } from '../project/project';
import { isTestOrMigration } from '../project/walk';
import type { Call, Module } from '../syntax/python/ast';
import { walk } from '../syntax/python/walk';
import type { SettingsContext } from './rule';
import { usesAny } from './workspaceUses';

/** The options that rules ask for, with the names that Celery knew before 4.0 and still reads where no namespace is given. */
const OLD_NAMES = {
  task_always_eager: 'CELERY_ALWAYS_EAGER',
  task_time_limit: 'CELERYD_TASK_TIME_LIMIT',
  task_soft_time_limit: 'CELERYD_TASK_SOFT_TIME_LIMIT',
  task_serializer: 'CELERY_TASK_SERIALIZER',
  result_serializer: 'CELERY_RESULT_SERIALIZER',
  accept_content: 'CELERY_ACCEPT_CONTENT',
} as const;
export type CeleryOption = keyof typeof OLD_NAMES;

/**
 * The names under which Celery reads options from the Django settings, by how the project starts it. Undefined where no Celery
 * application of the workspace reads them, or not all in one way; the checklist has the reason.
 * Source: https://docs.celeryq.dev/en/stable/django/first-steps-with-django.html
 */
export function celeryNames(context: SettingsContext): ((option: CeleryOption) => string) | undefined {
  const namespaces = new Set(context.project.derived(namespacesText).split('\n').slice(0, -1));
  if (namespaces.size === 0) context.notApplicable('no Celery application of the workspace reads the settings');
  if (namespaces.size > 1) context.unknown('several Celery applications read the settings in different ways');
  const [namespace] = namespaces;
  if (namespace === undefined || namespaces.size > 1) return undefined;
  return (option) => (namespace === '' ? OLD_NAMES[option] : `${namespace}_${option.toUpperCase()}`);
}

/** Some code gives one of the options to Celery by itself, beside the settings. */
export function isConfiguredInCode(context: SettingsContext, ...options: readonly CeleryOption[]): boolean {
  return usesAny(context, new RegExp(`\\b(?:${options.join('|')})\\b`), ...options);
}

/** The value of a setting that is not Django's. `unset` where nothing sets it. */
export function foreignSetting(context: SettingsContext, name: string): Value {
  const set = context.setting(name);
  const { incomplete, raised } = context.settings;
  if (set) return context.value(name);
  if (incomplete !== undefined) return { kind: 'unknown', reason: incomplete };
  return raised ? { kind: 'unknown', reason: 'the settings stop with an error' } : { kind: 'unset' };
}

/** A line for each: whoever asks depends on what they are, not on the list that holds them. */
function namespacesText(project: Project): string {
  return namespacesOf(project)
    .map((namespace) => `${namespace}\n`)
    .join('');
}

/** A file that is named for Celery tells before all others; the rest is read only where the project may use Celery at all. */
function namespacesOf(project: Project): readonly string[] {
  const { listing, requirements } = project;
  const python = listing.filter((path) => path.endsWith('.py') && !isTestOrMigration(path));
  const isNamed = (path: string) => /celery|worker|queue|task/i.test(path);
  const named = python.filter(isNamed).flatMap((path) => namespacesIn(project, path));
  if (named.length > 0 || requirements?.has('celery') === false) return named;
  return python.filter((path) => !isNamed(path)).flatMap((path) => namespacesIn(project, path));
}

function namespacesIn(project: Project, path: string): readonly string[] {
  if (!(project.files.read(path) ?? '').includes('config_from_object')) return [];
  const tree = project.python(path)?.tree;
  return tree ? calls(tree) : [];
}

/** The namespaces of `app.config_from_object("django.conf:settings", …)`; an empty text where none is given. */
function calls(tree: Module): readonly string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (node.kind !== 'Call' || node.function.kind !== 'Attribute' || node.function.name !== 'config_from_object') return true;
    const namespace = namespaceOf(node);
    if (namespace !== undefined) found.push(namespace);
    return true;
  });
  return found;
}

function namespaceOf({ arguments: given }: Call): string | undefined {
  const [source] = given;
  if (source?.value.kind === 'Str' ? !/^django\.conf[:.]settings$/.test(source.value.value) : source?.value.kind !== 'Name')
    return undefined;
  if (source?.value.kind === 'Name' && source.value.id !== 'settings') return undefined;
  const namespace = given.find(({ name }) => name === 'namespace')?.value;
  if (!namespace) return '';
  return namespace.kind === 'Str' ? namespace.value.replace(/_$/, '') : undefined;
}
