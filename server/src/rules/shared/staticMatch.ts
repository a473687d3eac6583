import { join, normalize, relativeTo } from '../../base/paths';
import { type Held, heldAt, mayBring, sameFiles, samePlaceIn } from '../../project/stack/paths/answerFor';
import { placedPath, seenBy } from '../../project/stack/paths/codePlaces';
import { folderOf } from '../folders';
import { isInstalled } from '../installedApps';
import type { SettingsContext } from '../rule';
import { effectiveValue } from '../run';
import { moduleOf } from './manageModule';
import { type Chain, rootOf, sendsNone, servedFolder, speaksOf } from './staticChain';

/** How the folder that nginx serves and the one that Django fills go together. */
export type Match =
  | { readonly kind: 'same' }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The container of nginx has nothing at the folder. */
  | { readonly kind: 'unmounted'; readonly served: string }
  | {
      readonly kind: 'different';
      /** As nginx sees it. */
      readonly served: string;
      /** What Django fills, as nginx sees it; undefined where nginx does not have it. */
      readonly right: string | undefined;
      /** What nginx serves, as Django sees it; undefined where Django does not have it. */
      readonly reverse: string | undefined;
    };

/** Compares the two ends of a chain whose files nginx sends; undefined for one that something else answers. */
export function matchOf(context: SettingsContext, chain: Chain): Match | undefined {
  const { answer, site, held, folder } = chain;
  if (answer.kind !== 'file') return undefined;
  const served = servedFolder(chain);
  if (served === undefined) return unknown('nginx takes a file of another name');
  if (answer.orElse && !sendsNone(context)) return unknown('what nginx does not find, the application may send');
  const at = heldAt(site.proxy, served);
  const sameness = sameFiles(at, held);
  if (sameness === 'same') return { kind: 'same' };
  if (sameness === 'unknown') return unknown(reasonOf(at, held) ?? `whether ${served} of nginx is ${folder} of Django is not told`);
  if (at.kind === 'own') {
    if (mayBring(context.project, site.stack, site.proxy, served))
      return unknown(`the image of ${site.proxy.name} may bring ${served} itself`);
    const right = samePlaceIn(site.proxy, held);
    return right === undefined ? { kind: 'unmounted', served } : { kind: 'different', served, right, reverse: undefined };
  }
  const collected = chain.sort === 'STATIC' ? collectedElsewhere(context) : undefined;
  if (collected !== undefined) return unknown(collected);
  const other = otherSource(context, chain, at, served);
  if (other !== undefined) return other;
  return {
    kind: 'different',
    served,
    right: samePlaceIn(site.proxy, held) ?? onMachine(held),
    reverse: samePlaceIn(site.app, at) ?? onMachine(at),
  };
}

/** In words, a command that may collect into another folder: with settings that name another one, or that are not told. */
function collectedElsewhere(context: SettingsContext): string | undefined {
  const { project, profile } = context;
  const runs = project.runs.filter(({ kind, command }) => kind === 'production' && command.args[0]?.text === 'collectstatic');
  const odd = runs.find(({ command }) => {
    const module = moduleOf(project, command, 'manage')?.module;
    const other = project.profiles.find((one) => one.module === module);
    if (module === profile.module) return false;
    const root = other && folderOf(effectiveValue(project, project.evaluate(other), 'STATIC_ROOT'));
    return root === undefined || root !== rootOf(context, 'STATIC');
  });
  return odd && `collectstatic runs ${odd.words} with settings that may name another folder`;
}

function unknown(reason: string): Match {
  return { kind: 'unknown', reason };
}

function reasonOf(...held: readonly Held[]): string | undefined {
  return held.flatMap((one) => (one.kind === 'unknown' ? one.reason : []))[0];
}

function onMachine(held: Held): string | undefined {
  return held.kind === 'machine' ? held.path : undefined;
}

/** What else may fill the folder that nginx serves. */
function otherSource(context: SettingsContext, chain: Chain, at: Held, served: string): Match | undefined {
  const { project } = context;
  const { site, sort } = chain;
  const except = new Set([...site.configuration.files, ...(site.stack.compose?.files ?? []), ...context.settings.files]);
  if (at.kind === 'machine') {
    const speaker = speaksOf(context, served, except);
    return speaker === undefined ? undefined : unknown(`${speaker} speaks of ${served}`);
  }
  if (at.kind !== 'mount') return undefined;
  if (at.mount.kind === 'workspace') {
    const path = normalize(join(at.mount.source || '.', at.rest === '' ? '.' : at.rest));
    if (sort === 'MEDIA' || project.files.kind(join(path, 'admin')) === 'directory') return unknown(`${path} may be filled on the machine`);
    const root = rootOf(context, sort);
    if (root === join(project.files.root, path)) return unknown(`collectstatic on the machine itself fills ${path}`);
    if (project.files.kind(path) !== undefined && isInstalled(context, 'django.contrib.admin') !== 'always') {
      return unknown(`${path} holds files of the workspace that may be all that pages need`);
    }
  }
  for (const path of exchanged(context, chain, at)) {
    const speaker = speaksOf(context, path, except);
    if (speaker !== undefined) return unknown(`${speaker} speaks of ${path}, and may copy files there`);
  }
  return writtenByOthers(context, chain, at);
}

/** The names by which something could fill what nginx serves from the side of Django. */
function exchanged(context: SettingsContext, { site }: Chain, at: Extract<Held, { kind: 'mount' }>): readonly string[] {
  const code = placedPath(context.project, site.stack, site.app, site.profile, site.profile.file);
  const targets = site.app.mounts
    .filter(({ kind, source }) => kind === at.mount.kind && source === at.mount.source)
    .map(({ target }) => target);
  // Where the code itself lies, everything speaks of that place.
  const apart = targets.filter((target) => code.kind !== 'path' || relativeTo(target, code.path) === undefined);
  return [
    ...apart,
    ...[samePlaceIn(site.app, at)].filter((path) => path !== undefined),
    ...(at.mount.kind === 'volume' ? [`${at.mount.source}:`] : []),
  ];
}

/** Another container that has the same folder may fill it. */
function writtenByOthers(context: SettingsContext, { site, sort }: Chain, at: Extract<Held, { kind: 'mount' }>): Match | undefined {
  const root = rootOf(context, sort);
  for (const member of site.stack.members) {
    if (member === site.app || member === site.proxy || root === undefined) continue;
    const shares = member.mounts.some(({ kind, source, readOnly }) => !readOnly && kind === at.mount.kind && source === at.mount.source);
    if (!shares) continue;
    const seen = seenBy(context.project, site.stack, member, site.profile, root);
    if (seen.kind === 'path' && sameFiles(at, heldAt(member, seen.path)) === 'same') return { kind: 'same' };
    return unknown(`${member.name} has the folder that nginx serves, too`);
  }
  return undefined;
}
