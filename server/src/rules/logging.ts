import { alternatives, entry, text, truth, type Value } from '../evaluate/value';
import { certainItems, doubt, judge } from './judge';
import { answer, inside, isOneOf, keysOf } from './nested';
import type { SettingsContext } from './rule';

type Dict = Extract<Value, { kind: 'dict' }>;

/**
 * What Django hands to `logging.config.dictConfig`: LOGGING where it is one dict and nothing else configures logging. Undefined
 * otherwise; the checklist has the reason.
 */
export function loggingConfig(context: SettingsContext): Dict | undefined {
  const config = context.value('LOGGING_CONFIG');
  const standard = judge(config, isOneOf('logging.config.dictConfig'));
  if (standard === 'never') {
    context.notApplicable('LOGGING_CONFIG is not Python’s dictConfig');
    return undefined;
  }
  const value = context.value('LOGGING');
  if (standard === 'always' && value.kind === 'dict') {
    if (truth(value) !== false && !entry(value, 'dynaconf_merge')) return value;
    context.notApplicable(truth(value) === false ? 'LOGGING is not set' : 'dynaconf merges LOGGING with that of another file');
    return undefined;
  }
  context.unknown(standard === 'always' ? doubt('LOGGING', value) : doubt('LOGGING_CONFIG', config));
  return undefined;
}

/** A handler, formatter, filter or logger of a configuration. */
export interface Section {
  readonly name: string;
  readonly value: Value;
}

/** The loggers with a name, and the root logger as `root`. */
export function loggersOf(config: Dict): readonly Section[] {
  const root = entry(config, 'root');
  return [...sections(config, 'loggers'), ...(root ? [{ name: 'root', value: root }] : [])];
}

export function sections(config: Dict, kind: 'loggers' | 'handlers' | 'formatters' | 'filters'): readonly Section[] {
  const all = inside(config, kind);
  return keysOf(all).map((name) => ({ name, value: inside(all, name) }));
}

/** The texts of a list that are there for certain, each with its value: the handlers of a logger. */
export function textsIn(section: Value, key: string): readonly { readonly text: string; readonly value: Value }[] {
  return certainItems(inside(section, key)).flatMap(({ value }) => (value.kind === 'str' ? [{ text: value.value, value }] : []));
}

/** The handlers of a logger as far as they are all known. */
export function allHandlers(logger: Value): readonly string[] | undefined {
  const handlers = inside(logger, 'handlers');
  if (handlers.kind === 'unset') return [];
  if (handlers.kind !== 'list' && handlers.kind !== 'tuple') return undefined;
  const names = handlers.items.map((item) => (item.kind === 'rest' ? undefined : text(item)));
  return names.includes(undefined) ? undefined : names.flatMap((name) => name ?? []);
}

/** Whether the class of a handler is certainly one of some paths. */
export function isClass(handler: Value, ...paths: readonly string[]): boolean {
  return alternatives(handler).every((one) => answer(inside(one, 'class'), isOneOf(...paths), false) === true);
}

/** The loggers that certainly hand their records to a handler. */
export function usersOf(config: Dict, handler: string): readonly Section[] {
  return loggersOf(config).filter(({ value }) => textsIn(value, 'handlers').some((one) => one.text === handler));
}
