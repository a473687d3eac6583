import { basename, join, normalize } from '../../../base/paths';
import { type Command, readScript } from '../../../syntax/shell/script';
import type { Word } from '../../../syntax/shell/word';
import { HARMLESS, WRAPPERS } from './programs';
import { makeRecipes, npmScript, toxCommands } from './taskFiles';

/** A program that a pipeline comes to run. */
export interface SeenCommand {
  /** Its name without a path; `manage.py` also for `django-admin`. */
  readonly program: string;
  /** Words behind it; undefined for one that is not told. */
  readonly args: readonly (string | undefined)[];
}

/** What following a script brings to light. */
export interface Sight {
  readonly commands: SeenCommand[];
  /** In words, what is run that nobody can follow. */
  readonly opaque: string[];
}

/** The files of the workspace, as following scripts needs them. */
export interface Workspace {
  read(path: string): string | undefined;
}

interface Look {
  readonly workspace: Workspace;
  readonly sight: Sight;
  readonly variables: ReadonlyMap<string, string>;
  /** Where it runs, relative to the root; undefined where that is not told. */
  folder: string | undefined;
  readonly depth: number;
}

const MAX_DEPTH = 10;
const MAX_COMMANDS = 4000;

/** Follows a text for a shell, with the scripts, targets and environments of tox that it runs. */
export function explore(
  workspace: Workspace,
  text: string,
  folder: string | undefined,
  variables: ReadonlyMap<string, string>,
  sight: Sight,
) {
  script({ workspace, sight, variables, folder, depth: 0 }, text);
}

function script(look: Look, text: string): undefined {
  if (look.depth > MAX_DEPTH || look.sight.commands.length > MAX_COMMANDS)
    return void look.sight.opaque.push('scripts that are nested too deeply');
  // An expression of CI is whatever it becomes.
  const plain = text.replace(/\$\{\{.*?\}\}/gs, '$' + '{CI_EXPRESSION}').replace(/\{\{.*?\}\}/gs, '$' + '{CI_EXPRESSION}');
  const variables = new Map(look.variables);
  const inner: Look = { ...look, variables };
  for (const command of readScript(plain)) {
    if (command.words.length === 0 && !command.conditional)
      for (const one of command.assignments) assign(inner, variables, one.name, one.value);
    run(inner, wordsOf(inner, command));
  }
}

function assign(look: Look, variables: Map<string, string>, name: string, value: Word) {
  const text = textOf(look, value);
  if (text === undefined) variables.delete(name);
  else variables.set(name, text);
}

function wordsOf(look: Look, { words }: Command): readonly (string | undefined)[] {
  return words.map((word) => textOf(look, word));
}

function textOf({ variables }: Look, { parts }: Word): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'variable' && variables.has(part.name)) text += variables.get(part.name);
    else return undefined;
  }
  return text;
}

/** Follows one command. */
function run(look: Look, words: readonly (string | undefined)[]): undefined {
  const [first, ...args] = words;
  if (words.length === 0) return;
  // `$PYTHON manage.py test`: what is behind it tells.
  if (first === undefined) {
    const at = args.findIndex((word) => word !== undefined && /(^|\/)manage\.py$/.test(word));
    if (at >= 0) return note(look, 'manage.py', args.slice(at + 1));
    return void look.sight.opaque.push('a command that a variable names');
  }
  const name = basename(first);
  if (/^[A-Za-z_]\w*=/.test(first)) return run(look, args);
  if (name === 'cd' || name === 'pushd') return enter(look, args[0]);
  if (name === 'manage.py' || name === 'django-admin' || name === 'django-admin.py') return note(look, 'manage.py', args);
  if (/^(python|pypy)[\d.]*$/.test(name) || name === 'py') return python(look, args);
  if (/^(ba|da|z|a)?sh$/.test(name)) return shell(look, args);
  if (name === 'source' || name === '.') return called(look, args[0], true);
  if (name === 'eval') return void look.sight.opaque.push('what eval runs');
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  if (wrapper) return wrapped(look, name, args, wrapper);
  if (/^(docker|podman|nerdctl)(-compose)?$/.test(name)) return container(look, name, args);
  if (name === 'ssh') return remote(look, args);
  if (/^(make|gmake)$/.test(name)) return tasks(look, name, args);
  if (/^(npm|yarn|pnpm|bun)$/.test(name)) return node(look, args);
  if (name === 'tox') return tox(look);
  if (name === 'pre-commit') return void (args.includes('run') && hooks(look));
  note(look, name, args);
  within(look, args);
  if (RUNNERS.has(name) || HARMLESS.has(name) || HARMLESS.has(first)) return;
  called(look, first, false);
}

/** `kubectl exec … -- python manage.py check`, `fly ssh console -C "manage.py migrate"`: what other programs are given to run. */
function within(look: Look, args: readonly (string | undefined)[]): undefined {
  const at = args.findIndex((word) => word !== undefined && /(^|\/)manage\.py$/.test(word));
  if (at >= 0) note(look, 'manage.py', args.slice(at + 1));
  for (const word of args) if (word !== undefined && /manage\.py\s/.test(word)) script({ ...look, depth: look.depth + 1 }, word);
}

/** Programs that the rules ask for themselves. */
const RUNNERS: ReadonlySet<string> = new Set([
  'pytest',
  'py.test',
  'nose2',
  'nosetests',
  'behave',
  'unittest',
  'gunicorn',
  'uvicorn',
  'daphne',
  'celery',
  'green',
  'stestr',
  'locust',
  'ptw',
]);

function note({ sight }: Look, program: string, args: readonly (string | undefined)[]): undefined {
  sight.commands.push({ program, args });
}

function enter(look: Look, path: string | undefined): undefined {
  look.folder = path === undefined || path === '-' ? undefined : inside(look, path);
}

/** A path below the root; undefined where it is not told, or leads out. */
function inside({ folder }: Look, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('~') || folder === undefined) return undefined;
  const joined = normalize(join(folder === '' ? '.' : folder, path)).replace(/^\.\/?/, '');
  return joined.startsWith('..') ? undefined : joined;
}

function python(look: Look, args: readonly (string | undefined)[]): undefined {
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word === '-m') return run(look, args.slice(at + 1));
    if (word === '-c' || word === '-') return inline(look, args[at + 1]);
    if (word === '-W' || word === '-X') at++;
    else if (word === undefined || !word.startsWith('-')) return pythonFile(look, word, args.slice(at + 1));
  }
}

function inline(look: Look, text: string | undefined): undefined {
  if (text === undefined || RUNS.test(text)) look.sight.opaque.push('what a Python command runs');
}

/** What a Python file has that runs something else, or Django. */
const RUNS =
  /subprocess|os\.system|popen|call_command|execute_from_command_line|pytest|unittest|DiscoverRunner|get_runner|runpy|import_module|exec\(|invoke|fabric|sh\b/i;

function pythonFile(look: Look, path: string | undefined, args: readonly (string | undefined)[]): undefined {
  if (path === undefined) return void look.sight.opaque.push('a Python file that a variable names');
  if (basename(path) === 'manage.py') return note(look, 'manage.py', args);
  const file = inside(look, path);
  const text = file === undefined ? undefined : look.workspace.read(file);
  note(look, basename(path), args);
  if (text === undefined || RUNS.test(text)) look.sight.opaque.push(`what ${path} runs`);
}

function shell(look: Look, args: readonly (string | undefined)[]): undefined {
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word !== undefined && /^-[a-z]*c$/.test(word)) {
      const text = args[at + 1];
      return text === undefined
        ? void look.sight.opaque.push('a command that a variable holds')
        : script({ ...look, depth: look.depth + 1 }, text);
    }
    if (word === '-o' || word === '+o') at++;
    else if (word === undefined || !/^[-+]/.test(word)) return called(look, word, true);
  }
}

/** A script of the workspace; a program that nothing is known of where it is none. */
function called(look: Look, path: string | undefined, isScript: boolean): undefined {
  const words = path ?? 'a script that a variable names';
  // Of a virtual environment.
  if (path !== undefined && /(^|\/)bin\/activate(\.\w+)?$|\.env(rc)?$|^\$?HOME/.test(path)) return;
  const file = path === undefined || (!isScript && !path.includes('/')) ? undefined : (inside(look, path) ?? byEnding(look, path));
  const text = file === undefined ? undefined : look.workspace.read(file);
  if (text === undefined || file === undefined) return void look.sight.opaque.push(`what ${words} runs`);
  if (/^#!.*\bpython/.test(text)) return void (RUNS.test(text) && look.sight.opaque.push(`what ${words} runs`));
  script({ ...look, depth: look.depth + 1 }, text);
}

/** `/app/scripts/test.sh` in a container that holds the workspace. */
function byEnding({ workspace }: Look, path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  for (let from = 0; from < parts.length; from++) {
    const ending = parts.slice(from).join('/');
    if (workspace.read(ending) !== undefined) return ending;
  }
  return undefined;
}

function wrapped(
  look: Look,
  name: string,
  args: readonly (string | undefined)[],
  { verbs, valued, own = 0 }: (typeof WRAPPERS)[string],
): undefined {
  let left = own;
  let verb = verbs === undefined;
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word === '--') continue;
    if (word === '-m' && name === 'coverage') return run(look, args.slice(at + 1));
    if (word?.startsWith('-')) {
      if (valued?.includes(word)) at++;
    } else if (!verb) {
      if (word === undefined || verbs?.includes(word) !== true) return note(look, name, args);
      verb = true;
    } else if (left > 0) left--;
    else if (word !== undefined && /^[A-Za-z_]\w*=/.test(word)) continue;
    else if (name === 'coverage') return pythonFile(look, word, args.slice(at + 1));
    else if (name === 'hatch' || name === 'pdm' || name === 'pipenv' || name === 'poetry' || name === 'rye')
      return projectScript(look, name, args.slice(at));
    else return run(look, args.slice(at));
  }
  note(look, name, args);
}

/** `poetry run X`: X may be a script that the project defines. */
function projectScript(look: Look, name: string, words: readonly (string | undefined)[]): undefined {
  const [first = ''] = words;
  const isKnown =
    /^(python|pypy)[\d.]*$|^(manage\.py|pytest|django-admin|coverage|tox|env|bash|sh)$/.test(first) ||
    first.endsWith('manage.py') ||
    RUNNERS.has(first) ||
    HARMLESS.has(first);
  if (isKnown || first.includes('/')) return run(look, words);
  look.sight.opaque.push(`what ${name} run ${first} runs`);
}

const COMPOSE_VALUED =
  /^(-f|--file|-p|--project-name|--profile|--env-file|--project-directory|-e|--env|-u|--user|-w|--workdir|-v|--volume|--name|--entrypoint|--network|--platform|-l|--label|--index|--ansi|--mount|--add-host|-h|--hostname|--memory|--cpus|--link|--env-file|-p|--publish|--shm-size|--tmpfs)$/;

/** `docker compose run SERVICE command`, `docker exec CONTAINER command`, `docker run IMAGE command`, and what builds images. */
function container(look: Look, name: string, args: readonly (string | undefined)[]): undefined {
  note(look, name, args);
  let verb: string | undefined;
  let hasTarget = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word !== undefined && COMPOSE_VALUED.test(word)) at++;
    else if (word?.startsWith('-')) continue;
    else if (word === 'compose' && verb === undefined) continue;
    else if (verb === undefined) {
      verb = word ?? '';
      if (verb !== 'run' && verb !== 'exec') return;
    } else if (!hasTarget) hasTarget = true;
    else return run({ ...look, folder: '' }, args.slice(at));
  }
  if (hasTarget) look.sight.opaque.push(`what the image of ${name} ${verb} runs`);
}

function remote(look: Look, args: readonly (string | undefined)[]): undefined {
  const words = args.filter((word, at) => !word?.startsWith('-') && !/^-[pilo]$/i.test(args[at - 1] ?? ''));
  const rest = words.slice(1);
  if (rest.length === 0 || rest.includes(undefined)) return void look.sight.opaque.push('what ssh runs on another machine');
  script({ ...look, folder: undefined, depth: look.depth + 1 }, rest.join(' '));
}

function tasks(look: Look, name: string, args: readonly (string | undefined)[]): undefined {
  const at = args.indexOf('-C');
  const folder = at >= 0 && args[at + 1] !== undefined ? inside(look, args[at + 1] ?? '') : look.folder;
  const text =
    folder === undefined
      ? undefined
      : (look.workspace.read(join(folder, 'Makefile')) ??
        look.workspace.read(join(folder, 'makefile')) ??
        look.workspace.read(join(folder, 'GNUmakefile')));
  const targets = args.filter(
    (word, index): word is string => word !== undefined && !/^-|=/.test(word) && args[index - 1] !== '-C' && args[index - 1] !== '-f',
  );
  const recipes = text === undefined ? undefined : makeRecipes(text, targets);
  if (recipes === undefined || args.includes(undefined)) return void look.sight.opaque.push(`what ${name} ${targets.join(' ')} runs`);
  for (const line of recipes) script({ ...look, folder, depth: look.depth + 1 }, line);
}

function node(look: Look, args: readonly (string | undefined)[]): undefined {
  const [verb, second] = args.filter((word) => word === undefined || !word.startsWith('-'));
  const named = verb === 'run' || verb === 'run-script' ? second : verb;
  if (named === undefined && verb !== 'run') return;
  const package_ = look.folder === undefined ? undefined : look.workspace.read(join(look.folder, 'package.json'));
  const text = package_ === undefined || named === undefined ? undefined : npmScript(package_, named);
  if (text !== undefined) script({ ...look, depth: look.depth + 1 }, text);
  else if (verb === 'run' || verb === 'run-script') look.sight.opaque.push(`what npm run ${named ?? ''} runs`);
}

function tox(look: Look): undefined {
  const folder = look.folder;
  const files = ['tox.ini', 'setup.cfg', 'pyproject.toml', 'tox.toml'];
  const texts = folder === undefined ? [] : files.flatMap((file) => look.workspace.read(join(folder, file)) ?? []);
  const lines = texts.flatMap((text) => toxCommands(text));
  if (lines.length === 0) return void look.sight.opaque.push('what tox runs');
  for (const line of lines) script({ ...look, depth: look.depth + 1 }, line);
}

/** Hooks that the workspace defines itself. */
function hooks(look: Look): undefined {
  const text = look.workspace.read('.pre-commit-config.yaml');
  if (text === undefined) return void look.sight.opaque.push('what pre-commit runs');
  for (const match of text.matchAll(/^\s*entry:\s*(.+)$/gm))
    script({ ...look, depth: look.depth + 1 }, (match[1] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2'));
}
