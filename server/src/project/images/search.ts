import { dirname } from '../../base/paths';
import type { Place } from '../../base/text';
import { parseDockerfile } from '../../syntax/dockerfile/parse';
import { type DockerStage, stageNamed, stagesOf } from '../../syntax/dockerfile/stages';
import { type DockerfileTree, type Instruction, splitWords } from '../../syntax/dockerfile/tree';
import { readWord } from '../../syntax/shell/word';
import type { ContainerCommand } from '../../syntax/written';
import type { ComposedService } from '../compose/model';
import { searchCompose } from '../compose/search';
import type { Discovery } from '../discover';
import { isDockerfile } from '../environment/artefact';
import { expand } from '../environment/held';
import { type Image, imageOf, startOfContainer } from '../environment/image';
import { kindOfPath } from '../environment/names';
import type { ComposeSubject } from '../subjects/compose';
import type { BuiltService, ImageSubject } from '../subjects/image';
import { type BuildArguments, baseOf, chainTo, globalLookup, userOf, variablesAt } from './chain';
import { kindOfImage } from './kind';
import { startWords } from './startWords';

/** A way in which a Dockerfile is built. */
interface Build {
  readonly file: string;
  readonly context: string;
  readonly target: string | undefined;
  readonly args: BuildArguments;
  readonly services: readonly BuiltService[];
}

/** The images of the workspace: what each Dockerfile makes by itself, or the targets that compose files build of it. */
export function searchImages(discovery: Discovery): readonly ImageSubject[] {
  const groups = searchCompose(discovery);
  const files = discovery.roles.artefacts.filter(isDockerfile);
  const named = groups.flatMap(({ services }) => services.flatMap(({ build }) => build?.dockerfile ?? []));
  return [...new Set([...files, ...named])].flatMap((file) => {
    const tree = kindOfPath(file) === 'sample' ? undefined : discovery.ofText(file, parseDockerfile);
    if (!tree) return [];
    const stages = stagesOf(tree);
    return buildsOf(file, stages, groups).flatMap((build) => imageSubject(discovery, build, tree, stages) ?? []);
  });
}

/** Every target that some service builds is an image of its own; without any, the last stage is. */
function buildsOf(file: string, stages: readonly DockerStage[], groups: readonly ComposeSubject[]): readonly Build[] {
  const services = groups.flatMap((group) =>
    group.services.flatMap((service): readonly BuiltService[] => (service.build?.dockerfile === file ? [{ group, service }] : [])),
  );
  const builds = new Map<string, Build>();
  for (const one of services) {
    const { build } = one.service;
    if (!build || (build.hasTarget && build.target?.value === undefined)) continue;
    const target = build.hasTarget ? build.target?.value : undefined;
    const stage = target === undefined ? stages.at(-1) : stageNamed(stages, target, stages.length);
    const key = String(stage?.index);
    const before = builds.get(key);
    const args = new Map([...build.args].map(([name, { kind, value }]) => [name, kind === 'text' && value.sure ? value.value : undefined]));
    builds.set(key, {
      file,
      context: before?.context ?? build.context ?? dirname(file),
      target: stage === stages.at(-1) ? undefined : target,
      // What one service gives and another does not is not settled.
      args: before
        ? new Map([...before.args, ...args].map(([name]) => [name, before.args.get(name) === args.get(name) ? args.get(name) : undefined]))
        : args,
      services: [...(before?.services ?? []), one],
    });
  }
  const found = [...builds.values()];
  const isLastBuilt = found.some(({ target }) => target === undefined);
  return isLastBuilt ? found : [...found, { file, context: dirname(file), target: undefined, args: new Map(), services: [] }];
}

function imageSubject(discovery: Discovery, build: Build, tree: DockerfileTree, stages: readonly DockerStage[]): ImageSubject | undefined {
  const { file, context, target, args, services } = build;
  const final = target === undefined ? stages.at(-1) : stageNamed(stages, target, stages.length);
  if (!final) return undefined;
  const globals = globalLookup(tree, args);
  const chain = chainTo(stages, final, globals);
  const base = baseOf(chain[0] ?? final, file, globals);
  const image = imageOf(discovery, file, context, target, args);
  const start = image && startOfContainer(image, {}, image.variables, image.around);
  const around = image?.around ?? { script: () => undefined };
  const last = (keyword: string) => lastOf(chain, keyword);
  const { kind, because } = kindOfImage(build, final, start, discovery);
  return {
    name: target === undefined ? file : `${file} (target ${target})`,
    kind,
    because,
    files: [file],
    file,
    context,
    tree,
    stages,
    chain,
    final,
    base,
    user: userOf(chain, base, file, (until) => variablesAt(chain, until, tree, file, args)),
    variables: image?.variables ?? new Map(),
    exposed: exposedOf(chain, tree, file, args),
    healthcheck: last('HEALTHCHECK'),
    entrypoint: last('ENTRYPOINT'),
    cmd: ownCommand(chain),
    start,
    starts: startWords(commandsOf(image, {}), around),
    startsWith: (own) => startWords(commandsOf(image, own), around),
    isPython: start !== undefined || runsManage(chain),
    services,
  };
}

/** What a container runs; an entry point of its own makes it forget the image's command. */
function commandsOf(image: Image | undefined, own: Partial<Pick<ComposedService, 'entrypoint' | 'command'>>): readonly ContainerCommand[] {
  const entrypoint = own.entrypoint?.command ?? image?.entrypoint?.command;
  const cmd = own.command?.command ?? (own.entrypoint ? undefined : image?.cmd?.command);
  return [entrypoint, cmd].flatMap((one) => one ?? []);
}

function lastOf(chain: readonly DockerStage[], keyword: string): Instruction | undefined {
  return chain.flatMap(({ instructions }) => instructions.filter((one) => one.keyword === keyword)).at(-1);
}

/** A later stage's ENTRYPOINT without a CMD of its own makes builders forget an earlier CMD. */
function ownCommand(chain: readonly DockerStage[]): Instruction | undefined {
  let cmd: Instruction | undefined;
  for (const { instructions } of chain) {
    const own = instructions.findLast(({ keyword }) => keyword === 'CMD');
    if (own) cmd = own;
    else if (instructions.some(({ keyword }) => keyword === 'ENTRYPOINT')) cmd = undefined;
  }
  return cmd;
}

function exposedOf(chain: readonly DockerStage[], tree: DockerfileTree, file: string, args: BuildArguments): ImageSubject['exposed'] {
  return chain.flatMap((stage) =>
    stage.instructions.flatMap((instruction) => {
      if (instruction.keyword !== 'EXPOSE') return [];
      return splitWords(instruction.rest).flatMap((word) => {
        const lookup = variablesAt(chain, instruction, tree, file, args);
        const [port = '', protocol = 'tcp'] = (expand(readWord(word.text, 'shell').parts, lookup).text ?? '').split('/');
        const place: Place = { file, span: word.span };
        return /^\d{1,5}$/.test(port) ? [{ port: Number(port), protocol, place }] : [];
      });
    }),
  );
}

/** Building it runs a command of Django. */
function runsManage(chain: readonly DockerStage[]): boolean {
  return chain.some(({ instructions }) =>
    instructions.some(({ keyword, rest }) => keyword === 'RUN' && splitWords(rest).some(({ text }) => /(^|\/)manage\.py$/.test(text))),
  );
}
