import { atLeast, type Version } from '../base/version';
import data from './data/django-settings.json';
import { type Literal, parseLiteral } from './literal';

export type SettingType =
  | 'bool'
  | 'int'
  | 'float'
  | 'str'
  | 'bytes'
  | 'list'
  | 'tuple'
  | 'dict'
  | 'callable'
  | 'class'
  | 'object'
  | 'path'
  | 'dotted-path'
  | 'url-name';

/** A setting of Django, or a key inside one. A field that is not there is not known, or is false. Versions as text. */
export interface DjangoSetting {
  /** `DEBUG`; nested: `DATABASES.*.ENGINE` (`*` is an alias), `TEMPLATES[].DIRS` (`[]` is an item of a list). */
  readonly name: string;
  readonly types: readonly SettingType[];
  /** None is allowed too. */
  readonly nullable?: boolean;
  /** Text of a Python literal. Read it through `defaultOf`, which minds the version. */
  readonly default?: string;
  readonly defaultNote?: string;
  /** Oldest first; an entry without `since` holds from the beginning. */
  readonly defaultHistory?: readonly { readonly since?: string; readonly defaultRepr: string }[];
  /** `django.conf.global_settings` has (or had) it, so that `settings.X` always answers. */
  readonly global?: boolean;
  /** Missing: Django 1.0 or earlier, or not known. */
  readonly addedIn?: string;
  /** Patch releases of older lines that got it too. */
  readonly addedInAlso?: readonly string[];
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
  readonly replacement?: string;
  readonly values?: readonly AllowedValue[];
  /** No other value than those in `values` is right. */
  readonly valuesClosed?: boolean;
  readonly elementType?: string;
  /** The contrib application that reads it; missing: Django itself. */
  readonly app?: string;
  /** Only these backends read the key. */
  readonly backends?: readonly string[];
  /** Path below the documentation's version folder; missing: `ref/settings/`. */
  readonly docsPage?: string;
  readonly docsAnchor?: string;
  readonly secret?: boolean;
  readonly deploymentRelevant?: boolean;
  readonly inProjectTemplate?: boolean;
}

export interface AllowedValue {
  readonly value: string | boolean | number;
  readonly since?: string;
  readonly deprecated?: string;
  readonly removed?: string;
}

/** A form of value that Django took once: `setting` in the same notation as `DjangoSetting.name`. */
export interface ValueDeprecation {
  readonly setting: string;
  readonly form: string;
  readonly deprecatedIn?: string;
  readonly removedIn?: string;
  readonly replacement?: string;
}

const SETTINGS = data.settings as readonly DjangoSetting[];
const BY_NAME: ReadonlyMap<string, DjangoSetting> = new Map(SETTINGS.map((setting) => [setting.name, setting]));

/** The newest Django that the facts know; what is assumed where a project does not say. */
export const NEWEST_DJANGO: Version = { major: 6, minor: 1 };

/** A setting by its full name, nested ones in their notation (`DATABASES.*.ENGINE`), removed ones too. */
export function djangoSetting(name: string): DjangoSetting | undefined {
  return BY_NAME.get(name);
}

/** Every setting, nested and removed ones too, sorted by name. */
export function djangoSettings(): readonly DjangoSetting[] {
  return SETTINGS;
}

/** The names that a settings module of this version may set with an effect: top level, added, not removed. */
export function djangoSettingNames(version: Version): readonly string[] {
  return SETTINGS.filter((setting) => !isNested(setting) && statusOf(setting, version).kind !== 'absent').map((setting) => setting.name);
}

/**
 * The setting at a path inside a top-level one: `("DATABASES", ["default", "ENGINE"])`, `("TEMPLATES", [0, "DIRS"])`.
 * An empty path gives the top-level setting.
 */
export function djangoSettingAt(top: string, path: readonly (string | number)[]): DjangoSetting | undefined {
  let name = top;
  for (const step of path) {
    const literal = `${name}.${step}`;
    if (typeof step === 'number') name = `${name}[]`;
    else if (BY_NAME.has(literal)) name = literal;
    else if (name === top && SETTINGS.some((setting) => setting.name.startsWith(`${top}.*.`))) name = `${name}.*`;
    else return undefined;
  }
  return BY_NAME.get(name);
}

/** A setting by what people call it: its full name, or its last key where only one current setting ends in it (`CONN_MAX_AGE`). */
export function findDjangoSetting(name: string): DjangoSetting | undefined {
  const exact = BY_NAME.get(name);
  if (exact) return exact;
  const [only, ...others] = SETTINGS.filter((setting) => setting.name.endsWith(`.${name}`) && setting.removedIn === undefined);
  return others.length === 0 ? only : undefined;
}

/** The keys directly inside a setting: `nestedSettings("DATABASES.*")`, `nestedSettings("TEMPLATES[]")`. */
export function nestedSettings(prefix: string): readonly DjangoSetting[] {
  return SETTINGS.filter((setting) => setting.name.startsWith(`${prefix}.`) && !/[.[]/.test(setting.name.slice(prefix.length + 1)));
}

export function isNested(setting: DjangoSetting): boolean {
  return /[.[]/.test(setting.name);
}

/** How a version of Django stands to a setting. `absent`: not added yet, or removed. */
export type SettingStatus =
  | { readonly kind: 'current' }
  | { readonly kind: 'deprecated'; readonly since: string }
  | { readonly kind: 'absent'; readonly because: 'removed' | 'newer'; readonly version: string };

export function statusOf(setting: DjangoSetting, version: Version): SettingStatus {
  const { addedIn, removedIn, deprecatedIn } = setting;
  if (removedIn !== undefined && atLeast(version, removedIn)) return { kind: 'absent', because: 'removed', version: removedIn };
  if (addedIn !== undefined && ![addedIn, ...(setting.addedInAlso ?? [])].some((since) => atLeast(version, since))) {
    return { kind: 'absent', because: 'newer', version: addedIn };
  }
  if (deprecatedIn !== undefined && atLeast(version, deprecatedIn)) return { kind: 'deprecated', since: deprecatedIn };
  return { kind: 'current' };
}

/**
 * What Django uses when nothing sets it. Undefined where this version does not know the setting, where there is no default
 * (`ROOT_URLCONF`), and where it cannot be written as data (`LANGUAGES`).
 */
export function defaultOf(setting: DjangoSetting, version: Version): Literal | undefined {
  if (statusOf(setting, version).kind === 'absent') return undefined;
  const repr = defaultText(setting, version);
  return repr === undefined ? undefined : parseLiteral(repr);
}

/** The default as Python text; undefined as for `defaultOf`, except that a name (`module.function`) stays. */
export function defaultText(setting: DjangoSetting, version: Version): string | undefined {
  const dated = setting.defaultHistory?.findLast((entry) => atLeast(version, entry.since))?.defaultRepr;
  return dated ?? setting.default;
}

export function valueDeprecations(): readonly ValueDeprecation[] {
  return data.valueDeprecations;
}

/** The paragraph of Django's documentation; undefined when no page speaks of the setting any more. */
export function djangoSettingUrl(setting: DjangoSetting, version: Version): string | undefined {
  const owner = setting.docsAnchor || setting.docsPage ? setting : undefined;
  if (!owner || statusOf(setting, version).kind === 'absent') return undefined;
  const anchor = setting.docsAnchor ? `#${setting.docsAnchor}` : '';
  return `${djangoDocs(version)}/${setting.docsPage ?? 'ref/settings/'}${anchor}`;
}

/** The documentation of a version: released lines that it keeps, otherwise the stable one. */
export function djangoDocs(version: Version): string {
  const newer = atLeast(version, `${NEWEST_DJANGO.major}.${NEWEST_DJANGO.minor + 1}`);
  const name = newer ? 'stable' : `${version.major}.${version.minor}`;
  return `https://docs.djangoproject.com/en/${name}`;
}
