import { normalize, relativeTo } from '../../base/paths';
import { readDockerfile, type Stage } from '../../syntax/dockerfile/dockerfile';
import { plainText } from '../../syntax/shell/word';
import type { ComposedBuild, ComposedMount } from '../compose/model';
import type { Discovery } from '../discover';
import { copiesOf } from '../nginx/copies';
import type { MemberMount } from './model';

/** What a container has at its paths: what is mounted into it, then what its image takes from the workspace. */
export function mountsOf(discovery: Discovery, mounts: readonly ComposedMount[], build: ComposedBuild | undefined): readonly MemberMount[] {
  return [...mounts.flatMap(mountOf), ...(build ? imageMounts(discovery, build) : [])];
}

function mountOf({ type, path, hostPath, volume, subpath, target, readOnly, place }: ComposedMount): readonly MemberMount[] {
  if (target === undefined) return [];
  const rest = { target, readOnly, place };
  if (type === 'volume') {
    const source = subpath === undefined ? volume : `${volume}/${subpath}`;
    return volume === undefined || source === undefined ? [] : [{ ...rest, kind: 'volume', source }];
  }
  if (type !== 'bind') return [];
  if (path !== undefined) return [{ ...rest, kind: 'workspace', source: path }];
  return hostPath === undefined ? [] : [{ ...rest, kind: 'machine', source: hostPath }];
}

/** Files that the stages of an image copy to absolute places, the last stage first. */
function imageMounts(discovery: Discovery, { dockerfile, context, target, hasTarget, isInline }: ComposedBuild): readonly MemberMount[] {
  const file = dockerfile === undefined || isInline ? undefined : discovery.ofText(dockerfile, readDockerfile);
  if (!file || dockerfile === undefined || (hasTarget && target?.value === undefined)) return [];
  const seenFrom = context === undefined ? dockerfile : context === '' ? 'Dockerfile' : `${context}/Dockerfile`;
  return chainOf(file.stages, target?.value).flatMap((stage) =>
    copiesOf(discovery.files, seenFrom, stage)
      .map(({ source, target: at }): MemberMount => {
        const place = { file: dockerfile, span: { start: 0, end: 0 } };
        return { target: normalize(at), kind: 'image', source, readOnly: false, place };
      })
      .toReversed(),
  );
}

const MAX_STAGES = 60;

/** The stage that is built, and those that it builds upon. */
function chainOf(stages: readonly Stage[], target: string | undefined): readonly Stage[] {
  const find = (name: string, before: number) => stages.slice(0, before).findLastIndex((stage) => stage.name === name.toLowerCase());
  const chain: Stage[] = [];
  let at = target === undefined ? stages.length - 1 : find(target, stages.length);
  for (let stage = stages[at]; stage && chain.length < MAX_STAGES; stage = stages[at]) {
    chain.push(stage);
    const name = plainText(stage.from.parts);
    at = name === undefined ? -1 : find(name, at);
  }
  return chain;
}

/** Where a path of a member really is. */
export interface Location {
  readonly mount: MemberMount;
  /** Below the source; '' for the source itself. */
  readonly rest: string;
  /** In one text: the same for two paths, of two members, that are the same file. Undefined for what each image has of its own. */
  readonly identity: string | undefined;
}

/**
 * What a member has at an absolute path, by the mount with the longest target; undefined where none leads there: then it is the member's own.
 * @param path absolute, as the member sees it.
 */
export function locate(mounts: readonly MemberMount[], path: string): Location | undefined {
  const wanted = normalize(path);
  let best: Location | undefined;
  for (const mount of mounts) {
    const rest = relativeTo(mount.target, wanted);
    if (rest === undefined || (best && best.mount.target.length >= mount.target.length)) continue;
    const whole = rest === '' ? mount.source : `${mount.source}/${rest}`;
    best = { mount, rest, identity: mount.kind === 'image' ? undefined : `${mount.kind}:${normalize(whole)}` };
  }
  return best;
}
