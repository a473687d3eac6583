import { basename } from '../../base/paths';
import type { Project } from '../../project/project';
import type { ImageSubject } from '../../project/subjects/image';
import { copyOf, type DockerStage } from '../../syntax/dockerfile/stages';
import { type Instruction, jsonWords } from '../../syntax/dockerfile/tree';
import { readScript } from '../../syntax/shell/script';
import { plainText } from '../../syntax/shell/word';
import { together } from '../edit';
import { type DockerfileEdits, insertInstructions, removeInstruction } from '../edit/dockerfile';
import { subjectRule } from '../rule';

export const rule = subjectRule('image', {
  meta: {
    id: 'docker/copy-before-requirements',
    title: 'Every change of the code installs all packages anew',
    category: 'containers and units',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The whole project is copied before its requirements are installed: the layer with the packages is never reused.',
    settings: [],
  },
  messages: {
    order:
      'The whole project is copied before its requirements are installed.\nAny changed file makes the build install all packages anew, and every image that is pulled carries them again.\nCopy the list of requirements first, install, and copy the rest then.',
  },
  check(context) {
    const { subject: image, project } = context;
    for (const stage of image.chain) {
      const found = lateInstall(stage);
      if (!found) continue;
      const edit = () => moved(project, image, found);
      const canMove = listOf(project, image, found) !== undefined;
      context.report({
        message: 'order',
        place: { file: image.file, span: found.copy.span },
        fixes: canMove ? [{ title: 'Install the requirements before the rest is copied', safe: false, edit }] : [],
      });
    }
  },
});

interface LateInstall {
  readonly copy: Instruction;
  readonly run: Instruction;
  /** `requirements.txt` of `-r`; undefined for tools that have a list of their own. */
  readonly list: string | undefined;
}

/** The first installation of a stage, where the whole context was copied before it. */
function lateInstall({ instructions }: DockerStage): LateInstall | undefined {
  let copy: Instruction | undefined;
  for (const instruction of instructions) {
    const from = instruction.keyword === 'COPY' || instruction.keyword === 'ADD' ? copyOf(instruction) : undefined;
    if (from && from.from === undefined && from.sources.some(({ text }) => text === '.' || text === './')) copy ??= instruction;
    if (instruction.keyword !== 'RUN') continue;
    const install = installs(instruction);
    if (!install) continue;
    // A cache that outlives the layer makes installing quick.
    const isCached = instruction.flags.some(({ name, value }) => name === 'mount' && value?.includes('type=cache') === true);
    return copy && !isCached && !install.offline ? { copy, run: instruction, list: install.list } : undefined;
  }
  return undefined;
}

interface Install {
  readonly list: string | undefined;
  /** From packages that were built before. */
  readonly offline: boolean;
}

function installs(instruction: Instruction): Install | undefined {
  for (const words of commandsOf(instruction)) {
    const [program = '', verb, ...rest] = withoutPython(words);
    const isPip = /^pip[\d.]*$/.test(basename(program)) || (program === 'uv' && verb === 'pip');
    const list = isPip ? listIn(program === 'uv' ? rest : [verb ?? '', ...rest]) : undefined;
    const isOther = (program === 'poetry' || program === 'pipenv' || program === 'pdm') && (verb === 'install' || verb === 'sync');
    if (list === undefined && !isOther && !(program === 'uv' && verb === 'sync')) continue;
    return { list, offline: words.some((word) => word === '--no-index' || /^--find-links/.test(word)) };
  }
  return undefined;
}

/** The words of each command of a RUN; those that are not told are empty. */
function commandsOf({ rest }: Instruction): readonly (readonly string[])[] {
  const words = jsonWords(rest);
  if (words) return [words.map(({ text }) => text)];
  return readScript(rest.text).map((command) => command.words.map(({ parts }) => plainText(parts) ?? ''));
}

/** `python -m pip` is `pip`. */
function withoutPython(words: readonly string[]): readonly string[] {
  return /^python[\d.]*$/.test(basename(words[0] ?? '')) && words[1] === '-m' ? words.slice(2) : words;
}

/** The file behind `-r`, of `pip install`. */
function listIn(words: readonly string[]): string | undefined {
  if (words[0] !== 'install') return undefined;
  const at = words.findIndex((word) => word === '-r' || word === '--requirement');
  return at >= 0 ? words[at + 1] : words.flatMap((word) => /^(?:-r|--requirement=)(.+)$/.exec(word)?.[1] ?? [])[0];
}

/** The list, where it stands alone in the folder that is copied, and needs no other file. */
function listOf(project: Project, { context }: ImageSubject, { copy, run, list }: LateInstall): string | undefined {
  const name = list?.replace(/^\.\//, '');
  const target = copyOf(copy)?.target.text.replace(/\/$/, '');
  if (name === undefined || name.includes('/') || target !== '.') return undefined;
  if (!commandsOf(run).every((words) => words.length === 0 || /^(pip[\d.]*|python[\d.]*|uv|apt|apt-get|apk)$/.test(words[0] ?? '')))
    return undefined;
  const text = project.files.read(context === '' ? name : `${context}/${name}`);
  return text === undefined || /^\s*(-[rce]|--requirement|--constraint|--editable|\.|file:)/m.test(text) ? undefined : name;
}

function moved(project: Project, image: ImageSubject, found: LateInstall): DockerfileEdits {
  const source = project.source(image.file);
  const name = listOf(project, image, found);
  if (!source || name === undefined) return undefined;
  const { copy, run } = found;
  const above = insertInstructions(project, image.file, copy, [`COPY ${name} ./`, source.text.slice(run.span.start, run.span.end)]);
  const below = removeInstruction(project, image.file, run);
  return together(above, below);
}
