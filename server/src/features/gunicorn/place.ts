import { contains } from '../../base/text';
import type { Project } from '../../project/project';
import type { GunicornOption } from '../../project/servers/gunicorn/commandLine';
import { type GunicornRun, gunicornRuns } from '../../project/servers/gunicorn/runs';
import type { GunicornWords } from '../../project/servers/gunicorn/settings';

/** A command line of gunicorn, or the words of GUNICORN_CMD_ARGS, that stand at an offset. Several runs may share it. */
export interface OpenWords {
  readonly words: GunicornWords;
  readonly runs: readonly GunicornRun[];
}

/** The words at an offset of a file; also where the offset stands directly behind the last of them. */
export function wordsAt(project: Project, file: string, offset: number): OpenWords | undefined {
  const found = gunicornRuns(project).flatMap((run) =>
    [run.command, run.arguments].flatMap((words) => (words && isIn(words, file, offset) ? [{ run, words }] : [])),
  );
  const [first] = found;
  if (!first) return undefined;
  const { start } = first.words.place.span;
  const same = found.filter(({ words }) => words.place.file === first.words.place.file && words.place.span.start === start);
  return { words: first.words, runs: same.map(({ run }) => run) };
}

function isIn({ place, args }: GunicornWords, file: string, offset: number): boolean {
  if (args.some((word) => word.place.file === file && contains(word.place.span, offset))) return true;
  return place.file === file && place.span.start <= offset && offset <= place.span.end + 1;
}

/** Index of the word at an offset; -1 between words. */
export function wordIndex({ args }: GunicornWords, file: string, offset: number): number {
  return args.findIndex((word) => word.place.file === file && contains(word.place.span, offset));
}

/** The option that a word belongs to: as its flag, or as its value. */
export function optionOf({ line }: GunicornWords, index: number): GunicornOption | undefined {
  return line.options.find(({ from, to }) => from <= index && index <= to);
}
