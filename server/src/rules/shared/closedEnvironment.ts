import { basename } from '../../base/paths';
import type { Held, Variables } from '../../project/environment/held';
import { isTrusted } from '../../project/environment/names';
import { type StartWords, startWords } from '../../project/images/startWords';
import type { Project } from '../../project/project';
import type { Member, Stack } from '../../project/stack/model';
import type { ContainerCommand } from '../../syntax/written';
import { imageSubjectOf } from './serviceImage';

/** All variables that a process starts with, or in words why there may be others. */
export type Closed = { readonly kind: 'closed'; readonly variables: Variables } | { readonly kind: 'open'; readonly reason: string };

/**
 * The environment of a member, where the workspace tells it whole: a container has what its image, its env files and its `environment`
 * give, and nothing else, as long as no script of it adds to that.
 */
export function closedEnvironment(project: Project, stack: Stack, member: Member): Closed {
  return member.service ? inContainer(project, stack, member) : underUnit(project, member);
}

function open(reason: string): Closed {
  return { kind: 'open', reason };
}

function inContainer(project: Project, stack: Stack, member: Member): Closed {
  const { service } = member;
  if (!service || !stack.compose || stack.compose.incomplete !== undefined) return open(stack.compose?.incomplete ?? 'it is no container');
  const unseen = service.envFiles.find(
    ({ path }) => path === undefined || !isTrusted(path, 'production') || project.files.read(path) === undefined,
  );
  if (unseen) return open(`${unseen.text}, which ${member.name} reads, is not that of production`);
  const override = overrideOf(project, stack);
  if (override !== undefined) return open(override);
  const image = imageSubjectOf(project, stack, member);
  if (!image) return open(`what the image of ${member.name} sets is not told`);
  if (image.base.facts === undefined && !PLAIN.test(image.base.text)) return open(`what ${image.base.text} sets is not told`);
  const { entrypoint, command } = service;
  const given = [entrypoint, command].flatMap((one) => one?.command ?? []);
  const ran = given.length > 0 ? [wordsOf(project, given), ...(entrypoint ? [] : [image.starts])] : [image.starts];
  const loader = ran.map((words) => loaderIn(project, words)).find((one) => one !== undefined);
  if (loader !== undefined) return open(loader);
  const variables = new Map<string, Held>(member.process?.variables ?? member.variables);
  for (const [name, { kind, place }] of service.environment) if (kind !== 'text') variables.set(name, { kind: 'set', place });
  return { kind: 'closed', variables };
}

const PLAIN = /(^|\/)(python|debian|ubuntu|alpine|uv)(:|@|$)/;

/** A file of overrides that somebody keeps beside the compose files. */
function overrideOf(project: Project, stack: Stack): string | undefined {
  const ignored = project.files.read('.gitignore') ?? '';
  if (/compose[\w.-]*override|override[\w.-]*\.ya?ml|^\/?(docker-)?compose[^\n]*\.ya?ml$/m.test(ignored))
    return '.gitignore keeps compose files out of the workspace';
  return stack.compose?.files.some((file) => /override/.test(basename(file))) === true ? 'a file of overrides belongs to it' : undefined;
}

const LOADERS =
  /^(dotenv|doppler|chamber|vault|envconsul|envdir|pipenv|honcho|infisical|op|sops|berglas|aws-vault|ssm-env|secrets-init|s6-setuidgid|supervisord)$/;

/** What a container runs that may add variables. */
function loaderIn(project: Project, { commands, opaque, scripts }: StartWords): string | undefined {
  if (opaque !== undefined) return `${opaque}, which it runs, is not in the workspace`;
  const odd = commands.find(
    (words) => /^(\.|source|export|eval)$/.test(words[0] ?? '') || words.some((word) => LOADERS.test(basename(word ?? ''))),
  );
  if (odd)
    return `${odd
      .filter((word) => word !== undefined)
      .join(' ')
      .slice(0, 60)} may add variables`;
  const script = scripts.find((path) =>
    /\b(export|source|set -a|declare -x|printenv|_FILE)\b|^\s*\.\s/m.test(project.files.read(path) ?? ''),
  );
  return script === undefined ? undefined : `${script} may add variables`;
}

/** Scripts are found by their names: an image has them at other places. */
function wordsOf(project: Project, commands: readonly ContainerCommand[]): StartWords {
  return startWords(commands, {
    script(path) {
      const found = project.listing.filter((one) => basename(one) === basename(path));
      const text = found[0] === undefined || found.length > 1 ? undefined : project.files.read(found[0]);
      return found[0] === undefined || text === undefined ? undefined : { path: found[0], text };
    },
  });
}

/** A unit has what it says, where one of its env files is that of production in the workspace: then that is the place for variables. */
function underUnit(project: Project, member: Member): Closed {
  const unit = project.subjects('unit').find(({ file }) => file === member.process?.place.file);
  if (!unit || unit.doubt !== undefined || !member.process) return open(`what ${member.name} starts with is not told`);
  const odd = ['PassEnvironment', 'LoadCredential', 'SetCredential', 'ImportCredential'].find((key) => unit.all('Service', key).length > 0);
  if (odd !== undefined) return open(`${odd} of ${member.name} may give more`);
  const files = unit.all('Service', 'EnvironmentFile').map(({ value }) => value.replace(/^-/, ''));
  const seen = files.map((file) => project.listing.find((path) => basename(path) === basename(file) && isTrusted(path, 'production')));
  const unseen = files.find((_, index) => seen[index] === undefined);
  if (unseen !== undefined || files.length === 0)
    return open(unseen === undefined ? `${member.name} has no env file` : `${unseen} is not in the workspace`);
  const given = new Set([...member.process.variables.values()].map(({ place }) => place.file));
  const unread = seen.find((path) => path !== undefined && !given.has(path));
  return unread === undefined ? { kind: 'closed', variables: member.process.variables } : open(`what ${unread} gives is not told`);
}
