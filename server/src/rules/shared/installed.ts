import { basename } from '../../base/paths';
import { PROVIDED } from '../../knowledge/providers';
import { expand, type Lookup } from '../../project/environment/held';
import type { Project } from '../../project/project';
import { listsRequirements, normalizedName } from '../../project/requirements';
import { readDockerfile } from '../../syntax/dockerfile/dockerfile';
import { plainText } from '../../syntax/shell/word';

/** Whether an installation of the project has a top-level package. */
export type Installed =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly ask: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What the files of a workspace tell of what is installed; made once for all questions of a rule. */
export interface Installation {
  has(topLevel: string): Installed;
}

/** The requirements of a project with everything that may install something besides them. */
export function installationOf(project: Project): Installation {
  const asked = askedOf(project);
  const open = project.derived(openReason);
  const isLocked = project.requirementFiles.some((file) => file.format === 'lock' || file.isGenerated || file.hasHashes);
  let lines: readonly string[] | undefined;
  return {
    has(topLevel) {
      const known = Object.hasOwn(PROVIDED, topLevel) ? PROVIDED[topLevel] : undefined;
      const [ask] = known?.distributions ?? [];
      if (!known || ask === undefined) return unknown(`which distribution brings ${topLevel} is not known`);
      if (known.distributions.some((name) => asked.has(name)) || isOwn(project, topLevel)) return YES;
      const carrier = isLocked ? undefined : known.carriers?.find((name) => asked.has(name));
      if (carrier !== undefined) return unknown(`${carrier} may bring ${topLevel} along`);
      const kin = project.derived(namedBy).find((name) => isKin(name, topLevel, ask));
      if (kin !== undefined) return unknown(`${kin} may be or bring ${topLevel}`);
      if (open !== undefined) return unknown(open);
      lines ??= project.derived(installLines);
      const line = lines.find((text) => [topLevel, ...known.distributions].some((name) => isWordOf(text, name)));
      return line === undefined ? { kind: 'no', ask } : unknown(`a command installs it beside the requirements: ${line.slice(0, 80)}`);
    },
  };
}

const YES: Installed = { kind: 'yes' };

function unknown(reason: string): Installed {
  return { kind: 'unknown', reason };
}

const COMMON: ReadonlySet<string> = new Set([
  'django',
  'python',
  'rest',
  'framework',
  'database',
  'field',
  'model',
  'models',
  'auth',
  'binary',
]);

/** Another distribution with a telling word of the name: a fork, or what builds upon it. */
function isKin(name: string, topLevel: string, ask: string): boolean {
  const words = normalizedName(`${topLevel}-${ask}`).split('-');
  return words.some((word) => word.length > 3 && !COMMON.has(word) && name.includes(word));
}

/** The workspace has a package or module of that name itself. */
function isOwn(project: Project, topLevel: string): boolean {
  return project.listing.some((path) => new RegExp(`(^|/)${topLevel}(\\.py$|/__init__\\.py$)`).test(path));
}

const OTHER_INSTALLERS =
  /(^|\/)(environment[\w.-]*\.ya?ml|conda[\w.-]*\.ya?ml|meta\.ya?ml|[\w.-]+\.nix|buildout\.cfg|pants\.toml|WORKSPACE(\.bazel)?|pixi\.(toml|lock)|guix\.scm|[\w.-]+\.spec|apt\.txt|Aptfile|galaxy\.ya?ml|setup_requires\.txt)$/;

function askedOf(project: Project): ReadonlySet<string> {
  return new Set(project.requirementFiles.flatMap((file) => file.requirements.map(({ name }) => name)));
}

/** Every distribution that is asked for, and every extra: `celery[redis]` brings redis. */
function namedBy(project: Project): readonly string[] {
  return [...new Set(project.requirementFiles.flatMap((file) => file.requirements.flatMap(({ name, extras }) => [name, ...extras])))];
}

/** In words, why what is installed may be more than what the files ask for. */
function openReason(project: Project): string | undefined {
  const asked = askedOf(project);
  if (!asked.has('django')) return 'no file of the workspace asks for Django itself';
  const other = project.listing.find((path) => OTHER_INSTALLERS.test(path));
  if (other !== undefined) return `${other} may install more`;
  for (const file of project.requirementFiles) {
    const text = project.files.read(file.path) ?? '';
    const unseen = file.includes.find(({ path }) => project.files.kind(path) !== 'file');
    if (unseen) return `${unseen.path}, which ${file.path} takes in, is not in the workspace`;
    if (file.requirements.some(({ url }) => url !== undefined) || /^\s*(-e\s|--editable|\.{0,2}\/|git\+|https?:)/m.test(text)) {
      return `${file.path} installs something with an address of its own, which may bring more`;
    }
    if (/^\s*(-i\s|--index-url|--extra-index-url|--find-links|-f\s)/m.test(text)) return `${file.path} uses an index of its own`;
    if (/^\s*dynamic\s*=\s*\[[^\]]*dependencies/m.test(text)) return `what ${file.path} asks for is computed`;
    if (file.path.endsWith('.py') && file.requirements.length === 0) return `what ${file.path} asks for is computed`;
    if (/\[\s*\{\s*(include-group|path|git|url)\b|\{[^}\n]*\b(git|path|url)\s*=/.test(text))
      return `${file.path} takes something from elsewhere`;
  }
  return unseenImage(project) ?? unseenFile(project);
}

/** Images that bring nothing of Python but Python itself, without the registry that they come from. */
const PLAIN_IMAGES: ReadonlySet<string> = new Set(
  (
    'python debian ubuntu alpine scratch node nginx nginxinc/nginx-unprivileged caddy traefik busybox postgres postgis/postgis redis ' +
    'amazonlinux almalinux rockylinux fedora bitnami/python bitnami/minideb astral-sh/uv astral/uv golang rust ruby gcc buildpack-deps'
  ).split(' '),
);
const REGISTRIES = /^(docker\.io\/|public\.ecr\.aws\/docker\/library\/|mirror\.gcr\.io\/|ghcr\.io\/(?=astral-sh\/))?(library\/)?/;

function unseenImage(project: Project): string | undefined {
  for (const path of project.listing.filter((one) => /(^|\/)(Dockerfile|Containerfile)[\w.-]*$|\.dockerfile$/i.test(one))) {
    const { stages, args } = readDockerfile(project.files.read(path) ?? '');
    const own = new Set(stages.map(({ name }) => name));
    const lookup: Lookup = (name) => {
      const value = plainText(args.findLast((one) => one.name === name)?.value?.parts ?? [{ kind: 'computed', written: '' }]);
      return value === undefined ? { kind: 'unknown' } : { kind: 'default', value };
    };
    for (const { from } of stages) {
      const name = expand(from.parts, lookup).text?.toLowerCase();
      if (name === undefined) return `which image ${path} builds upon is not told`;
      const image = name.replace(REGISTRIES, '').replace(/[:@].*$/, '');
      if (!own.has(name) && !/^\d+$/.test(name) && !PLAIN_IMAGES.has(image))
        return `the image ${name}, which ${path} builds upon, may bring more`;
    }
  }
  return undefined;
}

/** A command that installs from a file that nobody here reads. */
function unseenFile(project: Project): string | undefined {
  for (const line of project.derived(installLines)) {
    for (const [, path = ''] of line.matchAll(/\s(?:-r|--requirement)[\s=]*["']?([^\s"',;&|)]+)/g)) {
      if (path.includes('$') || !project.listing.some((one) => basename(one) === basename(path) && listsRequirements(one))) {
        return `a command installs from ${path}, which is not read`;
      }
    }
    if (/\binstall\b.*(git\+|https?:\/\/\S+\.(whl|zip|gz)|\$[({A-Z])/.test(line))
      return `a command installs what is not told: ${line.slice(0, 80)}`;
  }
  return undefined;
}

const MAY_INSTALL =
  /(^|\/)((Docker|Container|Make|just|Proc|Vagrant|Jenkins|Task|Earth)file[\w.-]*|[\w.-]+\.(sh|bash|ya?ml|toml|cfg|ini|md|rst|mk|service|tf|json|cmd|bat|ps1)|(fabfile|noxfile|tasks|setup)\.py|README[\w.-]*|INSTALL[\w.-]*|install[\w-]*|bootstrap[\w-]*|build[\w-]*|deploy[\w-]*|setup[\w-]*|entrypoint[\w-]*|start[\w-]*)$/i;
const INSTALLS =
  /\b(install|apk\s+add|(uv|poetry|pdm|rye|pipenv|conda|mamba|micromamba)\s+(pip|add|install|sync)|--with)\b|ansible|\bpip\d?:|\bpackages?:/i;

/** The lines of the workspace that may install something, in files of any kind but Python and requirements. */
function installLines(project: Project): readonly string[] {
  const files = project.listing.filter((path) => MAY_INSTALL.test(path) && !listsRequirements(path));
  return files.flatMap((path) => {
    const text = project.files.read(path) ?? '';
    if (text.length > MAX_LENGTH || !INSTALLS.test(text)) return [];
    const joined = text.replace(/\\\r?\n\s*/g, ' ').split(/\r?\n/);
    // In YAML the list of what is installed stands below the word.
    const isList = /\.ya?ml$/.test(path) && !/^services:/m.test(text);
    return joined.filter((line) => INSTALLS.test(line) || (isList && LISTED.test(line)));
  });
}

const LISTED = /^\s*-\s*(name:\s*)?["']?[\w.[\]-]+([=<>~!]=?[\w.]+)?["']?\s*$/;
const MAX_LENGTH = 400_000;

/** Whether a line names a distribution in one of the ways in which packages of Python and of systems are called. */
function isWordOf(line: string, name: string): boolean {
  const words = normalizedName(line).split(/[^a-z0-9-]+/);
  const wanted = normalizedName(name);
  return words.some(
    (word) =>
      word === wanted ||
      word === `python3-${wanted}` ||
      word === `py3-${wanted}` ||
      word.startsWith(`${wanted}-`) ||
      word === `python-${wanted}`,
  );
}
