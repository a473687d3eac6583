import { join, normalize } from '../../base/paths';
import { contains, type Place, type Span } from '../../base/text';
import { flagsOf } from '../../knowledge/containers';
import type { EffectiveText } from '../../knowledge/render';
import { dockerfileProse, renderInstruction } from '../../knowledge/renderContainers';
import { isDockerfile } from '../../project/environment/artefact';
import type { Project } from '../../project/project';
import type { ImageSubject } from '../../project/subjects/image';
import { parseDockerfile } from '../../syntax/dockerfile/parse';
import { copyOf, type DockerStage, stageNamed, stagesOf } from '../../syntax/dockerfile/stages';
import { type DockerfileTree, type Instruction, KEYWORDS } from '../../syntax/dockerfile/tree';
import type { Completion, FileFeatures } from '../files/fileFeatures';
import type { Hover } from '../hover';
import type { StoryFormat } from '../storyText';

/** What the editor shows in Dockerfiles. */
export const dockerfileFeatures: FileFeatures = {
  owns: (_project, file) => isDockerfile(file),
  hover,
  completions,
  definition,
  references,
};

interface Open {
  readonly text: string;
  readonly tree: DockerfileTree;
  readonly stages: readonly DockerStage[];
}

function open(project: Project, file: string): Open | undefined {
  const text = project.files.read(file);
  if (text === undefined) return undefined;
  const tree = parseDockerfile(text);
  return { text, tree, stages: stagesOf(tree) };
}

function hover(project: Project, file: string, offset: number, format: StoryFormat): Hover | undefined {
  const found = open(project, file)?.tree.instructions.flatMap((one) => [one, ...(one.trigger ? [one.trigger] : [])]);
  const instruction = found?.find(({ keywordSpan }) => contains(keywordSpan, offset));
  const text =
    instruction && renderInstruction(instruction.keyword, { format: format.format, effective: inForce(project, file, instruction) });
  return instruction && text !== undefined ? { text, span: instruction.keywordSpan } : undefined;
}

/** What the image comes to, for instructions of which only the last of all stages counts. */
function inForce(project: Project, file: string, { keyword }: Instruction): readonly EffectiveText[] {
  return project.subjects('image').flatMap((image): readonly EffectiveText[] => {
    const value = image.file === file ? valueOfKeyword(image, keyword) : undefined;
    return value === undefined ? [] : [{ profile: image.name, value }];
  });
}

function valueOfKeyword(image: ImageSubject, keyword: string): string | undefined {
  if (keyword === 'USER') return image.user.kind === 'unknown' ? undefined : image.user.kind === 'root' ? 'root' : image.user.name;
  if (keyword === 'CMD') return image.cmd?.rest.text;
  if (keyword === 'ENTRYPOINT') return image.entrypoint?.rest.text;
  return undefined;
}

function completions(project: Project, file: string, offset: number): readonly Completion[] {
  const found = open(project, file);
  if (!found) return [];
  const { text, tree, stages } = found;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  if (/^\s*#/.test(before)) return [];
  const own = tree.instructions.find(({ span }) => span.start < offset && offset <= span.end + 1);
  const isContinued = own !== undefined && own.span.start < start;
  if (/^\s*\w*$/.test(before) && !isContinued) return keywords(start + before.length - before.trimStart().length, offset);
  if (!own) return [];
  const stage = /(?:^|\s)(?:--from=|FROM\s+(?:--\S+\s+)?)([\w.-]*)$/i.exec(before);
  if (stage) {
    const at = stages.findLast((one) => one.from.span.start <= offset)?.index ?? 0;
    const span: Span = { start: offset - (stage[1] ?? '').length, end: offset };
    return stages
      .slice(0, at)
      .flatMap(({ name }) => (name === undefined ? [] : [{ label: name, kind: 'name', span, text: name, isCommon: true }]));
  }
  const flag = /\s--([\w-]*)$/.exec(before);
  if (!flag) return [];
  const span: Span = { start: offset - (flag[1] ?? '').length - 2, end: offset };
  return flagsOf(own.keyword).map((name) => ({ label: `--${name}`, kind: 'flag', span, text: `--${name}` }));
}

const COMMON: ReadonlySet<string> = new Set([
  'FROM',
  'RUN',
  'COPY',
  'ENV',
  'USER',
  'WORKDIR',
  'CMD',
  'EXPOSE',
  'HEALTHCHECK',
  'ENTRYPOINT',
  'ARG',
]);

function keywords(start: number, end: number): readonly Completion[] {
  return KEYWORDS.filter((keyword) => keyword !== 'MAINTAINER').map((keyword) => {
    const documentation = dockerfileProse(keyword)?.what;
    return {
      label: keyword,
      kind: 'key',
      span: { start, end },
      text: `${keyword} `,
      isCommon: COMMON.has(keyword),
      ...(documentation !== undefined && { documentation }),
    };
  });
}

function definition(project: Project, file: string, offset: number): readonly Place[] {
  const found = open(project, file);
  if (!found) return [];
  const stage = stageAt(found, offset);
  if (stage) return [{ file, span: stage.nameSpan ?? stage.from.keywordSpan }];
  const instruction = found.tree.instructions.find(({ span }) => contains(span, offset));
  const copy = instruction && (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') ? copyOf(instruction) : undefined;
  const source = copy?.from === undefined ? copy?.sources.find(({ span }) => contains(span, offset)) : undefined;
  return source ? filesOf(project, file, source.text) : [];
}

/** The stage that a name at an offset means: in FROM, in `--from`, or where it is made. */
function stageAt({ stages }: Open, offset: number): DockerStage | undefined {
  for (const stage of stages) {
    if (stage.nameSpan && contains(stage.nameSpan, offset)) return stage;
    if (contains(stage.image.span, offset)) return stageNamed(stages, stage.image.text, stage.index);
    for (const { flags } of stage.instructions) {
      const from = flags.find(({ name, span }) => name === 'from' && contains(span, offset));
      if (from?.value !== undefined) return stageNamed(stages, from.value, stage.index);
    }
  }
  return undefined;
}

function filesOf(project: Project, file: string, source: string): readonly Place[] {
  const contexts = project.subjects('image').flatMap((image) => (image.file === file ? [image.context] : []));
  const paths = contexts.map((context) => normalize(join(context === '' ? '.' : context, source.replace(/^\/+/, ''))));
  return [...new Set(paths)]
    .filter((path) => project.files.kind(path) === 'file')
    .map((path) => ({ file: path, span: { start: 0, end: 0 } }));
}

function references(project: Project, file: string, offset: number): readonly Place[] {
  const found = open(project, file);
  const wanted = found && stageAt(found, offset);
  if (!found || !wanted) return [];
  const own = wanted.nameSpan ? [wanted.nameSpan] : [];
  const uses = found.stages.flatMap((stage) => [
    ...(stageNamed(found.stages, stage.image.text, stage.index) === wanted ? [stage.image.span] : []),
    ...stage.instructions.flatMap(({ flags }) =>
      flags.flatMap(({ name, value, valueSpan }) =>
        name === 'from' && value !== undefined && stageNamed(found.stages, value, stage.index) === wanted ? [valueSpan] : [],
      ),
    ),
  ]);
  return [...own, ...uses].map((span) => ({ file, span }));
}
