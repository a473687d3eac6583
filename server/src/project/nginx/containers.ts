import { basename, dirname, join, normalize } from '../../base/paths';
import { readDockerfile, type Stage } from '../../syntax/dockerfile/dockerfile';
import { plainText } from '../../syntax/shell/word';
import type { Discovery } from '../discover';
import { isCompose, isDockerfile } from '../environment/artefact';
import { composeReader, servicesOf } from '../environment/composeModel';
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
  const stages = readDockerfile(text).stages;
  const stage = stages.findLast((one) => isNginxImage(imageOf(one)) || copiesOf(discovery, path, one).length > 0);
  if (!stage) return undefined;
  const mounts = copiesOf(discovery, path, stage);
  const isNginx = isNginxImage(imageOf(stage));
  return isNginx || mounts.length > 0 ? { mounts, version: versionOfImage(imageOf(stage), path) } : undefined;
}

function imageOf(stage: Stage): string {
  return plainText(stage.from.parts) ?? '';
}

/** What a stage copies to where nginx keeps its configuration. */
function copiesOf(discovery: Discovery, dockerfile: string, stage: Stage): readonly Mount[] {
  return stage.steps.flatMap((step): readonly Mount[] => {
    if (step.kind !== 'copy' || step.from !== undefined || !isNginxPath(step.target)) return [];
    return step.sources.flatMap((given): readonly Mount[] => {
      // All files of a folder are, for us, the folder.
      const source = given.replace(/\/\*[\w.]*$/, '');
      const found = [join(dirname(dockerfile) || '.', source), source]
        .map(normalize)
        .find((path) => discovery.files.kind(path) !== undefined);
      if (found === undefined || found.startsWith('..')) return [];
      const isFolder = discovery.files.kind(found) === 'directory';
      const name = basename(found);
      // `COPY nginx.conf /etc/nginx`: a folder that is there takes the file under its own name.
      const isInto = step.target.endsWith('/') || (name.includes('.') && !basename(step.target).includes('.'));
      const target = isInto && !isFolder ? join(step.target, name) : step.target;
      return [{ source: found === '.' ? '' : found, target: normalize(target) }];
    });
  });
}
