import { entry, knownItems, text, type Value } from '../evaluate/value';
import { doubt } from './judge';
import type { SettingsContext } from './rule';

export const DJANGO_TEMPLATES = 'django.template.backends.django.DjangoTemplates';

/** One entry of TEMPLATES. */
export interface Engine {
  readonly value: Extract<Value, { readonly kind: 'dict' }>;
  /** Dotted path; undefined where it is not known. */
  readonly backend: string | undefined;
  /** OPTIONS as far as they are known; undefined where the entry has none, or what they are is not known. */
  readonly options: Value | undefined;
}

/** The template engines in order; undefined where not all of them are known, which the checklist then hears. */
export function engines(context: SettingsContext): readonly Engine[] | undefined {
  const value = context.value('TEMPLATES');
  const items = knownItems(value);
  if (!items || items.some((item) => item.kind !== 'dict')) {
    context.unknown(doubt('TEMPLATES', value));
    return undefined;
  }
  return items.flatMap((item) =>
    item.kind === 'dict' ? [{ value: item, backend: text(entry(item, 'BACKEND')), options: entry(item, 'OPTIONS') }] : [],
  );
}

/** An option of an engine: `unknown` where the files do not tell, `undefined` where it is not given. */
export function optionOf({ value, options }: Engine, key: string): Value | 'unknown' | undefined {
  if (options === undefined) return value.rest === undefined ? undefined : 'unknown';
  if (options.kind !== 'dict') return 'unknown';
  return entry(options, key) ?? (options.rest === undefined ? undefined : 'unknown');
}
