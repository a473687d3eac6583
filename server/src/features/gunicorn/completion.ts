import { contains, type Span } from '../../base/text';
import {
  type GunicornFlag,
  type GunicornSetting,
  gunicornFlags,
  gunicornKnows,
  gunicornSetting,
  gunicornSettings,
  workerClasses,
} from '../../knowledge/gunicorn';
import { gunicornProse } from '../../knowledge/prose';
import { renderGunicornSetting } from '../../knowledge/render';
import type { Project, PythonFile } from '../../project/project';
import { nodeAt } from '../../syntax/python/walk';
import type { Completion } from '../files/fileFeatures';
import { optionOf, wordIndex, wordsAt } from './place';

/** Settings that nearly every deployment sets, with a value to start from. */
const COMMON: Readonly<Record<string, string>> = {
  bind: '"127.0.0.1:8000"',
  workers: '3',
  threads: '4',
  worker_class: '"gthread"',
  timeout: '30',
  graceful_timeout: '30',
  keepalive: '5',
  max_requests: '1000',
  max_requests_jitter: '100',
  worker_tmp_dir: '"/dev/shm"',
  accesslog: '"-"',
  errorlog: '"-"',
  loglevel: '"info"',
  preload_app: 'True',
  forwarded_allow_ips: '"127.0.0.1"',
};

/** Names of settings that the file does not set yet, and the values of one that has a few. */
export function settingCompletions(project: Project, path: string, offset: number): readonly Completion[] {
  const file = project.gunicornConfigs.includes(path) ? project.python(path) : undefined;
  if (!file) return [];
  const nodes = nodeAt(file.tree, offset);
  const node = nodes.at(-1);
  const outer = nodes.at(-2);
  if (node?.kind === 'Str' && outer?.kind === 'Assign') {
    const [target] = outer.targets;
    const known = target?.kind === 'Name' ? gunicornSetting(target.id) : undefined;
    const inside = { start: node.span.start + 1, end: node.span.end - 1 };
    return known && contains(inside, offset) ? values(project, known, inside) : [];
  }
  if (node?.kind === 'Name' && outer?.kind === 'Expr' && nodes.at(-3)?.kind === 'Module') return names(project, file, node.span);
  return isBlankLine(file, offset) ? names(project, file, { start: offset, end: offset }) : [];
}

/** An empty line of the module itself: not inside of brackets or a text. */
function isBlankLine(file: PythonFile, offset: number): boolean {
  const { line } = file.lines.position(offset);
  const isInside = file.tree.body.some(({ span }) => span.start < offset && offset < span.end);
  return !isInside && file.lines.lineText(line).trim() === '' && offset === file.lines.lineStart(line);
}

function names(project: Project, file: PythonFile, span: Span): readonly Completion[] {
  const { version } = project.gunicorn;
  const set = new Set([...project.evaluateGunicorn(file.path).names.keys()]);
  const open = gunicornSettings().filter((setting) => gunicornKnows(setting, version) && !set.has(setting.name) && !setting.deprecated);
  return open.map((setting) => ({
    label: setting.name,
    kind: 'key',
    span,
    text: setting.hookArgs ? hook(setting) : `${setting.name} = \${1:${escaped(COMMON[setting.name] ?? setting.default ?? '""')}}`,
    isSnippet: true,
    ...about(project, setting),
    ...(Object.hasOwn(COMMON, setting.name) && { isCommon: true }),
  }));
}

function hook({ name, hookArgs = [] }: GunicornSetting): string {
  return `def ${name}(${hookArgs.join(', ')}):\n    \${1:pass}`;
}

/** Characters that mean something in a snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function about(project: Project, setting: GunicornSetting): Pick<Completion, 'detail' | 'documentation'> {
  const prose = gunicornProse(setting.name);
  const documentation = renderGunicornSetting(setting, project.gunicorn.version, { format: 'markdown' });
  return prose ? { detail: prose.what, documentation } : { documentation };
}

/** The texts that a setting may be. */
function values(project: Project, setting: GunicornSetting, span: Span): readonly Completion[] {
  const own = setting.values?.filter((value): value is string => typeof value === 'string') ?? [];
  const others =
    setting.name === 'worker_class' ? workerClasses().filter(({ removedIn, path }) => !removedIn && path.startsWith('uvicorn_worker')) : [];
  const { documentation } = about(project, setting);
  return [...own, ...others.map(({ path }) => path)].map((value) => ({
    label: value,
    kind: 'value',
    span,
    text: value,
    ...(documentation !== undefined && { documentation }),
  }));
}

/** Flags of a command line that are not given yet, and the values of one that has a few. */
export function flagCompletions(project: Project, file: string, offset: number): readonly Completion[] {
  const open = wordsAt(project, file, offset);
  const text = project.files.read(file);
  if (!open || text === undefined) return [];
  const { words } = open;
  const index = wordIndex(words, file, offset);
  const word = words.args[index];
  if (!word) {
    const isFree =
      /[\s"']/.test(text.charAt(offset - 1)) && !words.args.every((each) => each.place.file === file && each.place.span.start >= offset);
    return isFree
      ? flags(
          project,
          words.line.options.map(({ flag }) => flag),
          { start: offset, end: offset },
        )
      : [];
  }
  const option = optionOf(words, index);
  const span = option?.valuePlace?.span;
  if (option && span && contains(span, offset)) return values(project, option.setting, span);
  if (!word.exact || !word.text?.startsWith('-')) return [];
  const used = words.line.options.filter(({ from }) => from !== index).map(({ flag }) => flag);
  return flags(project, used, word.place.span);
}

function flags(project: Project, used: readonly string[], span: Span): readonly Completion[] {
  const isOpen = ({ flag, action }: GunicornFlag) => flag.startsWith('--') && (action === 'append' || !used.includes(flag));
  return gunicornFlags(project.gunicorn.version)
    .filter(isOpen)
    .flatMap(({ flag, setting }) =>
      setting && !setting.deprecated
        ? [
            {
              label: flag,
              kind: 'flag' as const,
              span,
              text: flag,
              ...about(project, setting),
              ...(Object.hasOwn(COMMON, setting.name) && { isCommon: true }),
            },
          ]
        : [],
    );
}
