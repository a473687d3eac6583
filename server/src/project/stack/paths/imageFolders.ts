import { basename, join, normalize, relativeTo } from '../../../base/paths';
import type { Files } from '../../../host/files';
import { type Dockerfile, readDockerfile, type Stage } from '../../../syntax/dockerfile/dockerfile';
import { readWord } from '../../../syntax/shell/word';
import { expand, type Lookup } from '../../environment/held';

/** A file or folder of the workspace, and where a container has it. */
export interface Placing {
  /** Relative to the root; '' is the root. */
  readonly source: string;
  /** Absolute and normalised. */
  readonly target: string;
}

/** What an image is built from. */
export interface BuildSource {
  /** The Dockerfile, relative to the root. */
  readonly dockerfile: string;
  /** Folder of the build, relative to the root. */
  readonly context: string;
  readonly target: string | undefined;
}

/** What an image has of the workspace, and where its processes start. */
export interface ImageFolders {
  /** Later copies first. */
  readonly placings: readonly Placing[];
  /** Absolute. */
  readonly workdir: string;
  /** The image from elsewhere that all of it builds upon; undefined where a variable that is not told names it. */
  readonly base: string | undefined;
  /** Folders that it copies from stages where something made them: `COPY --from=build /app/static /srv/static`. */
  readonly made: readonly string[];
}

/**
 * Follows `WORKDIR`, `COPY` and `ADD` of the stages that an image consists of; what it copies from another stage of the file is followed to
 * the workspace. Undefined where there is no such file or stage. Patterns and what variables name are left out.
 * Source: https://docs.docker.com/reference/dockerfile/#copy
 */
export function imageFolders(files: Files, build: BuildSource): ImageFolders | undefined {
  const text = files.read(build.dockerfile);
  if (text === undefined) return undefined;
  const file = readDockerfile(text);
  const at = stageNamed(file, build.target, file.stages.length);
  return at === undefined ? undefined : built({ files, file, context: build.context }, at, 0);
}

interface Building {
  readonly files: Files;
  readonly file: Dockerfile;
  readonly context: string;
}

const MAX_DEPTH = 40;

function stageNamed({ stages }: Dockerfile, name: string | undefined, before: number): number | undefined {
  if (name === undefined || name === '') return stages.length > 0 ? stages.length - 1 : undefined;
  const named = stages.slice(0, before).findLastIndex((stage) => stage.name === name.toLowerCase());
  if (named >= 0) return named;
  return /^\d+$/.test(name) && Number(name) < before ? Number(name) : undefined;
}

function built(building: Building, at: number, depth: number): ImageFolders {
  const stage = building.file.stages[at];
  const nothing: ImageFolders = { placings: [], workdir: '/', base: undefined, made: [] };
  if (!stage || depth > MAX_DEPTH) return nothing;
  const variables = new Map<string, string | undefined>();
  for (const { name, value } of building.file.args) variables.set(name, value && plain(value.parts, variables));
  const base = plain(stage.from.parts, variables);
  const below = base === undefined || base === '' ? undefined : stageNamed(building.file, base, at);
  const state = below === undefined || below >= at ? { ...nothing, base } : built(building, below, depth + 1);
  return steps(building, at, stage, state, depth, variables);
}

function steps(
  building: Building,
  at: number,
  stage: Stage,
  start: ImageFolders,
  depth: number,
  variables: Map<string, string | undefined>,
): ImageFolders {
  const { base } = start;
  let { workdir, placings, made } = start;
  const text = (word: string) => plain(readWord(word, 'shell').parts, variables);
  for (const step of stage.steps) {
    if (step.kind === 'env' || step.kind === 'arg') {
      for (const { name, value } of step.variables) if (value) variables.set(name, plain(value.parts, variables));
    } else if (step.kind === 'workdir') {
      const path = text(step.path);
      if (path !== undefined) workdir = within(workdir, path);
    } else if (step.kind === 'copy') {
      const to = text(step.target);
      if (to === undefined) continue;
      const several = step.sources.length > 1 || to.endsWith('/') || to === '.';
      const target = within(workdir, to);
      const copy = { sources: step.sources.flatMap((source) => text(source) ?? []), target, several };
      const from = step.from === undefined ? undefined : stageNamed(building.file, step.from, at);
      if (step.from === undefined) placings = [...fromWorkspace(building, copy).toReversed(), ...placings];
      else if (from !== undefined) {
        const other = built(building, from, depth + 1);
        placings = [...fromStage(other, copy), ...placings];
        made = [...made, target];
      } else made = [...made, target];
    }
  }
  return { workdir, placings, base, made };
}

interface CopyStep {
  readonly sources: readonly string[];
  readonly target: string;
  /** Files keep their names below the target. */
  readonly several: boolean;
}

function fromWorkspace({ files, context }: Building, { sources, target, several }: CopyStep): readonly Placing[] {
  return sources.flatMap((source): readonly Placing[] => {
    const path = inWorkspace(context, source);
    const kind = path === undefined ? undefined : files.kind(path);
    if (path === undefined || kind === undefined) return [];
    return [{ source: path, target: kind === 'file' && several ? join(target, basename(path)) : target }];
  });
}

/** A path of the build's folder; undefined for a pattern, an address and what leads out of the workspace. */
function inWorkspace(context: string, source: string): string | undefined {
  if (/[*?[]|:\/\//.test(source)) return undefined;
  const whole = normalize(join(context === '' ? '.' : context, source.replace(/^\/+/, '') || '.'));
  return whole.startsWith('..') ? undefined : whole === '.' ? '' : whole;
}

function fromStage(stage: ImageFolders, { sources, target }: CopyStep): readonly Placing[] {
  return sources.flatMap((source) => {
    const path = within('/', source);
    return stage.placings.flatMap((placing): readonly Placing[] => {
      const inside = relativeTo(path, placing.target);
      if (inside !== undefined) return [{ source: placing.source, target: normalize(join(target, inside)) }];
      const rest = relativeTo(placing.target, path);
      return rest === undefined ? [] : [{ source: placing.source === '' ? rest : join(placing.source, rest), target }];
    });
  });
}

function within(folder: string, path: string): string {
  const whole = normalize(path.startsWith('/') ? path : join(folder, path));
  return whole === '' || whole === '.' ? '/' : whole;
}

/** A text with its variables; undefined where one of them is not told. */
function plain(parts: Parameters<typeof expand>[0], variables: ReadonlyMap<string, string | undefined>): string | undefined {
  const lookup: Lookup = (name) => {
    const value = variables.get(name);
    return value === undefined ? { kind: 'unknown' } : { kind: 'default', value };
  };
  return expand(parts, lookup).text;
}
