import { basename, dirname, join, normalize } from '../../base/paths';
import { dockerignoreFile, dockerVerdict } from '../../project/ignored/docker';
import type { Project } from '../../project/project';
import type { EnvFileSubject } from '../../project/subjects/envFile';
import type { ImageSubject } from '../../project/subjects/image';
import { copyOf } from '../../syntax/dockerfile/stages';
import type { DockerWord, Instruction } from '../../syntax/dockerfile/tree';
import { appendLine } from '../edit';
import { subjectRule } from '../rule';
import { firstSecret } from '../shared/envSecrets';

export const rule = subjectRule('image', {
  meta: {
    id: 'repo/env-in-image',
    title: 'Env file with secrets that is copied into the image',
    category: 'containers and units',
    severity: 'warning',
    scope: 'any',
    fix: 'multi',
    references: ['CWE-538'],
    summary: 'COPY takes an env file into the image, where whoever can pull the image reads its secrets.',
    settings: [],
  },
  messages: {
    folder:
      'This copies {file} into the image, with {name} in it: {ignore} does not leave it out.\nWhoever can pull the image reads the secret, also when a later step deletes the file.\nName the file in {ignore}, and give the container its environment when it starts.',
    file: 'This copies {file} into the image, with {name} in it.\nWhoever can pull the image reads the secret, also when a later step deletes the file.\nGive the container its environment when it starts.',
  },
  check({ subject, project, report }) {
    const files = project.subjects('envFile');
    const ignore = dockerignoreFile(project.files, subject.file, subject.context);
    const said = new Set<string>();
    for (const { instruction, sources } of copies(subject)) {
      for (const source of sources) {
        for (const file of copied(project, subject, files, source)) {
          const secret = firstSecret(file);
          if (!secret || said.has(file.path) || dockerVerdict(project.files, ignore, subject.context, file.path).ignored) continue;
          said.add(file.path);
          const named = isNamed(subject, source, file.path);
          report({
            message: named ? 'file' : 'folder',
            data: { file: file.path, name: secret.name, ignore },
            place: { file: subject.file, span: instruction.span },
            related: [{ place: { file: file.path, span: secret.nameSpan }, message: `${secret.name} is given here` }],
            fixes: named ? [] : [leaveOut(project, subject, ignore, file)],
          });
        }
      }
    }
  },
});

interface CopyInstruction {
  readonly instruction: Instruction;
  readonly sources: readonly DockerWord[];
}

/** What is copied from the folder of the build into the stages that the image consists of. */
function copies({ chain }: ImageSubject): readonly CopyInstruction[] {
  return chain.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) => {
      if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return [];
      if (instruction.flags.some(({ name }) => name === 'from' || name === 'exclude')) return [];
      const copy = copyOf(instruction);
      return copy ? [{ instruction, sources: copy.sources }] : [];
    }),
  );
}

/** The env files of the workspace that a source takes in: the file itself, or a folder that holds it. */
function copied(project: Project, subject: ImageSubject, files: readonly EnvFileSubject[], source: DockerWord): readonly EnvFileSubject[] {
  const path = pathOf(subject, source);
  if (path === undefined) return [];
  const isFolder = path === '' || project.files.kind(path) === 'directory';
  return files.filter((file) => file.path === path || (isFolder && (path === '' || file.path.startsWith(`${path}/`))));
}

function isNamed(subject: ImageSubject, source: DockerWord, path: string): boolean {
  return pathOf(subject, source) === path;
}

/** A source relative to the root; undefined for a pattern, an address, and what leaves the folder of the build. */
function pathOf({ context }: ImageSubject, { text }: DockerWord): string | undefined {
  if (/[*?[\]$]|:\/\//.test(text)) return undefined;
  const inside = normalize(`./${text}`);
  if (inside === '..' || inside.startsWith('../')) return undefined;
  const path = inside === '.' ? context : join(context, inside);
  return path;
}

function leaveOut(project: Project, { context }: ImageSubject, ignore: string, file: EnvFileSubject) {
  const inside = context === '' ? file.path : file.path.slice(context.length + 1);
  const line = dirname(inside) === '' ? basename(inside) : inside;
  return { title: `Leave ${file.path} out of the image`, safe: false, edit: () => [appendLine(project, ignore, line)] };
}
