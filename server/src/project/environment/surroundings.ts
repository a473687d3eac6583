import { basename, dirname, join, normalize } from '../../base/paths';
import type { Step } from '../../syntax/dockerfile/dockerfile';
import type { Discovery } from '../discover';
import type { ProfileKind } from '../project';
import { kindOfPath } from './names';
import type { RunCommand } from './runCommand';
import type { Run } from './runs';

/** Where a command runs. */
export interface Surroundings {
  /** The artefact that the command stands in, and its text there for the words of the command. */
  readonly file: string;
  /** What the process is for, as far as the artefact says. */
  readonly kind: ProfileKind;
  /** The absolute folder that it starts in; undefined where that is not told. */
  readonly folder: string | undefined;
  /** A script of the workspace that a command names: its path and text. */
  script(path: string): { readonly path: string; readonly text: string } | undefined;
  /** A file that a script reads variables from, by its path there; undefined where no file of the workspace is it for certain. */
  sourced(path: string): { readonly path: string; readonly text: string } | undefined;
  /** Told of every program that comes to run, in order. */
  note?(command: RunCommand): void;
}

/** The same place, where every command is also written down as a run. */
export function noting(around: Surroundings, runs: Run[], run: Omit<Run, 'command'>): Surroundings {
  return { ...around, note: (command) => void runs.push({ ...run, command }) };
}

export type Copy = Extract<Step, { kind: 'copy' }>;

/**
 * Finds a script by its path in the image: what was copied there, else a file of the workspace at the end of that path. An env file has to
 * lie where the path says, seen from the folder of the build, that of the artefact, or the root, and in one of them only.
 */
export function surroundings(discovery: Discovery, file: string, context: string, copies: readonly Copy[]): Surroundings {
  const named = kindOfPath(file);
  // Who builds may stand in another folder than the Dockerfile: then it is the root.
  const built = (path: string) => [normalize(join(context === '' ? '.' : context, path)), normalize(path)];
  return {
    file,
    kind: named === undefined || named === 'sample' ? 'production' : named,
    folder: undefined,
    sourced(path) {
      const near = path.startsWith('/') ? [] : [...built(path), normalize(join(dirname(file) || '.', path))];
      const all = new Set([...copied(copies, path).flatMap(built), ...near]);
      const [found, ...others] = [...all].filter((one) => !one.startsWith('..') && discovery.files.kind(one) === 'file');
      const text = found === undefined || others.length > 0 ? undefined : discovery.read(found);
      return found === undefined || text === undefined || text.includes('\0') ? undefined : { path: found, text };
    },
    script(path) {
      const found = copied(copies, path).flatMap(built);
      const near =
        path.includes('/') || /\.sh$/.test(path) ? endings(path).flatMap((end) => [join(context, end), join(dirname(file), end), end]) : [];
      for (const candidate of [...found, ...near]) {
        const text = isScript(candidate) && discovery.files.kind(candidate) === 'file' ? discovery.read(candidate) : undefined;
        if (text !== undefined && !text.includes('\0')) return { path: candidate, text };
      }
      return undefined;
    },
  };
}

function isScript(path: string): boolean {
  return path !== '' && !path.startsWith('..') && !path.startsWith('/') && (/\.sh$/.test(path) || !basename(path).includes('.'));
}

/** Where a path of the image comes from, relative to the folder of the build. */
function copied(copies: readonly Copy[], path: string): readonly string[] {
  const wanted = path.replace(/^\.?\//, '');
  return copies.toReversed().flatMap(({ sources, target }) => {
    const to = target.replace(/^\.?\//, '').replace(/\/$/, '');
    return sources.flatMap((raw) => {
      const source = raw.replace(/^\.?\//, '').replace(/\/$/, '');
      if (to === wanted) return [source, join(source, basename(wanted))];
      if (basename(source) === basename(wanted) && (dirname(wanted) === to || !wanted.includes('/'))) return [source];
      const below = to === '' || to === '.' ? wanted : wanted.startsWith(`${to}/`) ? wanted.slice(to.length + 1) : undefined;
      return below === undefined ? [] : [source === '' || source === '.' ? below : `${source}/${below}`];
    });
  });
}

function endings(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.map((_, index) => parts.slice(index).join('/'));
}
