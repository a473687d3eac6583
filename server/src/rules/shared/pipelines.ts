import { basename } from '../../base/paths';
import type { Place } from '../../base/text';
import type { Profile, Project } from '../../project/project';
import type { PipelineCommand, PipelineJob, PipelineSubject } from '../../project/subjects/pipeline';
import type { SeenCommand } from '../../project/subjects/pipelines/explore';
import { addStep } from '../edit/pipeline';
import type { Fix, SubjectContext } from '../rule';

/** A pipeline that works with the project's Django. */
export interface DjangoPipeline {
  readonly profile: Profile;
  /** The step behind which a further check fits: where Django and its requirements are installed. */
  readonly anchor: { readonly job: PipelineJob; readonly command: PipelineCommand };
  /** The name of the job. */
  readonly place: Place;
  /** Every command that CI comes to run, and those of the images that it builds. */
  readonly commands: readonly SeenCommand[];
}

/**
 * The pipeline of a project that runs in production; undefined where there is none, which is noted: pipelines that publish a package or
 * documentation, and those that never touch the project's Python, are not about a deployment.
 */
export function djangoPipeline(context: SubjectContext<'pipeline'>): DjangoPipeline | undefined {
  const { project, subject, notApplicable } = context;
  const profile = project.profiles.find(({ kind }) => kind === 'production');
  if (!profile || manageFile(project) === undefined)
    return none(notApplicable, 'the workspace has no Django project that runs in production');
  if (publishes(project, subject)) return none(notApplicable, 'the workspace is a package that others install');
  const anchor = anchorOf(subject);
  if (!anchor) return none(notApplicable, 'no job of CI works with Django');
  const { file, nameSpan } = anchor.job;
  return { profile, anchor, place: { file, span: nameSpan }, commands: allCommands(project, subject) };
}

/** The manage.py that lies highest. */
export function manageFile(project: Project): string | undefined {
  const all = project.listing.filter((path) => basename(path) === 'manage.py');
  return [...all].sort((a, b) => a.split('/').length - b.split('/').length)[0];
}

/** A reason not to say that CI never runs something: what nobody can follow may do it. */
export function mayRunMore({ subject }: SubjectContext<'pipeline'>, { commands }: DjangoPipeline): string | undefined {
  if (subject.opaque.length > 0) return subject.opaque.slice(0, 3).join('; ');
  const open = commands.some(({ program, args }) => program === 'manage.py' && args[0] === undefined && args.length > 0);
  return open ? 'a variable holds a command of manage.py' : undefined;
}

/**
 * A command line that does something for manage.py as the job runs the rest: with the same wrapper before it. Undefined where the job does not show
 * how that is done.
 */
function manageLine(project: Project, { anchor, profile }: DjangoPipeline, args: string): string | undefined {
  const { step } = anchor.command;
  if (step.kind !== 'command') return undefined;
  const line = step.line.text.split('\n').findLast((one) => RUNS.test(one));
  const prefix = line === undefined ? installed(anchor.command) : wrapperOf(line);
  const own = line === undefined ? undefined : /(?:(python[\d.]*) )?(?:\.\/)?(\S*manage\.py)/.exec(line);
  const settings = profile.entry.some((entry) => basename(entry) === 'manage.py') ? '' : ` --settings ${profile.module}`;
  return prefix === undefined
    ? undefined
    : `${prefix}${own?.[1] ?? 'python'} ${own?.[2] ?? manageFile(project) ?? 'manage.py'} ${args}${settings}`;
}

/** The fix of the rules about pipelines: a step that runs a command of manage.py. */
export function stepFixes(project: Project, pipeline: DjangoPipeline, name: string, args: string, title: string): readonly Fix[] {
  const command = manageLine(project, pipeline, args);
  if (command === undefined) return [];
  return [{ title, safe: false, edit: () => addStep(project, pipeline.anchor.command.step, { name, command }) }];
}

const RUNS = /manage\.py|\bpytest\b|\bpy\.test\b/;

/** What stands before the program of a line: `poetry run `. Undefined where that is more than words. */
function wrapperOf(line: string): string | undefined {
  const program = /(?:coverage run (?:-m |--\S+ )*)?(?:python[\d.]* (?:-\S+ )*)?(?:(?:\.\/)?\S*manage\.py|\bpytest\b|\bpy\.test\b)/.exec(
    line,
  );
  const before = line.slice(0, program?.index ?? 0).trimStart();
  return /^(?:[\w./:=@-]+ )*$/.test(before) ? before : undefined;
}

/** How what a command has installed is run. */
function installed({ program, args }: SeenCommand): string | undefined {
  if (/^pip3?$/.test(program)) return '';
  return /^(poetry|pdm|pipenv|uv)$/.test(program) && /^(install|sync)$/.test(args[0] ?? '') ? `${program} run ` : undefined;
}

function none(note: (reason: string) => void, reason: string): undefined {
  note(reason);
  return undefined;
}

/** A package that is published: its settings are there to test it. */
function publishes(project: Project, { jobs }: PipelineSubject): boolean {
  const published = jobs.some(
    ({ steps, commands }) =>
      steps.some((step) => step.kind === 'use' && /pypi-publish|publish-to-pypi|python-semantic-release/i.test(step.target)) ||
      commands.some(
        ({ program, args }) => program === 'twine' || (/^(uv|poetry|flit|hatch|pdm)$/.test(program) && args.includes('publish')),
      ),
  );
  const asks = ['pyproject.toml', 'setup.py', 'setup.cfg'].some((file) =>
    /Framework :: Django|Development Status ::|Intended Audience ::/.test(project.files.read(file) ?? ''),
  );
  return published || asks;
}

/** The best place for a further command: behind one of manage.py, else behind the tests, else behind what installs the project. */
function anchorOf({ jobs }: PipelineSubject): DjangoPipeline['anchor'] | undefined {
  const all = jobs.filter((job) => !isAboutDocuments(job)).flatMap((job) => job.commands.map((command) => ({ job, command })));
  const tests = [isManage, isTests, isInstall, isLint];
  for (const is of tests) {
    const found = all.findLast(({ job, command }) => is(command) && job.name === all.find((one) => is(one.command))?.job.name);
    if (found) return found;
  }
  return undefined;
}

function isAboutDocuments({ commands }: PipelineJob): boolean {
  return (
    commands.some(({ program }) => /^(mkdocs|sphinx-build|twine|towncrier)$/.test(program)) &&
    !commands.some((one) => isManage(one) || isTests(one))
  );
}

function isManage({ program }: SeenCommand): boolean {
  return program === 'manage.py';
}

function isInstall({ program, args }: SeenCommand): boolean {
  if (/^pip3?$/.test(program)) return args.some((word) => /^(-r|--requirement)/.test(word ?? '') || /requirements/.test(word ?? ''));
  return /^(poetry|pdm|pipenv|uv)$/.test(program) && /^(install|sync)$/.test(args[0] ?? '');
}

function isLint({ program }: SeenCommand): boolean {
  return /^(flake8|mypy|pylint)$/.test(program);
}

/** Whether a command runs the tests of the project. */
export function isTests({ program, args }: SeenCommand): boolean {
  if (program === 'manage.py')
    return /^(test|tests|pytest|jenkins|behave|harvest)$/.test(args[0] ?? '') || args[0]?.startsWith('test') === true;
  if (program === 'setup.py') return args[0] === 'test';
  return /^(pytest|py\.test|unittest|nose2|nosetests|behave|green|stestr|ptw)$/.test(program);
}

/** Commands of the images that CI builds count too, and what containers run where it starts them. */
function allCommands(project: Project, { jobs }: PipelineSubject): readonly SeenCommand[] {
  const own = jobs.flatMap(({ commands }) => commands);
  const docker = own.filter(({ program }) => /^(docker|podman|nerdctl|buildah|docker-compose|podman-compose)$/.test(program));
  const builds = docker.some(({ args }) => args.some((word) => /^(build|buildx|bake|up|bud)$/.test(word ?? '')));
  const starts = docker.some(({ args }) => args.some((word) => /^(up|run|start)$/.test(word ?? '')));
  const runs = project.runs.filter(({ when }) => (builds && when === 'build') || (starts && (when === 'start' || when === 'release')));
  return [...own, ...runs.map(({ command }) => ({ program: command.program, args: command.args.map(({ text }) => text) }))];
}

/** A Python file of the workspace that speaks of something: tests may run commands of Django themselves. */
export function pythonFileWith(project: Project, pattern: RegExp): string | undefined {
  return project.listing.find(
    (path) => path.endsWith('.py') && !/\/migrations\//.test(path) && pattern.test(project.files.read(path) ?? ''),
  );
}
