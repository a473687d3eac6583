import { join, normalize } from '../../base/paths';
import type { Span } from '../../base/text';
import { aligned, type ContainerCommand, type WrittenText } from '../../syntax/written';
import { normal, normalEntries } from './merge';
import type {
  ComposedBuild,
  ComposedDeploy,
  ComposedEnvFile,
  ComposedHealthcheck,
  ComposedVariable,
  PlacedContainerCommand,
} from './model';
import { below, filled, type Outer, textOf, workspacePath } from './text';
import { get, itemsOf, type PlacedEntry, type PlacedScalar, type PlacedTree, placeOf, scalarOf } from './tree';

interface Reader extends Outer {
  readonly read: (file: string) => string;
}

/** A command: a line, or a list of words. Texts are as written: `${…}` is not replaced. */
export function commandOf(tree: PlacedTree | undefined, reader: Reader): PlacedContainerCommand | undefined {
  const scalar = scalarOf(tree);
  if (scalar) return { command: { form: 'shell', line: written(scalar, reader), span: scalar.span }, place: placeOf(scalar) };
  if (tree?.kind !== 'list') return undefined;
  const words = itemsOf(tree).flatMap((item) => scalarOf(item) ?? []);
  const command: ContainerCommand = { form: 'exec', words: words.map((word) => written(word, reader)), span: tree.span };
  return { command, place: placeOf(tree) };
}

/** A scalar without its quotes, or without the line above a block (`>-`). */
function written({ text, span, origin }: PlacedScalar, { read }: Reader): WrittenText {
  const source = read(origin.file);
  const opening = /^(?:["']|[|>][^\n]*\n)/.exec(source.slice(span.start, span.end))?.[0] ?? '';
  const end = /["']/.test(opening) ? span.end - 1 : span.end;
  return aligned(text, source, { start: span.start + opening.length, end });
}

/** `build`: a folder, or keys of its own. */
export function buildOf(tree: PlacedTree | undefined, reader: Reader): ComposedBuild | undefined {
  const map = tree && normal(tree, 'services.*.build');
  if (map?.kind !== 'map') return undefined;
  const context = textOf(get(map, 'context'), reader);
  const dockerfile = textOf(get(map, 'dockerfile'), reader);
  const isInline = get(map, 'dockerfile_inline') !== undefined;
  const contextTree = get(map, 'context');
  const folder = context && contextTree ? workspacePath(context, contextTree.origin) : context ? undefined : map.origin.folder;
  const name = dockerfile ? dockerfile.value : 'Dockerfile';
  const file = folder === undefined || name === undefined || isInline ? undefined : below(folder, name);
  const target = textOf(get(map, 'target'), reader);
  return {
    place: placeOf(map),
    context: folder,
    dockerfile: file === undefined ? undefined : normalize(join(file)),
    target,
    hasTarget: target !== undefined && target.value !== '',
    args: variablesOf(get(map, 'args'), 'services.*.build.args', reader),
    isInline,
  };
}

/** Variables of a map, or of a list of `NAME=value` and `NAME`. */
export function variablesOf(tree: PlacedTree | undefined, path: string, outer: Outer): ReadonlyMap<string, ComposedVariable> {
  return new Map(normalEntries(tree, path).map((entry) => [entry.key, variableOf(entry, outer)]));
}

function variableOf({ keySpan, origin, value }: PlacedEntry, outer: Outer): ComposedVariable {
  const isBeside = value.origin.file === origin.file && value.span.start >= keySpan.start;
  const span: Span = { start: keySpan.start, end: isBeside ? Math.max(keySpan.end, value.span.end) : keySpan.end };
  const kind = sortOf(value);
  const text = value.kind === 'scalar' ? (value.type === 'bool' ? value.text.toLowerCase() : value.text) : '';
  const told = kind === 'text' ? filled(text, outer) : { value: undefined, sure: false };
  return { kind, value: { text, ...told, place: placeOf(value) }, place: { file: origin.file, span } };
}

/** Other notations of numbers (0x1f, 1e3, 010) come out as compose's own. */
function sortOf(value: PlacedTree): ComposedVariable['kind'] {
  if (value.kind !== 'scalar') return 'odd';
  if (value.type === 'null') return 'passed';
  return value.type === 'number' && !/^-?(0|[1-9]\d{0,14})$/.test(value.text) ? 'odd' : 'text';
}

/** Paths, and `{path, required, format}`. */
export function envFilesOf(items: readonly PlacedTree[], outer: Outer): readonly ComposedEnvFile[] {
  return items.flatMap((item): readonly ComposedEnvFile[] => {
    const path = textOf(item, outer) ?? textOf(get(item, 'path'), outer);
    if (!path) return [];
    const required = scalarOf(get(item, 'required'))?.text !== 'false';
    const raw = scalarOf(get(item, 'format'))?.text === 'raw';
    return [{ text: path.text, path: path.sure ? workspacePath(path, item.origin) : undefined, required, raw, place: path.place }];
  });
}

/** `healthcheck`; a text is a line for a shell, a list begins with CMD, CMD-SHELL or NONE. */
export function healthcheckOf(tree: PlacedTree | undefined, reader: Reader): ComposedHealthcheck | undefined {
  if (tree?.kind !== 'map') return undefined;
  const test = commandOf(get(tree, 'test'), reader);
  const words = test?.command.form === 'exec' ? test.command.words.map(({ text }) => text) : undefined;
  const isOff = scalarOf(get(tree, 'disable'))?.text === 'true' || words?.[0] === 'NONE';
  const kind = isOff ? 'none' : !test ? 'inherited' : words && words[0] === 'CMD' ? 'exec' : 'shell';
  const time = (key: string) => textOf(get(tree, key), reader);
  return {
    place: placeOf(tree),
    kind,
    test: kind === 'none' ? undefined : test,
    interval: time('interval'),
    timeout: time('timeout'),
    retries: time('retries'),
    startPeriod: time('start_period'),
  };
}

export function deployOf(tree: PlacedTree | undefined, outer: Outer): ComposedDeploy | undefined {
  if (tree?.kind !== 'map') return undefined;
  const policy = get(tree, 'restart_policy');
  return {
    place: placeOf(tree),
    replicas: textOf(get(tree, 'replicas'), outer),
    isSwarm: ['placement', 'update_config', 'rollback_config', 'mode', 'endpoint_mode'].some((key) => get(tree, key) !== undefined),
    restartPolicy: policy && { condition: textOf(get(policy, 'condition'), outer), place: placeOf(policy) },
  };
}
