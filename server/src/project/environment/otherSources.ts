import { dirname } from '../../base/paths';
import type { Place } from '../../base/text';
import { readCrontab } from '../../syntax/cron/crontab';
import { readProcfile } from '../../syntax/procfile/procfile';
import { verbatim } from '../../syntax/written';
import type { Discovery } from '../discover';
import type { ProfileKind } from '../project';
import { isCrontab, isDockerfile, isProcfile } from './artefact';
import { noteScript, startOfLine } from './command';
import { blurred, type Held, type Variables } from './held';
import { type ImageBuild, imageOf, noteBuild, startOfContainer } from './image';
import { kindOfPath } from './names';
import { platformStarts } from './platforms';
import type { Process, ProcessHost, Started } from './process';
import type { Run } from './runs';
import type { Start } from './server';
import { noting, type Surroundings, surroundings } from './surroundings';

/** What Procfiles start; `web` is the server. What the platform's own configuration holds stays open. */
export function procfileProcesses(discovery: Discovery): Started {
  const runs: Run[] = [];
  const processes = discovery.roles.artefacts.filter(isProcfile).flatMap((path) =>
    readProcfile(discovery.read(path) ?? '').flatMap(({ name, command, span }) => {
      const words = `as ${name} of ${path}`;
      const when = name === 'release' ? 'release' : 'start';
      const around = notingFile(discovery, path, runs, { when, words, host: 'platform' });
      const line = { ...verbatim(command, span.start), file: path };
      const start = startOfLine(line, appJson(discovery, dirname(path)), around);
      return name === 'web' ? processOf(start, words, { file: path, span }, path, 'platform') : [];
    }),
  );
  return { processes, runs };
}

/** Images that nothing else of the workspace starts: what they set holds unless the container is started with something else. */
export function imageProcesses(discovery: Discovery, used: readonly string[]): Started {
  const runs: Run[] = [];
  const processes = discovery.roles.artefacts.flatMap((path) => {
    if (!isDockerfile(path) || used.includes(path)) return [];
    const image = imageOf(discovery, path, dirname(path), undefined);
    if (!image) return [];
    const words = `in the image of ${path}`;
    const variables = blurred(image.variables, 'by whoever starts the container');
    const named = kindOfPath(path);
    const around =
      named === 'sample'
        ? image.around
        : noting(image.around, runs, { when: 'start', words, kind: named ?? 'production', host: 'container' });
    const start = startOfContainer(image, {}, variables, around);
    return processOf(start, words, { file: path, span: image.cmd?.span ?? { start: 0, end: 0 } }, path, 'container');
  });
  return { processes, runs };
}

/** What building the images of the workspace runs. `builds`: those of compose files; the others are built in their own folder. */
export function buildRuns(discovery: Discovery, builds: readonly ImageBuild[]): readonly Run[] {
  return discovery.roles.artefacts.filter(isDockerfile).flatMap((file) => {
    const kind = kindOfPath(file);
    if (kind === 'sample') return [];
    const build = builds.find((one) => one.file === file) ?? { file, context: dirname(file), args: new Map<string, undefined>() };
    const runs: Run[] = [];
    const run = { when: 'build', words: `while ${file} is built`, kind: kind ?? 'production', host: 'container' } as const;
    noteBuild(discovery, build, (command) => void runs.push({ ...run, command }));
    return runs;
  });
}

/** What hosting platforms are told in files of their own. */
export function platformProcesses(discovery: Discovery): Started {
  const runs: Run[] = [];
  const processes = discovery.roles.artefacts.flatMap((path) => {
    const named = kindOfPath(path);
    const found = platformStarts(discovery, path, (command, when, words) => {
      if (named !== 'sample') runs.push({ command, when, words, kind: named ?? 'production', host: 'platform' });
    });
    return found.flatMap(({ start, words, place }) => processOf(start, words, place, path, 'platform'));
  });
  return { processes, runs };
}

/** What the crontabs of the workspace run. */
export function cronRuns(discovery: Discovery): readonly Run[] {
  return discovery.roles.artefacts.filter(isCrontab).flatMap((path) => {
    const text = discovery.read(path);
    if (text === undefined || text.includes('\0')) return [];
    const runs: Run[] = [];
    const { lines, variables } = readCrontab(text, path.includes('cron.d/'));
    const place = { file: path, span: { start: 0, end: 0 } };
    const given = new Map(variables.map(({ name, value }): [string, Held] => [name, { kind: 'value', value, place }]));
    const around = notingFile(discovery, path, runs, { when: 'timer', words: `by ${path}`, host: 'machine' });
    for (const { command } of lines) startOfLine({ ...command, file: path }, given, around);
    return runs;
  });
}

/** The commands of scripts that nothing else of the workspace is seen to call. */
export function scriptRuns(discovery: Discovery, called: ReadonlySet<string>): readonly Run[] {
  return discovery.roles.artefacts.flatMap((path) => {
    const text = path.endsWith('.sh') && !called.has(path) ? discovery.read(path) : undefined;
    if (text === undefined || text.includes('\0')) return [];
    const runs: Run[] = [];
    noteScript(path, text, notingFile(discovery, path, runs, { when: 'script', words: `by ${path}`, host: 'machine' }));
    return runs;
  });
}

/** Nothing is written down for a file that is made to be copied. */
function notingFile(discovery: Discovery, path: string, runs: Run[], run: Omit<Run, 'command' | 'kind'>): Surroundings {
  const around = surroundings(discovery, path, dirname(path), []);
  const kind = kindOfPath(path);
  return kind === 'sample' ? around : noting(around, runs, { ...run, kind: kind ?? 'production' });
}

/** `env` of app.json: what an app has that was made with its button, until its owner changes it. */
function appJson(discovery: Discovery, folder: string): Variables {
  const path = folder === '' ? 'app.json' : `${folder}/app.json`;
  const text = discovery.read(path);
  const variables = new Map<string, Held>();
  for (const [name, value] of Object.entries(envOfJson(text) ?? {})) {
    const given = typeof value === 'string' ? value : isObject(value) && typeof value.value === 'string' ? value.value : undefined;
    const start = Math.max(0, (text ?? '').indexOf(JSON.stringify(name)));
    const place = { file: path, span: { start, end: start + name.length + 2 } };
    if (given !== undefined) variables.set(name, { kind: 'possible', value: given, place });
  }
  return variables;
}

function envOfJson(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text ?? 'null');
    return isObject(parsed) && isObject(parsed.env) ? parsed.env : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function processOf(start: Start | undefined, words: string, place: Place, path: string, host: ProcessHost): readonly Process[] {
  const named = kindOfPath(path);
  if (!start || named === 'sample') return [];
  const kind: ProfileKind = start.kind === 'development' && named !== 'test' ? 'development' : (named ?? 'production');
  return [{ words, place, kind, variables: start.variables, app: start.app, gunicorn: start.gunicorn, command: start.command, host }];
}
