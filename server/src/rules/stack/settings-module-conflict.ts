import type { Run } from '../../project/environment/runs';
import type { Project } from '../../project/project';
import type { Member, Stack } from '../../project/stack/model';
import { addEnvironment } from '../edit/compose';
import { type NamedModule, namedModules } from '../entryModules';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { closedEnvironment } from '../shared/closedEnvironment';
import { moduleOf } from '../shared/manageModule';
import { celeryRunOf, workersOf } from '../shared/workers';

export const rule = settingsRule({
  meta: {
    id: 'stack/settings-module-conflict',
    title: 'One deployment runs with two settings modules',
    category: 'release process',
    severity: 'warning',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary:
      'manage.py of a production container runs with settings for development, while the server beside it runs with those for production.',
    settings: [],
  },
  messages: {
    command:
      'manage.py {command} runs here with {other}, and the server of {member} with {module}: nothing names one for both.\n{what}\nSet DJANGO_SETTINGS_MODULE for the whole container.',
    worker:
      'Celery in {member} runs with {other}, and the server of {web} with {module}: nothing names one for both.\nTasks work with another database, broker or mail server than the site, and nobody sees why.\nSet DJANGO_SETTINGS_MODULE for both containers.',
  },
  check(context) {
    const { project, profile } = context;
    const stacks = project.subjects('stack').filter(({ kind }) => kind === 'production');
    const started = stacks.flatMap((stack) =>
      stack.members
        .filter(({ role, profile: own }) => role === 'django' && own?.name === profile.name)
        .map((member) => ({ stack, member })),
    );
    if (started.length === 0) return context.notApplicable('no container or unit of the workspace starts these settings');
    for (const { stack, member } of started) judge(context, stack, member);
  },
});

const CONSEQUENCES: Readonly<Record<string, string>> = {
  migrate:
    'The tables are changed in the database of the other settings, and those of the site stay as they are: pages that need them are a 500.',
  collectstatic:
    'The files of other apps are collected, into the folder and with the storage of the other settings: what pages ask for may not be there.',
};

function judge(context: SettingsContext<'command' | 'worker'>, stack: Stack, member: Member) {
  const { project } = context;
  for (const run of project.runs.filter((one) => one.command.program === 'manage.py' && belongsTo(one, member))) {
    const name = run.command.args[0]?.text ?? '';
    const what = Object.hasOwn(CONSEQUENCES, name) ? CONSEQUENCES[name] : undefined;
    const fallback = what === undefined ? undefined : otherFallback(context, stack, { server: member, member, run, kind: 'manage' });
    if (fallback && what !== undefined) report(context, 'command', { member, run, fallback, data: { command: name, what } });
  }
  for (const worker of workersOf(project, stack, member)) {
    const run = celeryRunOf(project, worker);
    const fallback = run && otherFallback(context, stack, { server: member, member: worker, run, kind: 'celery' });
    if (run && fallback) report(context, 'worker', { member: worker, run, fallback, data: { web: member.name } });
  }
}

interface Started {
  /** The web server. */
  readonly server: Member;
  /** Who runs the command. */
  readonly member: Member;
  readonly run: Run;
  readonly kind: 'manage' | 'celery';
}

/** What a command falls back to where that is not for production, and the server falls back to the settings at hand. */
function otherFallback(context: SettingsContext, stack: Stack, { server, member, run, kind }: Started): NamedModule | undefined {
  const { project, profile } = context;
  const started = moduleOf(project, run.command, kind);
  const other = project.profiles.find(({ module }) => module === started?.module);
  if (!started?.fallback || started.module === profile.module || !other || other.kind === 'production') return undefined;
  if (serverModule(project, server) !== profile.module) return undefined;
  const closed = closedEnvironment(project, stack, member);
  if (closed.kind === 'closed' && !closed.variables.has('DJANGO_SETTINGS_MODULE')) return started.fallback;
  if (closed.kind === 'open') context.unknown(closed.reason);
  return undefined;
}

interface Conflict {
  readonly member: Member;
  readonly run: Run;
  readonly fallback: NamedModule;
  readonly data: Readonly<Record<string, string>>;
}

function report(context: SettingsContext<'command' | 'worker'>, message: 'command' | 'worker', { member, run, fallback, data }: Conflict) {
  const { project, profile } = context;
  const servers = namedModules(project).filter(({ kind, module }) => kind === 'wsgi' && module === profile.module);
  context.report({
    message,
    data: { ...data, other: fallback.module, member: member.name, module: profile.module },
    place: run.command.place,
    related: [
      { place: fallback.place, message: `${fallback.kind === 'manage' ? 'manage.py' : 'Celery'} falls back to these` },
      ...servers.map(({ place }) => ({ place, message: 'The server falls back to these' })),
    ],
    fixes: fixesFor(project, member, profile.module, fallback),
  });
}

/** A command that a container or unit runs before its server. */
function belongsTo({ when, service, words }: Run, member: Member): boolean {
  if (when !== 'start' && when !== 'release') return false;
  return member.service ? service === member.service.name && words.includes(member.place.file) : words.includes(member.name);
}

/** What the server falls back to; undefined where its environment names the module. */
function serverModule(project: Project, { process }: Member): string | undefined {
  if (!process || process.variables.has('DJANGO_SETTINGS_MODULE')) return undefined;
  const named = namedModules(project).filter(({ kind, isDefault }) => (kind === 'wsgi' || kind === 'asgi') && isDefault);
  const modules = new Set(named.map(({ module }) => module));
  return modules.size === 1 ? [...modules][0] : undefined;
}

function fixesFor(project: Project, { service, name, place }: Member, module: string, { content, file }: NamedModule): readonly Fix[] {
  const toCompose = () => addEnvironment({ project, file: place.file, service: name }, 'DJANGO_SETTINGS_MODULE', module);
  const toEntry = () => content && [{ file, edits: [{ span: content.span, newText: module }] }];
  return [
    ...(service ? [{ title: `Set DJANGO_SETTINGS_MODULE for ${name}`, safe: false, edit: toCompose }] : []),
    ...(content ? [{ title: `Let ${file} fall back to ${module}`, safe: false, edit: toEntry }] : []),
  ];
}
