import { isKnown, type RestItem, type SequenceValue, type Value } from '../../server/src/evaluate/value';
import type { Json } from './cases';

type Item = Value | RestItem;

/** How answers write the folder of the project. */
const ROOT = `$\{ROOT}`;

/**
 * Where a value of the analyser contradicts what Django saw: one line per contradiction, empty when there is none.
 * Unknown parts contradict nothing; known parts of a container are held to what stands in their place.
 * @param root absolute path of the project, which answers write as `${ROOT}`.
 */
export function contradictions(value: Value, answer: Json, root: string, path = ''): readonly string[] {
  const against = (fault: string) => [`${path || 'value'}: ${fault}; Django has ${show(answer)}`];
  if (value.kind === 'unknown') return [];
  if (isTagged(answer, '$varies')) return isKnown(value) ? against(`called known, ${show(plain(value, root))}`) : [];
  switch (value.kind) {
    case 'choice': {
      const faults = value.options.map((option) => contradictions(option.value, answer, root, path));
      return faults.some((one) => one.length === 0) ? [] : against('none of the options agrees');
    }
    case 'list':
    case 'tuple':
      return Array.isArray(answer) ? sequence(value, answer, root, path) : against(`a ${value.kind}`);
    case 'set':
    case 'frozenset':
      return Array.isArray(answer) ? unordered(value, answer, root, path) : against(`a ${value.kind}`);
    case 'dict':
      return dict(value, answer, root, path) ?? against('a dict');
    case 'unset':
      return against('nothing sets it');
    case 'opaque':
      return isTagged(answer, '$opaque') ? [] : against(`opaque, ${value.type}`);
    default:
      return same(plain(value, root), answer) ? [] : against(show(plain(value, root)));
  }
}

/** Whether the analyser leaves it open that nothing sets the name. */
export function mayBeUnset(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
    case 'unset':
      return true;
    case 'choice':
      return value.options.some((option) => mayBeUnset(option.value));
    default:
      return false;
  }
}

/** A known value as an answer would write it. */
function plain(value: Value, root: string): Json {
  switch (value.kind) {
    case 'none':
      return null;
    case 'bool':
    case 'float':
      return value.value;
    case 'int':
      return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : { $int: String(value.value) };
    case 'str':
    case 'path':
      return value.value.replaceAll(root, ROOT);
    case 'bytes':
      return { $bytes: value.value };
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return value.items.map((item) => (item.kind === 'rest' ? { $rest: item.reason } : plain(item, root)));
    case 'dict':
      return { $dict: value.entries.map((one) => [plain(one.key, root), plain(one.value, root)]) };
    case 'opaque':
      return { $opaque: value.type };
    case 'unknown':
      return { $unknown: value.reason };
    case 'unset':
      return { $unset: true };
    case 'choice':
      return { $choice: value.options.map((option) => plain(option.value, root)) };
  }
}

function sequence(value: SequenceValue, answer: readonly Json[], root: string, path: string): readonly string[] {
  const { items } = value;
  const gap = items.findIndex((item) => item.kind === 'rest');
  const head = gap < 0 ? items : items.slice(0, gap);
  const tail = gap < 0 ? [] : items.slice(items.findLastIndex((item) => item.kind === 'rest') + 1);
  const fits = gap < 0 ? items.length === answer.length : head.length + tail.length <= answer.length;
  if (!fits) return [`${path}: ${head.length + tail.length} items, ${show(plain(value, root))}; Django has ${show(answer)}`];
  return [...pairs(head, answer, 0, root, path), ...pairs(tail, answer, answer.length - tail.length, root, path)];
}

function pairs(items: readonly Item[], answer: readonly Json[], from: number, root: string, path: string): readonly string[] {
  return items.flatMap((item, at) =>
    item.kind === 'rest' ? [] : contradictions(item, answer[from + at] ?? null, root, `${path}[${from + at}]`),
  );
}

function unordered(value: SequenceValue, answer: readonly Json[], root: string, path: string): readonly string[] {
  if (isKnown(value) && value.items.length !== answer.length)
    return [`${path}: ${value.items.length} items, ${show(plain(value, root))}; Django has ${show(answer)}`];
  return value.items.flatMap((item) =>
    item.kind === 'rest' || answer.some((one) => contradictions(item, one, root).length === 0)
      ? []
      : [`${path}: an item ${show(plain(item, root))}; Django has ${show(answer)}`],
  );
}

function dict(value: Value & { readonly kind: 'dict' }, answer: Json, root: string, path: string): readonly string[] | undefined {
  const there = entriesOf(answer);
  if (!there) return undefined;
  const whole = value.rest === undefined && value.entries.every((one) => isKnown(one.key));
  const keys = value.entries.map((one) => plain(one.key, root));
  const absent = whole ? there.filter(([key]) => !keys.some((one) => same(one, key))) : [];
  return [
    ...absent.map(([key]) => `${path}: no key ${show(key)}, which Django has`),
    ...value.entries.flatMap((one) => {
      if (!isKnown(one.key)) return [];
      const key = plain(one.key, root);
      const found = there.find(([candidate]) => same(candidate, key));
      if (!found && mayBeUnset(one.value)) return [];
      if (!found) return [`${path}: a key ${show(key)} that Django has not; it has ${show(there.map(([name]) => name))}`];
      return contradictions(one.value, found[1], root, `${path}[${show(key)}]`);
    }),
  ];
}

function entriesOf(answer: Json): readonly (readonly [Json, Json])[] | undefined {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return undefined;
  const object = answer as Readonly<Record<string, Json>>;
  if (Array.isArray(object.$dict)) return object.$dict as readonly (readonly [Json, Json])[];
  return Object.keys(object).some((key) => key.startsWith('$')) ? undefined : Object.entries(object);
}

/** Lazy text stands for its text. */
function same(mine: Json, answer: Json): boolean {
  const theirs = isTagged(answer, '$opaque') && typeof mine === 'string' ? (answer.text ?? answer) : answer;
  return JSON.stringify(mine) === JSON.stringify(theirs);
}

function isTagged(answer: Json, tag: string): answer is { readonly [key: string]: Json } {
  return answer !== null && typeof answer === 'object' && !Array.isArray(answer) && tag in answer;
}

function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
