import { basename, dirname, join, normalize } from '../../../base/paths';
import { readCompositeAction, readWorkflow } from '../../../syntax/ci/github';
import { type GitlabPipeline, readGitlab } from '../../../syntax/ci/gitlab';
import type { CiCommand, CiJob, CiStep, CiUse } from '../../../syntax/ci/job';
import type { Discovery } from '../../discover';
import type { PipelineCommand, PipelineJob, PipelineSubject } from '../pipeline';
import { explore, type Sight } from './explore';
import { HARMLESS_ACTIONS } from './programs';

const WORKFLOWS = '.github/workflows';
const GITLAB = '.gitlab-ci.yml';
const MAX_WORKFLOWS = 60;
const MAX_LENGTH = 400_000;
const MAX_DEPTH = 5;

/** Files of CI systems that are not read. */
const OTHER_SYSTEMS: readonly string[] = [
  '.circleci/config.yml',
  '.travis.yml',
  'Jenkinsfile',
  'azure-pipelines.yml',
  'bitbucket-pipelines.yml',
  '.drone.yml',
  '.woodpecker.yml',
  '.woodpecker.yaml',
  '.woodpecker',
  '.buildkite/pipeline.yml',
  '.cirrus.yml',
  'appveyor.yml',
  'cloudbuild.yaml',
  'buildspec.yml',
  '.forgejo/workflows',
  '.gitea/workflows',
  '.semaphore/semaphore.yml',
  'codefresh.yml',
  '.teamcity',
  '.builds',
  'wercker.yml',
  '.tekton',
  'tekton',
  'dagger.json',
  'Earthfile',
];

/** The pipelines of GitHub and GitLab as one; undefined where there is neither. Source: see the readers of both. */
export function findPipeline(discovery: Discovery): PipelineSubject | undefined {
  const finder: Finder = { discovery, opaque: [], files: [] };
  const jobs = [...githubJobs(finder), ...gitlabJobs(finder)];
  if (jobs.length === 0) return undefined;
  const other = OTHER_SYSTEMS.find((path) => discovery.files.kind(path) !== undefined);
  if (other !== undefined) finder.opaque.push(`what ${other} makes another CI system run`);
  return { name: 'the CI of the workspace', kind: 'production', files: finder.files, jobs, opaque: [...new Set(finder.opaque)] };
}

interface Finder {
  readonly discovery: Discovery;
  readonly opaque: string[];
  readonly files: string[];
}

function githubJobs(finder: Finder): readonly PipelineJob[] {
  const { files } = finder.discovery;
  const names = files.list(WORKFLOWS).filter((name) => /\.ya?ml$/.test(name));
  if (names.length > MAX_WORKFLOWS) finder.opaque.push('what further workflows run');
  return names.slice(0, MAX_WORKFLOWS).flatMap((name) => {
    const file = `${WORKFLOWS}/${name}`;
    const text = readable(finder, file);
    const workflow = text === undefined ? undefined : readWorkflow(file, text);
    if (!workflow) {
      finder.opaque.push(`what ${file} runs`);
      return [];
    }
    finder.files.push(file);
    return workflow.jobs.map((job) => withCommands(finder, job, 'github'));
  });
}

function gitlabJobs(finder: Finder): readonly PipelineJob[] {
  if (finder.discovery.files.kind(GITLAB) !== 'file') return [];
  const list = listOf(finder.discovery);
  const pipeline = readGitlab(GITLAB, (path) => readable(finder, path), list);
  if (!pipeline) {
    finder.opaque.push(`what ${GITLAB} runs`);
    return [];
  }
  finder.files.push(...pipeline.files);
  if (pipeline.open !== undefined) finder.opaque.push(`what ${pipeline.open} runs`);
  return jobsOf(finder, pipeline);
}

function jobsOf(finder: Finder, { jobs }: GitlabPipeline): readonly PipelineJob[] {
  return jobs.map((job) => withCommands(finder, job, 'gitlab'));
}

function readable({ discovery }: Finder, file: string): string | undefined {
  const text = discovery.read(file);
  return text !== undefined && text.length <= MAX_LENGTH ? text : undefined;
}

/** Files of CI for includes with wildcards: they lie in few folders. */
function listOf({ files }: Discovery): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const name of files.list(folder)) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const kind = files.kind(path);
      if (kind === 'file' && /\.ya?ml$/.test(name)) found.push(path);
      if (kind === 'directory' && depth < 3 && /ci|gitlab|pipeline|template|job/i.test(path)) visit(path, depth + 1);
    }
  };
  visit('', 0);
  return found;
}

function withCommands(finder: Finder, job: CiJob, system: PipelineJob['system']): PipelineJob {
  if (job.open !== undefined) finder.opaque.push(`what job ${job.name} runs: ${job.open}`);
  // Scripts of GitLab run one after the other in one shell.
  const folder = { now: '' as string | undefined };
  const commands = job.steps.flatMap((step) => commandsOf(finder, step, system === 'gitlab' ? folder : { now: '' }, 0));
  return { ...job, system, commands };
}

function commandsOf(finder: Finder, step: CiStep, folder: { now: string | undefined }, depth: number): readonly PipelineCommand[] {
  if (step.kind === 'use') return useCommands(finder, step, depth);
  if (step.shell !== undefined && !/^(ba|da|z)?sh\b/.test(step.shell)) {
    finder.opaque.push(`what a step for ${step.shell.split(' ')[0]} runs`);
    return [];
  }
  const sight: Sight = { commands: [], opaque: finder.opaque };
  for (const text of waysOf(step))
    explore({ read: (path) => finder.discovery.read(path) }, text, startIn(step, folder.now), new Map(), sight);
  const cd = step.key === 'run' ? undefined : /^\s*cd\s+(\S+)\s*$/.exec(step.line.text)?.[1];
  if (cd !== undefined && folder.now !== undefined)
    folder.now = /^[\w./-]+$/.test(cd) && !cd.startsWith('/') ? joined(folder.now, cd) : undefined;
  const place = { file: step.file, span: step.line.span };
  return sight.commands.map((command) => ({ ...command, place, step }));
}

function startIn(step: CiCommand, folder: string | undefined): string | undefined {
  if (step.folder === undefined) return folder;
  return step.folder.includes('$') ? undefined : joined('', step.folder);
}

function joined(folder: string, path: string): string | undefined {
  const found = normalize(join(folder === '' ? '.' : folder, path)).replace(/^\.\/?/, '');
  return found.startsWith('..') || path.startsWith('/') ? undefined : found;
}

/** The text with what the matrix puts in, once for every way that makes a difference. */
function waysOf({ line, matrix }: CiCommand): readonly string[] {
  if (!line.text.includes('matrix.')) return [line.text];
  const filled = matrix.map((way) => line.text.replace(/\$\{\{\s*matrix\.([\w.-]+)\s*\}\}/g, (whole, name: string) => way[name] ?? whole));
  return filled.length === 0 ? [line.text] : [...new Set(filled)];
}

function useCommands(finder: Finder, step: CiUse, depth: number): readonly PipelineCommand[] {
  const { target } = step;
  if (target.startsWith('./')) {
    const path = normalize(target.slice(2));
    // A workflow that is called is one of the workspace's, and read on its own.
    if (/\.ya?ml$/.test(basename(path)) && dirname(path) === WORKFLOWS) return [];
    const file = [`${path}/action.yml`, `${path}/action.yaml`].find((one) => finder.discovery.files.kind(one) === 'file');
    const text = file === undefined || depth > MAX_DEPTH ? undefined : readable(finder, file);
    const steps = file === undefined || text === undefined ? undefined : readCompositeAction(file, text);
    if (steps && file !== undefined) {
      finder.files.push(file);
      return steps
        .flatMap((one) => commandsOf(finder, one, { now: '' }, depth + 1))
        .map((command) => ({ ...command, place: { file: step.file, span: step.span }, step }));
    }
  } else if (HARMLESS_ACTIONS.some((pattern) => pattern.test(target))) return imageCommands(step);
  finder.opaque.push(`what ${target} runs`);
  return [];
}

/** Actions that do what `docker build` does. */
function imageCommands(step: CiUse): readonly PipelineCommand[] {
  if (!/^docker\/(build-push|bake)-action/.test(step.target)) return [];
  return [{ program: 'docker', args: ['build'], place: { file: step.file, span: step.span }, step }];
}
