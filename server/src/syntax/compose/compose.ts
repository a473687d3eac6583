import type { Span } from '../../base/text';
import type { ContainerCommand } from '../written';
import { child, readYaml, type Tree, writtenScalar } from './yamlTree';

/** A compose file, as far as it says what a service starts with. Texts are as written: `${…}` is not replaced yet. */
export interface ComposeFile {
  readonly services: readonly ComposeService[];
}

export interface ComposeService {
  readonly name: string;
  readonly span: Span;
  readonly image: ComposeText | undefined;
  readonly build: ComposeBuild | undefined;
  readonly command: ContainerCommand | undefined;
  readonly entrypoint: ContainerCommand | undefined;
  readonly environment: readonly ComposeVariable[];
  readonly envFiles: readonly ComposeEnvFile[];
  readonly extends: { readonly service: string; readonly file: string | undefined } | undefined;
  readonly profiles: readonly string[];
  readonly workingDir: string | undefined;
  readonly mounts: readonly ComposeMount[];
}

/** What is mounted: a path of the machine or the name of a volume, and where the container has it ('' where that is not said). */
export interface ComposeMount {
  readonly source: string;
  readonly target: string;
}

export interface ComposeText {
  readonly text: string;
  readonly span: Span;
}

export interface ComposeVariable {
  readonly name: string;
  /** `passed`: taken from the shell of compose. `odd`: not a text, and compose's notion of it is not ours to guess. */
  readonly value: string | 'passed' | 'odd';
  readonly span: Span;
}

export interface ComposeBuild {
  readonly context: string | undefined;
  readonly dockerfile: string | undefined;
  readonly target: string | undefined;
  readonly args: readonly ComposeVariable[];
  /** `dockerfile_inline`: the image is not that of a file. */
  readonly isInline: boolean;
}

export interface ComposeEnvFile {
  readonly path: string;
  readonly required: boolean;
  readonly raw: boolean;
  readonly span: Span;
}

const MAX_SERVICES = 300;

/**
 * Reads a compose file. Undefined when it is no YAML or has no services. What is not of the form that the specification gives is
 * left out. Source: https://github.com/compose-spec/compose-spec/blob/main/05-services.md
 */
export function readCompose(text: string): ComposeFile | undefined {
  const services = child(readYaml(text), 'services');
  if (services?.kind !== 'map') return undefined;
  const entries = services.entries.slice(0, MAX_SERVICES);
  return {
    services: entries.flatMap(({ key, keySpan, value }) => (value.kind === 'map' ? [serviceOf(text, key, keySpan, value)] : [])),
  };
}

function serviceOf(source: string, name: string, span: Span, tree: Tree): ComposeService {
  return {
    name,
    span,
    image: textOf(child(tree, 'image')),
    build: buildOf(child(tree, 'build')),
    command: commandOf(source, child(tree, 'command')),
    entrypoint: commandOf(source, child(tree, 'entrypoint')),
    environment: variablesOf(child(tree, 'environment')),
    envFiles: envFilesOf(child(tree, 'env_file')),
    extends: extendsOf(child(tree, 'extends')),
    profiles: listOf(child(tree, 'profiles')).map(({ text }) => text),
    workingDir: textOf(child(tree, 'working_dir'))?.text,
    mounts: mountsOf(child(tree, 'volumes')),
  };
}

function textOf(tree: Tree | undefined): ComposeText | undefined {
  return tree?.kind === 'scalar' && tree.type !== 'null' ? { text: tree.text, span: tree.span } : undefined;
}

function listOf(tree: Tree | undefined): readonly ComposeText[] {
  return tree?.kind === 'list' ? tree.items.flatMap((item) => textOf(item) ?? []) : [];
}

function commandOf(source: string, tree: Tree | undefined): ContainerCommand | undefined {
  if (tree?.kind === 'list') return { form: 'exec', words: listOf(tree).map((word) => writtenScalar(source, word)), span: tree.span };
  const text = textOf(tree);
  return text && { form: 'shell', line: writtenScalar(source, text), span: text.span };
}

function buildOf(tree: Tree | undefined): ComposeBuild | undefined {
  const context = textOf(tree)?.text;
  if (context !== undefined) return { context, dockerfile: undefined, target: undefined, args: [], isInline: false };
  if (tree?.kind !== 'map') return undefined;
  return {
    context: textOf(child(tree, 'context'))?.text,
    dockerfile: textOf(child(tree, 'dockerfile'))?.text,
    target: textOf(child(tree, 'target'))?.text,
    args: variablesOf(child(tree, 'args')),
    isInline: child(tree, 'dockerfile_inline') !== undefined,
  };
}

/** A map, or a list of `NAME=value` and `NAME`. */
function variablesOf(tree: Tree | undefined): readonly ComposeVariable[] {
  if (tree?.kind === 'map') {
    return tree.entries.map(({ key, keySpan, value }) => ({
      name: key,
      ...mapValue(value),
      span: { start: keySpan.start, end: Math.max(keySpan.end, isBeside(keySpan, value.span) ? value.span.end : 0) },
    }));
  }
  return listOf(tree).map(({ text, span }) => {
    const at = text.indexOf('=');
    return at < 0 ? { name: text, value: 'passed', span } : { name: text.slice(0, at), value: text.slice(at + 1), span };
  });
}

/** The value of an alias stands elsewhere. */
function isBeside(key: Span, value: Span): boolean {
  return value.start >= key.end;
}

function mapValue(tree: Tree): Pick<ComposeVariable, 'value'> {
  if (tree.kind !== 'scalar') return { value: 'odd' };
  if (tree.type === 'null') return { value: 'passed' };
  if (tree.type === 'text') return { value: tree.text };
  if (tree.type === 'bool') return { value: tree.text.toLowerCase() };
  // Other notations (0x1f, 1e3, 010) come out as compose's own number.
  return /^-?(0|[1-9]\d{0,14})$/.test(tree.text) ? { value: tree.text } : { value: 'odd' };
}

/** A path, a list of paths, or a list of `{path, required, format}`. */
function envFilesOf(tree: Tree | undefined): readonly ComposeEnvFile[] {
  const one = textOf(tree);
  if (one) return [{ path: one.text, required: true, raw: false, span: one.span }];
  if (tree?.kind !== 'list') return [];
  return tree.items.flatMap((item): readonly ComposeEnvFile[] => {
    const path = textOf(item) ?? textOf(child(item, 'path'));
    if (!path) return [];
    const required = textOf(child(item, 'required'))?.text !== 'false';
    return [{ path: path.text, required, raw: textOf(child(item, 'format'))?.text === 'raw', span: path.span }];
  });
}

function mountsOf(tree: Tree | undefined): readonly ComposeMount[] {
  if (tree?.kind !== 'list') return [];
  return tree.items.flatMap((item): readonly ComposeMount[] => {
    const [short, target = ''] = textOf(item)?.text.split(':') ?? [];
    const source = short ?? textOf(child(item, 'source'))?.text;
    return source === undefined ? [] : [{ source, target: short === undefined ? (textOf(child(item, 'target'))?.text ?? '') : target }];
  });
}

function extendsOf(tree: Tree | undefined): ComposeService['extends'] {
  const short = textOf(tree)?.text;
  if (short !== undefined) return { service: short, file: undefined };
  const service = textOf(child(tree, 'service'))?.text;
  return service === undefined ? undefined : { service, file: textOf(child(tree, 'file'))?.text };
}
