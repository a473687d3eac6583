import { dirname, join, normalize, relativeTo } from '../../../base/paths';
import type { ComposedBuild } from '../../compose/model';
import { moduleFile } from '../../modules';
import type { Profile, Project } from '../../project';
import type { Member, Stack } from '../model';
import { type ImageFolders, imageFolders, type Placing } from './imageFolders';

/** A path as a process sees it, or in words why that is not told. */
export type Seen = { readonly kind: 'path'; readonly path: string } | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Where the process of a member has a path that the settings name.
 *
 * @param path as the evaluator gives it: absolute below the root of the workspace where the settings build it from their own place,
 * another absolute path as it stands, or one that is relative to the folder where the process starts.
 */
export function seenBy(project: Project, stack: Stack, member: Member, profile: Profile, path: string): Seen {
  const code = codePlace(project, stack, member, profile);
  if (!path.startsWith('/')) {
    return code.kind === 'known' && code.workdir !== undefined
      ? { kind: 'path', path: normalize(join(code.workdir, path)) }
      : unknown(`${path} is relative, and where ${member.name} starts is not known`);
  }
  const inside = relativeTo(project.files.root, normalize(path));
  const above = inside === undefined ? outside(project.files.root, normalize(path)) : inside;
  if (above === undefined) return { kind: 'path', path: normalize(path) };
  if (code.kind === 'unknown') return code;
  return { kind: 'path', path: normalize(join(code.placing.target, ...stepsTo(code.placing.source, above))) };
}

/** A path of the workspace as the process of a member has it. */
export function placedPath(project: Project, stack: Stack, member: Member, profile: Profile, path: string): Seen {
  return seenBy(project, stack, member, profile, join(project.files.root, path));
}

type CodePlace =
  | { readonly kind: 'known'; readonly placing: Placing; readonly workdir: string | undefined }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Where a member has the settings of a profile, and with them the folders around them. */
function codePlace(project: Project, stack: Stack, member: Member, profile: Profile): CodePlace {
  return member.service ? inContainer(project, stack, member, profile) : onMachine(project, member, profile);
}

function inContainer(project: Project, stack: Stack, member: Member, profile: Profile): CodePlace {
  const image = imageOf(project, stack, member);
  const mounted = member.mounts.flatMap(({ kind, source, target }): readonly Placing[] =>
    kind === 'workspace' ? [{ source, target }] : [],
  );
  const workdir = member.service?.workingDir ? member.service.workingDir.value : image?.workdir;
  const found = new Map<string, Placing>();
  for (const placing of [...mounted, ...(image?.placings ?? [])]) {
    const rest = placing.source === '' ? profile.file : relativeTo(placing.source, profile.file);
    if (rest === undefined) continue;
    const path = normalize(join(placing.target, rest));
    if (!found.has(path)) found.set(path, placing);
  }
  const all = [...found];
  const inWorkdir = all.filter(([path]) => workdir !== undefined && workdir !== '/' && relativeTo(workdir, path) !== undefined);
  const [only] = all.length === 1 ? all : inWorkdir;
  if (!only || (all.length > 1 && inWorkdir.length > 1)) return unknown(`where ${member.words} has ${profile.file} is not told`);
  return { kind: 'known', placing: only[1], workdir };
}

/** The image of a service: its own, or that of another service of the group which builds it under this name. */
export function imageOf(project: Project, stack: Stack, { service }: Member): ImageFolders | undefined {
  const name = service?.image?.value;
  const build =
    service?.build ?? stack.compose?.services.find((one) => one.build && name !== undefined && one.image?.value === name)?.build;
  return build && foldersOf(project, build);
}

function foldersOf(project: Project, { dockerfile, context, target, hasTarget, isInline }: ComposedBuild): ImageFolders | undefined {
  if (dockerfile === undefined || isInline || (hasTarget && target?.value === undefined)) return undefined;
  return imageFolders(project.files, { dockerfile, context: context ?? dirname(dockerfile), target: target?.value });
}

/** By the unit that starts the server in a folder of the machine: its module is imported from there. */
function onMachine(project: Project, { process, name }: Member, profile: Profile): CodePlace {
  const unit = project.subjects('unit').find(({ file, doubt }) => file === process?.place.file && doubt === undefined);
  const folder = unit?.one('Service', 'WorkingDirectory')?.value.replace(/^-/, '');
  const moved = process?.command?.args.find(({ text }) => text === undefined || /^(--chdir|--pythonpath|--app-dir)\b/.test(text));
  const root = unit?.one('Service', 'RootDirectory') ?? unit?.one('Service', 'RootImage') ?? unit?.one('Service', 'BindPaths');
  const isTold = folder?.startsWith('/') === true && !folder.includes('%') && !moved && !root;
  const app = process?.app;
  if (!isTold || app === undefined || moduleFile(project.files, profile.pythonPath, app) === undefined) {
    return unknown(`where the machine of ${name} has the project is not told`);
  }
  return { kind: 'known', placing: { source: profile.pythonPath, target: normalize(folder) }, workdir: normalize(folder) };
}

/** From one folder of the workspace to a path of it, or above it (`../x`). */
function stepsTo(folder: string, path: string): readonly string[] {
  const inside = folder === '' ? path : relativeTo(folder, path);
  if (inside !== undefined) return inside === '' ? [] : [inside];
  return ['..', ...stepsTo(dirname(folder), path)];
}

/** A path beside or above the root of the workspace, seen from it: `BASE_DIR.parent / "static"`. */
function outside(root: string, path: string): string | undefined {
  const steps: string[] = [];
  for (let at = root, depth = 0; depth < MAX_ABOVE && dirname(at) !== at && dirname(at) !== '/' && dirname(at) !== ''; depth++) {
    at = dirname(at);
    steps.push('..');
    const rest = relativeTo(at, path);
    if (rest !== undefined) return [...steps, rest].join('/');
  }
  return undefined;
}

/** Further up, a path that shares a folder with the workspace of this machine does so by chance. */
const MAX_ABOVE = 1;

function unknown(reason: string): { readonly kind: 'unknown'; readonly reason: string } {
  return { kind: 'unknown', reason };
}
