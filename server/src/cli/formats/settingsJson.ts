import { dirname } from '../../base/paths';
import type { Setting } from '../../evaluate/settings';
import { isKnown, type RestItem, type Value } from '../../evaluate/value';
import type { ProfileSettings } from '../../features/settingsView';
import { lineOf } from '../../features/storyText';
import { holdsSecret, isSecretName, maskedValue } from '../../project/mask';
import type { Project } from '../../project/project';

/** `settings --format json`, one setting. `origin` is oldest first; its lines are one-based, since people read them. */
export interface SettingJson {
  readonly known: boolean;
  readonly value?: unknown;
  readonly reason?: string;
  readonly options?: readonly {
    readonly when: string;
    readonly unset: boolean;
    readonly known: boolean;
    readonly value?: unknown;
    readonly reason?: string;
  }[];
  readonly origin: readonly { readonly file: string; readonly line: number }[];
}

export interface SettingsView extends Omit<ProfileSettings, 'defaults'> {
  readonly defaults: ProfileSettings['defaults'] | undefined;
  /** Only settings that the user named. */
  readonly named: boolean;
}

/** The whole document, version 1. */
export function settingsJson(project: Project, { profile, settings, incomplete, raised, defaults }: SettingsView): string {
  const document = {
    version: 1,
    profile: profile.name,
    ...(incomplete !== undefined && { incomplete }),
    ...(raised && { raised }),
    settings: Object.fromEntries(settings.map(({ name, setting }) => [name, settingJson(project, name, setting)])),
    ...(defaults && {
      defaults: Object.fromEntries(defaults.map(({ name, value }) => [name, valueJson(project.files.root, name, value)])),
    }),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function settingJson(project: Project, name: string, setting: Setting): SettingJson {
  return { ...valueJson(project.files.root, name, setting.value), origin: originOf(project, setting) };
}

/** Where a setting was set and changed. */
export function originOf(project: Project, setting: Setting): readonly { readonly file: string; readonly line: number }[] {
  return setting.assignments.map(({ place }) => ({ file: place.file, line: lineOf(project, place) }));
}

function valueJson(root: string, name: string, value: Value): Omit<SettingJson, 'origin'> {
  const shown = maskedValue(name, value);
  if (value.kind === 'unknown') return { known: false, reason: value.reason };
  if (value.kind === 'choice' && shown.kind === 'choice') {
    return {
      known: false,
      reason: 'one of several values',
      options: shown.options.map((option) => ({ when: option.when, unset: option.unset, ...plainJson(root, option.value) })),
    };
  }
  const plain = plainJson(root, shown);
  const isAllSecret = shown.kind === 'str' && isSecretName(name);
  if (!plain.known || isAllSecret || !holdsSecret(name, value)) return plain;
  return { ...plain, known: false, reason: 'a part of it is a secret, which is not shown' };
}

function plainJson(root: string, value: Value): { readonly known: boolean; readonly value?: unknown; readonly reason?: string } {
  const reason = whyUnknown(value);
  if (reason !== undefined) return { known: false, reason };
  return { known: true, value: plainValue(root, value) };
}

/** The first reason why a value is not plain data that can be printed whole; undefined when it is. */
export function whyUnknown(value: Value | RestItem): string | undefined {
  switch (value.kind) {
    case 'unknown':
    case 'rest':
      return value.reason;
    case 'unset':
      return 'nothing sets it there';
    case 'choice':
      return 'a part of it is one of several values';
    case 'opaque':
      return withArticle(value.type);
    case 'float':
      return Number.isFinite(value.value) ? undefined : 'a number that JSON cannot say';
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return first(value.items.map(whyUnknown));
    case 'dict':
      return value.rest ?? first(value.entries.flatMap((entry) => [whyUnknown(entry.key), whyUnknown(entry.value)]));
    default:
      return isKnown(value) ? undefined : 'not known';
  }
}

function withArticle(noun: string): string {
  return /^(an?|the) /.test(noun) ? noun : `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** A known value as JSON data: tuples as arrays, sets as sorted ones, paths below the root as `${ROOT}/…`. */
function plainValue(root: string, value: Value | RestItem): unknown {
  switch (value.kind) {
    case 'none':
    case 'unknown':
    case 'unset':
    case 'choice':
    case 'opaque':
    case 'rest':
      return null;
    case 'bool':
    case 'float':
      return value.value;
    case 'int':
      return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : String(value.value);
    case 'bytes':
    case 'str':
    case 'path':
      return withRoot(root, value.value);
    case 'list':
    case 'tuple':
      return value.items.map((item) => plainValue(root, item));
    case 'set':
    case 'frozenset':
      return value.items.map((item) => plainValue(root, item)).sort(byText);
    case 'dict':
      return Object.fromEntries(value.entries.map((entry) => [keyText(root, entry.key), plainValue(root, entry.value)]));
  }
}

/** JSON has text keys only: as Python's json writes them. */
function keyText(root: string, key: Value): string {
  switch (key.kind) {
    case 'none':
      return 'null';
    case 'str':
    case 'path':
    case 'bytes':
      return withRoot(root, key.value);
    case 'bool':
    case 'int':
    case 'float':
      return String(key.value);
    default:
      return JSON.stringify(plainValue(root, key));
  }
}

/**
 * The root stands for itself only as a whole path: `/srv/app` is neither in `/srv/application` nor in `/old/srv/app`. What
 * lies beside the root is said from it too, so that the answer is the same on every machine.
 */
function withRoot(root: string, text: string): string {
  if (root === '/') return text;
  const parent = dirname(root);
  if (parent !== '/' && text.startsWith(`${parent}/`) && !text.startsWith(root)) return `\${ROOT}/..${text.slice(parent.length)}`;
  let out = '';
  let at = 0;
  for (let found = text.indexOf(root); found !== -1; found = text.indexOf(root, at)) {
    const end = found + root.length;
    const whole = !/[\w.-]$/.test(text.slice(0, found)) && /^($|[^\w.-])/.test(text.slice(end));
    out += text.slice(at, found) + (whole ? `\${ROOT}` : root);
    at = end;
  }
  return out + text.slice(at);
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function first(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((reason) => reason !== undefined);
}
