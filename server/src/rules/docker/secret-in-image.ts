import { basename } from '../../base/paths';
import { kindOfPath } from '../../project/environment/names';
import type { ImageSubject } from '../../project/subjects/image';
import { assignmentsOf, copyOf, type DockerAssignment } from '../../syntax/dockerfile/stages';
import type { Instruction } from '../../syntax/dockerfile/tree';
import { readDockerEnvFile } from '../../syntax/envFile/docker';
import { plainText } from '../../syntax/shell/word';
import { removeAssignment } from '../edit/dockerfile';
import { type SubjectContext, subjectRule } from '../rule';
import { literalSecret } from '../shared/secretTexts';

type Message = 'env' | 'arg' | 'url' | 'copy';

export const rule = subjectRule('image', {
  meta: {
    id: 'docker/secret-in-image',
    title: 'A secret is built into the image',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-312', 'CWE-798'],
    summary: 'Everybody who gets the image, or the repository, has the secret: it belongs to the container that runs.',
    settings: [],
  },
  messages: {
    env: 'ENV builds the secret {name} into the image.\nEverybody who can pull the image, or read this repository, has it.\nGive it when the container starts, and change it: it is known.',
    arg: 'ARG has the secret {name} as its default, and the history of the image shows it.\nEverybody who can pull the image, or read this repository, has it.\nUse a build secret (RUN --mount=type=secret), and change it: it is known.',
    url: '{keyword} builds an address with its password into the image, in {name}.\nEverybody who can pull the image, or read this repository, has it.\nGive it when the container starts, and change the password: it is known.',
    copy: '{name} is copied into the image, with every secret in it.\nEverybody who can pull the image has them, also where a later step deletes the file.\nGive its variables when the container starts.',
  },
  check(context) {
    for (const stage of context.subject.chain) {
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') variables(context, instruction);
        if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') copies(context, instruction);
      }
    }
  },
});

function variables({ project, subject: image, report }: SubjectContext<'image', Message>, instruction: Instruction): void {
  const { keyword } = instruction;
  for (const assignment of assignmentsOf(instruction, image.tree.escape)) {
    const { name, span } = assignment;
    const sort = secretIn(assignment);
    if (!sort) continue;
    const edit = () => removeAssignment(project, image, instruction, assignment);
    report({
      message: sort === 'url' ? 'url' : keyword === 'ENV' ? 'env' : 'arg',
      data: { name, keyword },
      place: { file: image.file, span },
      fixes: [{ title: `Take ${name} out of the image`, safe: false, edit }],
    });
  }
}

function secretIn({ name, value }: DockerAssignment): 'secret' | 'url' | undefined {
  const text = value && plainText(value.parts);
  return text === undefined ? undefined : literalSecret(name, text);
}

/** A file of variables for production; one that is made to be copied holds none. */
function copies({ project, subject: image, report, unknown }: SubjectContext<'image', Message>, instruction: Instruction): void {
  const copy = copyOf(instruction);
  if (!copy || copy.from !== undefined) return;
  for (const { text, span } of copy.sources) {
    if (!isEnvFile(text) || kindOfPath(text) === 'sample' || kindOfPath(text) === 'test') continue;
    const place = { file: image.file, span };
    const holds = holdsSecrets(project.files.read(pathOf(image, text)));
    if (holds === undefined) unknown(`${text} is copied into the image, and is not in the workspace: what it holds is not known`);
    else if (holds) report({ message: 'copy', data: { name: text }, place });
  }
}

function isEnvFile(path: string): boolean {
  return /^\.env(\.[\w-]+)*$|^[\w-]+\.env$/.test(basename(path));
}

function pathOf({ context }: ImageSubject, source: string): string {
  const path = source.replace(/^\.?\//, '');
  return context === '' ? path : `${context}/${path}`;
}

/** Read as docker does: the file may be meant for another reader, which takes less for a part of a value, and never more. */
function holdsSecrets(text: string | undefined): boolean | undefined {
  const reading = text === undefined ? undefined : readDockerEnvFile(text);
  if (reading?.kind !== 'read') return undefined;
  return reading.entries.some(
    ({ name, value }) => value !== undefined && literalSecret(name, value.replace(/^(["'])(.*)\1$/, '$2')) !== undefined,
  );
}
