import type { Place } from '../../base/text';
import type { Variables } from '../../project/environment/held';
import type { Run } from '../../project/environment/runs';
import type { Project } from '../../project/project';
import type { Member, Stack } from '../../project/stack/model';
import { addEnvironment } from '../edit/compose';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { closedEnvironment } from '../shared/closedEnvironment';
import { imageKeepsOut } from '../shared/dockerignored';
import { moduleOf } from '../shared/manageModule';
import { needsOf } from '../shared/neededVariables';
import { celeryRunOf, workersOf } from '../shared/workers';

export const rule = settingsRule({
  meta: {
    id: 'stack/celery-env-drift',
    title: 'A worker lacks variables that the web server has',
    category: 'release process',
    severity: 'warning',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary:
      'The container of a Celery worker or of beat does not get a variable, or the settings module, that the web server gets and the settings need.',
    settings: [],
  },
  messages: {
    module:
      '{web} starts with {module}, and {worker} is not told so: Celery falls back to {fallback}.\nTasks then run with other settings than the site: another database, another broker.\nGive {worker} DJANGO_SETTINGS_MODULE too.',
    variable:
      '{worker} does not get {name}, which the settings need and {web} has.\nThe worker stops at start ({error}), and tasks that the site sends are never done.\nGive {worker} the variable too.',
  },
  check(context) {
    const stacks = context.project.subjects('stack').filter(({ kind, sort }) => kind === 'production' && sort === 'compose');
    const found = stacks.flatMap((stack) =>
      stack.members.flatMap((web) => {
        const isWeb = web.role === 'django' && web.profile?.name === context.profile.name;
        return isWeb ? workersOf(context.project, stack, web).map((worker) => ({ stack, web, worker })) : [];
      }),
    );
    if (found.length === 0) return context.notApplicable('no worker of the workspace runs beside these settings');
    for (const { stack, web, worker } of found) judge(context, stack, web, worker);
  },
});

function judge(context: SettingsContext<'module' | 'variable'>, stack: Stack, web: Member, worker: Member) {
  const { project, profile } = context;
  const run = celeryRunOf(project, worker);
  const closed = closedEnvironment(project, stack, worker);
  if (closed.kind === 'open') return context.unknown(closed.reason);
  if (!run) return context.unknown(`what ${worker.name} runs is not told`);
  const variables: Variables = new Map([...closed.variables, ...run.command.variables]);
  const given = web.process?.variables ?? new Map();
  const module = given.get('DJANGO_SETTINGS_MODULE');
  if (module?.kind === 'value' && !variables.has('DJANGO_SETTINGS_MODULE')) return reportModule(context, web, worker, run, module);
  if (moduleOf(project, { args: [], variables }, 'celery')?.module !== profile.module)
    return context.unknown(`which settings ${worker.name} starts with is not told`);
  const needs = needsOf(project, profile, variables);
  if (needs.missing.length === 0) return;
  const file = needs.envFiles.find((path) => !imageKeepsOut(project, stack, worker, path));
  if (needs.open !== undefined || file !== undefined) return context.unknown(needs.open ?? `${file} may give it`);
  for (const { name, place, error } of needs.missing) {
    const own = given.get(name);
    if (!own || own.kind === 'possible') continue;
    context.report({
      message: 'variable',
      data: { worker: worker.name, web: web.name, name, error },
      place: worker.place,
      related: [
        { place: own.place, message: `${web.name} gets it here` },
        { place, message: `${name} is read here, without a default` },
      ],
      fixes: handOn(project, worker, name, own),
    });
  }
}

function reportModule(
  context: SettingsContext<'module' | 'variable'>,
  web: Member,
  worker: Member,
  run: Run,
  module: { readonly value: string; readonly place: Place },
) {
  const { project } = context;
  const started = moduleOf(project, run.command, 'celery');
  if (!started?.fallback) return context.unknown(`which settings ${worker.name} falls back to is not told`);
  if (started.module === module.value) return;
  context.report({
    message: 'module',
    data: { web: web.name, worker: worker.name, module: module.value, fallback: started.module },
    place: worker.place,
    related: [
      { place: module.place, message: `${web.name} gets it here` },
      { place: started.fallback.place, message: 'Celery falls back to these' },
    ],
    fixes: [
      ...handOn(project, worker, 'DJANGO_SETTINGS_MODULE', { kind: 'value', value: module.value, place: module.place }),
      ...fallbackFix(started.fallback.content, module.value),
    ],
  });
}

function fallbackFix(content: Place | undefined, module: string): readonly Fix[] {
  if (!content) return [];
  return [
    {
      title: `Let Celery fall back to ${module}`,
      safe: false,
      edit: () => [{ file: content.file, edits: [{ span: content.span, newText: module }] }],
    },
  ];
}

/** The variable as the web server's container has it: its text is copied where compose.yml itself says it, and is no secret then. */
function handOn(
  project: Project,
  { name: service, place }: Member,
  name: string,
  held: { readonly kind: string; readonly value?: string; readonly place: Place },
): readonly Fix[] {
  const isPlain = name === 'DJANGO_SETTINGS_MODULE' && held.value !== undefined;
  const value = isPlain ? (held.value ?? '') : `\${${name}:?${name} is needed}`;
  const isWritten = !isPlain && held.kind === 'value' && held.place.file === place.file;
  // A value that stands in the file belongs into one env file for both, which is for a person to decide.
  if (isWritten) return [];
  return [
    { title: `Give ${service} ${name}`, safe: false, edit: () => addEnvironment({ project, file: place.file, service }, name, value) },
  ];
}
