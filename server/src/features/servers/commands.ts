import { contains, type Place, type Span } from '../../base/text';
import { renderServerOption, renderUwsgiOption } from '../../knowledge/renderServers';
import { type KnownCommand, type ServerOption, serverOptions } from '../../knowledge/servers';
import { uwsgiLetter, uwsgiOption, uwsgiOptions } from '../../knowledge/uwsgi';
import type { RunCommand, RunWord } from '../../project/environment/runCommand';
import type { Project } from '../../project/project';
import { readCelery } from '../../project/servers/celery';
import type { ServedName } from '../../project/servers/serverReader';
import { filesOf, resolveServed, servedBy } from '../../project/servers/target';
import type { Completion } from '../files/fileFeatures';
import type { Hover } from '../hover';
import type { StoryFormat } from '../storyText';
import { described } from './ini';

/** A command whose options are known, with the word of it at an offset. */
interface OpenCommand {
  readonly command: RunCommand;
  readonly known: KnownCommand | 'uwsgi';
  readonly word: RunWord | undefined;
}

/** The option at an offset of a command line. */
export function flagHover(project: Project, file: string, offset: number, { format }: StoryFormat): Hover | undefined {
  const open = commandAt(project, file, offset);
  const text = open?.word?.text ?? open?.word?.begins ?? '';
  if (!open?.word || !text.startsWith('-')) return undefined;
  const flag = text.startsWith('--') ? text.replace(/=.*$/s, '') : text.slice(0, 2);
  const { start, end } = open.word.place.span;
  const span = open.word.exact ? { start, end: Math.min(end, start + flag.length) } : { start, end };
  if (!contains(span, offset)) return undefined;
  if (open.known === 'uwsgi') {
    const option = flag.startsWith('--') ? uwsgiOption(flag.slice(2)) : uwsgiLetter(flag.slice(1));
    return option && { text: renderUwsgiOption(option, { format }), span };
  }
  const option = optionsOf(open.known).find(({ flags, off }) => flags.includes(flag) || off.includes(flag));
  return option && { text: renderServerOption(open.known, option, { format }), span };
}

/** Flags where a word of a command begins with a dash. */
export function flagCompletions(project: Project, file: string, offset: number): readonly Completion[] {
  const open = commandAt(project, file, offset);
  const { word } = open ?? {};
  if (!open || !word?.exact || !word.text?.startsWith('-')) return [];
  const { span } = word.place;
  const given = new Set(open.command.args.filter((one) => one !== word).map(({ text }) => text?.replace(/=.*$/s, '')));
  if (open.known === 'uwsgi') {
    return uwsgiOptions()
      .filter(({ name }) => !given.has(`--${name}`))
      .map((option) => ({ ...described(option), label: `--${option.name}`, kind: 'flag', span, text: `--${option.name}` }));
  }
  const { known } = open;
  return optionsOf(known).flatMap((option) => flagsOf(known, option, span).filter(({ label }) => option.multiple || !given.has(label)));
}

function flagsOf(command: KnownCommand, option: ServerOption, span: Span): readonly Completion[] {
  const long = [...option.flags, ...option.off].filter((flag) => flag.startsWith('--'));
  const documentation = renderServerOption(command, option);
  return long.map((flag) => ({ label: flag, kind: 'flag', span, text: flag, documentation, ...(option.relevant && { isCommon: true }) }));
}

/** The module, or the name in it, that a command or an ini file tells a server to serve. */
export function servedDefinition(project: Project, file: string, offset: number): readonly Place[] {
  const served = namesOf(project).find(({ place }) => place.file === file && contains(place.span, offset));
  if (!served) return [];
  const found = resolveServed(project, served);
  const colon = served.text.indexOf(':');
  const onName = served.exact && colon >= 0 && offset > served.place.span.start + colon;
  if (found.kind === 'found' && onName && found.attribute) return [found.attribute];
  const files = found.kind === 'found' || found.kind === 'noAttribute' ? [found.file] : filesOf(project, served);
  return files.map((path) => ({ file: path, span: { start: 0, end: 0 } }));
}

function namesOf(project: Project): readonly ServedName[] {
  const servers = project.subjects('server').flatMap(({ served }) => served ?? []);
  const processes = project.processes.flatMap((process) => servedBy(project, process) ?? []);
  const workers = project.runs
    .filter(({ command }) => command.program === 'celery')
    .flatMap(({ command }) => celeryFile(project, readCelery(command).app));
  return [...servers, ...processes, ...workers];
}

/** `-A config` means `config.celery` where the package does not hold the application itself. */
function celeryFile(project: Project, app: ServedName | undefined): readonly ServedName[] {
  if (!app?.module) return [];
  const inside = { ...app, module: `${app.module}.celery` };
  return [filesOf(project, inside).length > 0 ? inside : app];
}

function optionsOf(command: KnownCommand): readonly ServerOption[] {
  return command.startsWith('celery ') ? [...serverOptions(command), ...serverOptions('celery')] : serverOptions(command);
}

/** The command at an offset, and the word of it; also directly behind its last word. */
function commandAt(project: Project, file: string, offset: number): OpenCommand | undefined {
  const commands = [...project.processes.map(({ command }) => command), ...project.runs.map(({ command }) => command)];
  for (const command of commands) {
    const known = knownOf(command);
    const word = command?.args.find(({ place }) => place.file === file && contains(place.span, offset));
    if (known !== undefined && word) return { command, known, word };
  }
  return undefined;
}

const KNOWN = new Set<string>(['uvicorn', 'daphne', 'hypercorn', 'granian', 'waitress-serve', 'uwsgi']);
const MANAGE = new Set<string>(['runserver', 'collectstatic', 'migrate']);

function knownOf(command: RunCommand | undefined): KnownCommand | 'uwsgi' | undefined {
  if (!command) return undefined;
  const { program, args } = command;
  if (KNOWN.has(program)) return program as KnownCommand | 'uwsgi';
  const verb = args.find(({ text }) => text !== undefined && /^[a-z]/.test(text))?.text ?? '';
  if (program === 'manage.py') return MANAGE.has(args[0]?.text ?? '') ? (`manage.py ${args[0]?.text}` as KnownCommand) : undefined;
  if (program !== 'celery') return undefined;
  return args.some(({ text }) => text === 'worker')
    ? 'celery worker'
    : args.some(({ text }) => text === 'beat')
      ? 'celery beat'
      : verb === ''
        ? undefined
        : 'celery';
}
