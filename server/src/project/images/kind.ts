import { dirname } from '../../base/paths';
import type { DockerStage } from '../../syntax/dockerfile/stages';
import type { Discovery } from '../discover';
import { isPlatformFile } from '../environment/artefact';
import { kindOfPath } from '../environment/names';
import type { Start } from '../environment/server';
import type { ProfileKind } from '../project';
import type { BuiltService } from '../subjects/image';

interface Use {
  readonly file: string;
  readonly services: readonly BuiltService[];
}

/**
 * For what an image is: by the name of its file or stage, by the compose files that build it, by a hosting platform's file beside it, and
 * else by what it starts. One that starts a server for development belongs to production only where something says so.
 */
export function kindOfImage(
  { file, services }: Use,
  final: DockerStage,
  start: Start | undefined,
  discovery: Discovery,
): { readonly kind: ProfileKind; readonly because: string } {
  const named = kindOfPath(file);
  if (named && named !== 'sample') return { kind: named, because: `its name says ${named}` };
  const stage = kindOfStage(final.name);
  if (stage && stage !== 'sample') return { kind: stage, because: `its stage is named ${final.name}` };
  const production = services.find(({ group }) => group.kind === 'production');
  if (production) return { kind: 'production', because: `${production.group.name} builds it` };
  if (start?.kind === 'production') return { kind: 'production', because: 'it starts a server of Python applications' };
  const platform = discovery.roles.artefacts.find((path) => isPlatformFile(path) && dirname(path) === dirname(file));
  const [used] = services;
  if (platform !== undefined && !used && /(^|\/)Dockerfile$/.test(file) && namesDockerfile(discovery.read(platform) ?? '')) {
    return { kind: 'production', because: `${platform} runs it` };
  }
  if (used) return { kind: used.group.kind === 'test' ? 'test' : 'development', because: `only ${used.group.name} builds it` };
  return { kind: 'development', because: 'nothing shows that it runs in production' };
}

/** `unittests` and the like speak of tests, too. */
function kindOfStage(name: string | undefined): ProfileKind | 'sample' | undefined {
  if (name === undefined) return undefined;
  return /tests?$/.test(name) ? 'test' : kindOfPath(name);
}

/** fly.toml has a `[build]` with `dockerfile`, or none at all and takes what is there; the others name it. */
function namesDockerfile(text: string): boolean {
  return /dockerfile/i.test(text);
}
