import { basename } from '../../base/paths';
import type { Span } from '../../base/text';
import { shellOf } from '../../knowledge/containerImages';
import { runs } from '../../project/images/startWords';
import type { ImageSubject } from '../../project/subjects/image';
import { type DockerWord, type Instruction, jsonWords } from '../../syntax/dockerfile/tree';
import { type Command, readScript } from '../../syntax/shell/script';
import { plainText } from '../../syntax/shell/word';
import { partOf, type WrittenText } from '../../syntax/written';
import { type SubjectContext, subjectRule } from '../rule';
import { keywordPlace, productionServices } from '../shared/images';

export const rule = subjectRule('image', {
  meta: {
    id: 'docker/shell-form',
    title: 'A shell stands between Docker and the server',
    category: 'containers and units',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'The shell of a command in shell form stays, and hands no signal on: the server is killed with its requests.',
    settings: [],
  },
  messages: {
    shell:
      '{keyword} runs {program} below a shell, and the shell does not hand SIGTERM on.\nOn every deployment Docker waits ten seconds, and then kills the server with the requests that it is answering.\nPut exec before the command.',
  },
  check(context) {
    const { subject: image } = context;
    if (image.start?.kind !== 'production') return context.notApplicable('it starts no server for production that is known');
    const found = shellLine(image);
    if (!found) return;
    const [server] = readScript(found.line.text)
      .filter(({ words }) => words.length > 0)
      .slice(-1);
    if (!server || !isStart(image, found.line, server) || plainText(server.words[0]?.parts ?? []) === 'exec') return;
    if (hasInit(image)) return;
    if (!staysShell(context)) return;
    const first = server.words[0]?.span ?? server.span;
    const { span, exact } = partOf(found.line, first.start, first.end);
    const edit = () => [{ file: image.file, edits: [{ span: { start: span.start, end: span.start }, newText: 'exec ' }] }];
    context.report({
      message: 'shell',
      data: { keyword: found.instruction.keyword, program: basename(image.start.command.program) },
      place: keywordPlace(image, found.instruction),
      fixes: exact ? [{ title: 'Let the server take the place of the shell', safe: true, edit }] : [],
    });
  },
});

interface ShellLine {
  readonly instruction: Instruction;
  readonly line: WrittenText;
}

/** The line that the last word of the start is: CMD or ENTRYPOINT in shell form, or `sh -c` with a line. */
function shellLine({ cmd, entrypoint }: ImageSubject): ShellLine | undefined {
  // Behind an entry point in shell form, CMD does not count.
  const instruction = entrypoint && !jsonWords(entrypoint.rest) ? entrypoint : (cmd ?? entrypoint);
  if (!instruction) return undefined;
  const words = jsonWords(instruction.rest);
  if (!words) return instruction.heredocs.length > 0 ? undefined : { instruction, line: instruction.rest };
  const at = words.findIndex(({ text }, index) => index > 0 && text === '-c' && /^(\/bin\/)?sh$/.test(words[index - 1]?.text ?? ''));
  const line = words[at + 1];
  return at > 0 && line ? { instruction, line: writtenOf(line) } : undefined;
}

function writtenOf({ text, span, exact }: DockerWord): WrittenText {
  return { text, span, offsets: exact ? Array.from({ length: text.length }, (_, index) => span.start + index) : undefined };
}

/** Whether the server that was found is started by this command of the line. */
function isStart({ file, start }: ImageSubject, line: WrittenText, command: Command): boolean {
  const place = start?.command.place;
  if (!place || place.file !== file) return false;
  const { span } = partOf(line, command.span.start, command.span.end);
  return overlaps(span, place.span) && !command.conditional;
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

/** An init process that hands signals to all, or one that ends the container at once. */
function hasInit(image: ImageSubject): boolean {
  if (runs(image.starts, new Set(['tini', 'dumb-init', 'catatonit', 's6-svscan', 'docker-init']))) return true;
  return productionServices(image).some(({ service }) => service.keys.has('init'));
}

/** `/bin/sh` of Debian forks for every command; that of Alpine and bash put the last one in their place. */
function staysShell(context: SubjectContext<'image', 'shell'>): boolean {
  const { base, chain } = context.subject;
  if (chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'SHELL'))) {
    context.unknown('SHELL names another shell');
    return false;
  }
  const shell = base.sure && base.reference ? shellOf(base.reference.name, base.reference.tag) : undefined;
  if (!shell) context.unknown(`which shell the image ${base.text} has is not known`);
  return shell === 'dash';
}
