import { basename, join, normalize, relativeTo } from '../base/paths';
import { isCompose, isDockerfile, isUnit } from '../project/environment/artefact';
import { kindOfPath } from '../project/environment/names';
import { copiesOf } from '../project/nginx/copies';
import type { Mount } from '../project/nginx/includes';
import type { NginxConfiguration } from '../project/nginx/model';
import type { Project } from '../project/project';
import { readDockerfile } from '../syntax/dockerfile/dockerfile';
import { readUnit, unitWords } from '../syntax/systemd/unit';

/** A file that nobody but the application may read, and where the machine that runs nginx has it. */
export interface PrivateFile {
  /** Relative to the root of the workspace. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  /** In words, what says so. */
  readonly because: string;
}

/** Where nginx can reach the project's code: what is mounted or copied beside it, or the folder that a unit starts Django in. */
export function privateFiles(project: Project, configuration: NginxConfiguration): readonly PrivateFile[] {
  const folders = [...mounted(project, configuration), ...copied(project, configuration)];
  const known = folders.length > 0 || configuration.mounts.length > 0 ? folders : started(project);
  const secrets = secretsOf(project);
  return known.flatMap(({ source, target, because }) =>
    secrets.flatMap((file) => {
      const below = source === '' ? file : relativeTo(source, file);
      return below === undefined || below === '' ? [] : [{ file, path: normalize(join(target, below)), because }];
    }),
  );
}

/** manage.py, the settings of every profile, and env files that the workspace has. */
function secretsOf(project: Project): readonly string[] {
  const settings = project.profiles.map(({ file }) => file);
  const others = project.listing.filter((path) => basename(path) === 'manage.py' || basename(path) === '.env');
  return [...new Set([...settings, ...others])].sort((a, b) => a.split('/').length - b.split('/').length);
}

interface Folder extends Mount {
  readonly because: string;
}

/** By the compose service that mounts the configuration, or by what the user says; what only development mounts is left out. */
function mounted(project: Project, { mounts }: NginxConfiguration): readonly Folder[] {
  const composes = project.listing.filter(isCompose);
  return mounts.flatMap((mount): readonly Folder[] => {
    const naming = composes.filter((path) => project.files.read(path)?.includes(mount.target));
    const kinds = new Set(naming.map((path) => kindOfPath(path)));
    if (naming.length > 0 && [...kinds].every((kind) => kind === 'development' || kind === 'test')) return [];
    return [{ ...mount, because: `${mount.source || 'the workspace'} is mounted at ${mount.target}` }];
  });
}

/** By the Dockerfile that copies the configuration to nginx's folder, and the code beside it. */
function copied(project: Project, { file }: NginxConfiguration): readonly Folder[] {
  return project.listing.filter(isDockerfile).flatMap((path): readonly Folder[] => {
    const text = project.files.read(path) ?? '';
    if (!text.includes('nginx')) return [];
    const { stages } = readDockerfile(text);
    const copies = stages.map((stage) => copiesOf(project.files, path, stage));
    const own = copies.find((each) => each.some(({ source, target }) => source === file && /\/nginx(\/|$)/.test(target)));
    return (own ?? []).flatMap((copy) => (copy.byPattern ? [] : [{ ...copy, because: `${path} copies it to ${copy.target}` }]));
  });
}

/** By a unit that starts the project's own WSGI or ASGI module, or its manage.py, in a folder of the machine that it names. */
function started(project: Project): readonly Folder[] {
  return project.listing.filter(isUnit).flatMap((path): readonly Folder[] => {
    const entries = readUnit(project.files.read(path) ?? '').filter(({ section }) => section === 'Service');
    const target = entries.findLast(({ key }) => key === 'WorkingDirectory')?.value.replace(/^-/, '');
    const commands = entries.filter(({ key }) => key === 'ExecStart').map(({ value }) => unitWords(value));
    if (target === undefined || !target.startsWith('/') || target.includes('%')) return [];
    const modules = commands.flatMap((words) => (words.some(changesFolder) ? [] : words.flatMap((word) => moduleOf(word ?? ''))));
    const sources = modules.flatMap((module) =>
      project.listing.filter((file) => file === `${module}.py` || file.endsWith(`/${module}.py`)).map((file) => ownFolder(file, module)),
    );
    const [source, ...others] = new Set(sources);
    return source === undefined || others.length > 0
      ? []
      : [{ source, target: normalize(target), because: `${path} starts it in ${target}` }];
  });
}

/** `shop.wsgi:application` as a path: `shop/wsgi`. */
function moduleOf(word: string): readonly string[] {
  const dotted = /^([\w.]+\.[aw]sgi)(:\w+)?$/.exec(word)?.[1];
  return dotted === undefined ? [] : [dotted.replaceAll('.', '/')];
}

function changesFolder(word: string | undefined): boolean {
  return word !== undefined && /^--(chdir|pythonpath|app-dir|root-path)\b/.test(word);
}

function ownFolder(file: string, module: string): string {
  return file.slice(0, -`${module}.py`.length).replace(/\/$/, '');
}
