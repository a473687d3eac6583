import { basename } from '../../base/paths';
import { readScript } from '../../syntax/shell/script';
import { plainText } from '../../syntax/shell/word';
import type { ContainerCommand } from '../../syntax/written';
import type { Surroundings } from '../environment/surroundings';

/** All that comes to run when a container starts, as far as the files show it. */
export interface StartWords {
  /** The commands, each as its words, in the order in which they are written; a word that is not told is undefined. */
  readonly commands: readonly (readonly (string | undefined)[])[];
  /** Scripts of the workspace that it runs. */
  readonly scripts: readonly string[];
  /** A script that it runs and that is not in the workspace: it may do anything. */
  readonly opaque: string | undefined;
}

const MAX_DEPTH = 8;

/**
 * The commands of an entry point and of what it gets, and of the scripts that they name.
 * @param around finds scripts by their path in the image.
 */
export function startWords(commands: readonly ContainerCommand[], around: Pick<Surroundings, 'script'>): StartWords {
  const state: State = { commands: [], scripts: new Set(), opaque: undefined, around };
  for (const command of commands) {
    if (command.form === 'shell') scriptInto(state, command.line.text, 0);
    else
      wordsInto(
        state,
        command.words.map(({ text }) => text),
        0,
      );
  }
  return { commands: state.commands, scripts: [...state.scripts], opaque: state.opaque };
}

/** Whether a word of a command that is run is one of these programs, by the end of its path. */
export function runs({ commands }: StartWords, programs: ReadonlySet<string>): boolean {
  return commands.some((words) => words.some((word) => word !== undefined && programs.has(basename(word))));
}

interface State {
  readonly commands: (readonly (string | undefined)[])[];
  readonly scripts: Set<string>;
  readonly around: Pick<Surroundings, 'script'>;
  opaque: string | undefined;
}

function scriptInto(state: State, text: string, depth: number): void {
  for (const { words } of readScript(text)) {
    if (words.length > 0)
      wordsInto(
        state,
        words.map(({ parts }) => plainText(parts)),
        depth,
      );
  }
}

function wordsInto(state: State, words: readonly (string | undefined)[], depth: number): void {
  state.commands.push(words);
  const inner = words.findIndex(
    (word, index) => index > 0 && /^-[a-z]*c$/.test(word ?? '') && /(^|\/)(ba|da|a)?sh$/.test(words[index - 1] ?? ''),
  );
  const line = words[inner + 1];
  if (inner > 0 && line !== undefined) {
    scriptInto(state, line, depth + 1);
    return;
  }
  for (const [index, word] of words.entries()) {
    if (word === undefined || !mayBeScript(word)) continue;
    const script = state.around.script(word);
    if (script && depth < MAX_DEPTH && !state.scripts.has(script.path)) {
      state.scripts.add(script.path);
      scriptInto(state, script.text, depth + 1);
    } else if (!script && (index === 0 || /\.sh$/.test(word))) state.opaque ??= word;
  }
}

const PROGRAM = /\/(python[\d.]*|gunicorn|uvicorn|uwsgi|daphne|celery|hypercorn|granian|tini|dumb-init|gosu|su-exec|env|uv|(ba|da|a)?sh)$/;
const DATA = /\.(py|ini|conf|cfg|ya?ml|toml|json|txt|log|sock|pid)$|\/$/;

/** What is no program of the system or of Python's environment, by its path or its end. */
function mayBeScript(word: string): boolean {
  if (/\.sh$|^\.{1,2}\/./.test(word)) return !DATA.test(word);
  if (!word.startsWith('/')) return /entrypoint|^(start|run|boot|init)([-_]\w+)*$/.test(word);
  return /^\/[\w./-]+$/.test(word) && !PROGRAM.test(word) && !DATA.test(word);
}
