import { normalize } from '../../base/paths';
import { colonParts } from './merge';
import type { ComposedMount, ComposeText } from './model';
import { filled, type Outer, textOf, workspacePath } from './text';
import { get, type Origin, type PlacedTree, placeOf, scalarOf } from './tree';

/**
 * What a service mounts, in the short form (`[source:]target[:modes]`) and the long one. What is neither is left out.
 * Source: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#volumes
 */
export function mountsOf(items: readonly PlacedTree[], outer: Outer): readonly ComposedMount[] {
  return items.flatMap((item) => (item.kind === 'map' ? longMount(item, outer) : (shortMount(item, outer) ?? [])));
}

function shortMount(item: PlacedTree, outer: Outer): ComposedMount | undefined {
  const scalar = scalarOf(item);
  if (!scalar) return undefined;
  const { span, origin } = scalar;
  const parts = joinedDrive(colonParts(scalar.text).map(({ text }) => text));
  const texts = parts.map((text): ComposeText => ({ text, ...filled(text, outer), place: placeOf({ origin, span }) }));
  const [first, second, modes] = texts;
  if (!first) return undefined;
  const source = second ? first : undefined;
  const words = modes?.value?.split(',') ?? [];
  return {
    ...sourceOf(source, sortOf(source), origin),
    subpath: undefined,
    target: absolute(second ?? first),
    readOnly: words.includes('ro') || words.includes('readonly'),
    sure: texts.every(({ sure, value }) => sure && value !== undefined),
    form: 'short',
    place: placeOf(scalar),
  };
}

/** `C:\data` is one part. */
function joinedDrive(parts: readonly string[]): readonly string[] {
  const [first, second, ...rest] = parts;
  const isDrive = first !== undefined && /^[A-Za-z]$/.test(first) && second !== undefined && /^[\\/]/.test(second) && rest.length > 0;
  return isDrive ? [`${first}:${second}`, ...rest] : parts;
}

/** A variable alone may be a path or the name of a volume. */
function sortOf(source: ComposeText | undefined): ComposedMount['type'] {
  if (!source) return 'volume';
  if (isPath(source.value ?? source.text)) return 'bind';
  return source.value === undefined ? 'other' : 'volume';
}

function isPath(source: string): boolean {
  return /^[./~\\]|^[A-Za-z]:[\\/]/.test(source) || source.includes('/');
}

function longMount(item: PlacedTree, outer: Outer): readonly ComposedMount[] {
  const [source, target, type, subpath] = [
    get(item, 'source'),
    get(item, 'target'),
    get(item, 'type'),
    get(get(item, 'volume'), 'subpath'),
  ].map((tree) => textOf(tree, outer));
  const readOnly = textOf(get(item, 'read_only'), outer);
  if (!target) return [];
  const sort = type?.value === 'bind' || type?.value === 'volume' || type?.value === 'tmpfs' ? type.value : 'other';
  return [
    {
      ...sourceOf(source, sort, item.origin),
      subpath: subpath?.value,
      target: absolute(target),
      readOnly: readOnly?.value === 'true',
      sure: [source, target, type, readOnly].every((text) => text === undefined || (text.sure && text.value !== undefined)),
      form: 'long',
      place: placeOf(item),
    },
  ];
}

function sourceOf(
  source: ComposeText | undefined,
  type: ComposedMount['type'],
  origin: Origin,
): Pick<ComposedMount, 'type' | 'source' | 'path' | 'hostPath' | 'volume'> {
  const isBind = type === 'bind';
  const value = source?.value;
  return {
    type,
    source,
    path: isBind && source ? workspacePath(source, origin) : undefined,
    hostPath: isBind && value?.startsWith('/') === true ? normalize(value) : undefined,
    volume: type === 'volume' ? value : undefined,
  };
}

function absolute({ value }: ComposeText): string | undefined {
  return value?.startsWith('/') === true ? normalize(value) : undefined;
}
