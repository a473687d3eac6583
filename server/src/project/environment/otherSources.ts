import { dirname } from '../../base/paths';
import type { Place } from '../../base/text';
import { readProcfile } from '../../syntax/procfile/procfile';
import type { Discovery } from '../discover';
import type { ProfileKind } from '../project';
import { isDockerfile, isProcfile } from './artefact';
import { startOfLine } from './command';
import { blurred, type Held, type Variables } from './held';
import { imageOf, startOfContainer, surroundings } from './image';
import { kindOfPath } from './names';
import { platformStarts } from './platforms';
import type { Process } from './process';
import type { Start } from './server';

/** `web` of Procfiles. What the platform's own configuration holds stays open. */
export function procfileProcesses(discovery: Discovery): readonly Process[] {
  return discovery.roles.artefacts.flatMap((path) => {
    if (!isProcfile(path)) return [];
    const web = readProcfile(discovery.read(path) ?? '').find(({ name }) => name === 'web');
    if (!web) return [];
    const place: Place = { file: path, span: web.span };
    const given = appJson(discovery, dirname(path));
    const start = startOfLine(web.command, place, given, surroundings(discovery, path, dirname(path), []));
    return processOf(start, `as web of ${path}`, place, path);
  });
}

/** Images that nothing else of the workspace starts: what they set holds unless the container is started with something else. */
export function imageProcesses(discovery: Discovery, used: readonly string[]): readonly Process[] {
  return discovery.roles.artefacts.flatMap((path) => {
    if (!isDockerfile(path) || used.includes(path)) return [];
    const image = imageOf(discovery, path, dirname(path), undefined);
    if (!image) return [];
    const variables = blurred(image.variables, 'by whoever starts the container');
    const start = startOfContainer(image, {}, variables, image.around);
    return processOf(start, `in the image of ${path}`, { file: path, span: image.cmd?.span ?? { start: 0, end: 0 } }, path);
  });
}

/** What hosting platforms are told in files of their own. */
export function platformProcesses(discovery: Discovery): readonly Process[] {
  return discovery.roles.artefacts.flatMap((path) =>
    platformStarts(discovery, path).flatMap(({ start, words, place }) => processOf(start, words, place, path)),
  );
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

function processOf(start: Start | undefined, words: string, place: Place, path: string): readonly Process[] {
  const named = kindOfPath(path);
  if (!start || named === 'sample') return [];
  const kind: ProfileKind = start.kind === 'development' && named !== 'test' ? 'development' : (named ?? 'production');
  return [{ words, place, kind, variables: start.variables, app: start.app, gunicorn: start.gunicorn }];
}
