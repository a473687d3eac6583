import { join, normalize } from '../../base/paths';
import { readDockerfile, type Stage } from '../../syntax/dockerfile/dockerfile';
import { plainText } from '../../syntax/shell/word';
import type { Discovery } from '../discover';
import { isCompose, isDockerfile } from '../environment/artefact';
import { composeReader, servicesOf } from '../environment/composeModel';
import { copiesOf } from './copies';
import type { Mount } from './includes';
import { isNginxImage, type NginxVersion, versionOfImage } from './version';

/** A container that runs nginx: which files of the workspace it has where, and its version. */
export interface NginxContainer {
  readonly mounts: readonly Mount[];
  readonly version: NginxVersion | undefined;
}

/** The containers of a workspace that run nginx, by its compose files and Dockerfiles. */
export function nginxContainers(discovery: Discovery): readonly NginxContainer[] {
  const images = new Map<string, NginxContainer>();
  for (const path of discovery.roles.artefacts.filter(isDockerfile)) {
    const image = nginxImageOf(discovery, path);
    if (image) images.set(path, image);
  }
  const read = composeReader(discovery);
  const services = discovery.roles.artefacts
    .filter((path) => isCompose(path) && read(path) !== undefined)
    .flatMap((path) => servicesOf(read, [path]).map((service) => ({ service, path })));
  const built = new Set<string>();
  const found = services.flatMap(({ service, path }): readonly NginxContainer[] => {
    const { build } = service;
    const dockerfile = build && normalize(join(build.context || '.', build.dockerfile ?? 'Dockerfile'));
    const image = dockerfile === undefined ? undefined : images.get(dockerfile);
    if (dockerfile !== undefined && image) built.add(dockerfile);
    const mounts = service.mounts.filter(({ target }) => target !== '');
    const isNginx = image !== undefined || isNginxImage(service.image ?? '') || mounts.some(({ target }) => isNginxPath(target));
    if (!isNginx) return [];
    const version = image?.version ?? (service.image === undefined ? undefined : versionOfImage(service.image, path));
    return [{ mounts: [...mounts, ...(image?.mounts ?? [])], version }];
  });
  return [...found, ...[...images].flatMap(([path, image]) => (built.has(path) ? [] : image))];
}

function isNginxPath(path: string): boolean {
  return /\/nginx(\/|$)/.test(path);
}

function nginxImageOf(discovery: Discovery, path: string): NginxContainer | undefined {
  const text = discovery.read(path);
  if (text === undefined || !/nginx|openresty/i.test(text)) return undefined;
  const stages = discovery.ofText(path, readDockerfile)?.stages ?? [];
  const stage = stages.findLast((one) => isNginxImage(imageOf(one)) || nginxCopies(discovery, path, one).length > 0);
  if (!stage) return undefined;
  const mounts = nginxCopies(discovery, path, stage);
  const isNginx = isNginxImage(imageOf(stage));
  return isNginx || mounts.length > 0 ? { mounts, version: versionOfImage(imageOf(stage), path) } : undefined;
}

function imageOf(stage: Stage): string {
  return plainText(stage.from.parts) ?? '';
}

/** What a stage copies to where nginx keeps its configuration. */
function nginxCopies(discovery: Discovery, dockerfile: string, stage: Stage): readonly Mount[] {
  return copiesOf(discovery.files, dockerfile, stage).filter(({ target }) => isNginxPath(target));
}
