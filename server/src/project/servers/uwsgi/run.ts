import { basename, dirname, join, normalize } from '../../../base/paths';
import type { Place } from '../../../base/text';
import { uwsgiName, uwsgiOption, uwsgiOptions } from '../../../knowledge/uwsgi';
import { readUwsgiIni, type UwsgiPart, uwsgiParts } from '../../../syntax/uwsgi/ini';
import { referTo, type Variables } from '../../environment/held';
import type { RunCommand, RunWord } from '../../environment/runCommand';
import { readOptions } from '../options';
import type { ServerFiles } from '../serverReader';

/** An option that uWSGI gets. */
export interface UwsgiSetting {
  /** Under the one name for options that are the same. */
  readonly name: string;
  /** As written. */
  readonly key: string;
  /** With what it refers to put in; undefined where the files do not tell it. Without one, uWSGI takes it for on. */
  readonly value: string | undefined;
  /** Whether a value stands there. */
  readonly hasValue: boolean;
  /** It stands in a block of `if-…` or `for`: whether it counts is not told. */
  readonly conditional: boolean;
  readonly source: 'command' | 'environment' | 'file';
  /** Of the whole option. */
  readonly place: Place;
  readonly keyPlace: Place;
  readonly valuePlace: Place;
  /** Names of other keys that its value refers to. */
  readonly refersTo: readonly string[];
  /** The words of the command line that it consists of. */
  readonly words: readonly RunWord[];
}

/** What one uWSGI starts with: its environment, its command line and its files together. */
export interface UwsgiRun {
  /** In the order in which uWSGI takes them. */
  readonly settings: readonly UwsgiSetting[];
  /** In words: why there may be more than is known. */
  readonly open: string | undefined;
  /** Files that were read for it. */
  readonly files: readonly string[];
  /** Words of the command line that uWSGI refuses. */
  readonly strange: readonly RunWord[];
  /** Where it starts; undefined where that is not told. */
  readonly folder: string | undefined;
}

interface Reading {
  readonly workspace: ServerFiles;
  readonly variables: Variables;
  readonly settings: UwsgiSetting[];
  readonly files: Set<string>;
  open: string | undefined;
  readonly last: UwsgiSetting[];
}

const MAX_FILES = 30;
const LOADS = new Set(['ini', 'include', 'inherit', 'config']);
const OTHER_FORMATS = new Set([
  'xml',
  'xmlconfig',
  'yaml',
  'yml',
  'json',
  'js',
  'config-py',
  'sqlite',
  'sqlite3',
  'ldap',
  'ini-paste',
  'ini-paste-logged',
]);
const IGNORED_VARIABLES =
  /^UWSGI_(RELOADS|VASSALS_DIR|EMPEROR_FD|BROODLORD_NUM|EMPEROR_FD_CONFIG|EMPEROR_PROXY|JAIL_PID|ORIGINAL_PROC_NAME)$/;

/** What a command that starts uWSGI gives it. Source: core/init.c and core/config.c of uWSGI 2.0.30. */
export function uwsgiRun(workspace: ServerFiles, command: RunCommand): UwsgiRun {
  const reading = begin(workspace, command.variables);
  for (const [variable, held] of command.variables) {
    if (!variable.startsWith('UWSGI_') || IGNORED_VARIABLES.test(variable)) continue;
    const key = variable.slice(6).toLowerCase().replaceAll('_', '-');
    const value = held.kind === 'value' ? held.value : undefined;
    const { place } = held;
    take(reading, {
      key,
      value,
      hasValue: true,
      conditional: held.kind === 'possible',
      source: 'environment',
      place,
      keyPlace: place,
      valuePlace: place,
      refersTo: [],
      words: [],
    });
  }
  const read = readOptions(command, GRAMMAR());
  for (const { name, value, place, valuePlace, words } of read.given) {
    const keyPlace = words[0]?.place ?? place;
    take(reading, {
      key: name,
      value,
      hasValue: words.length > 1 || value !== undefined,
      conditional: false,
      source: 'command',
      place,
      keyPlace,
      valuePlace,
      refersTo: [],
      words,
    });
  }
  for (const word of read.targets) target(reading, word);
  return finish(reading, read.open, read.strange, command.folder);
}

/** What an ini file gives a uWSGI that starts with it alone. */
export function uwsgiFileRun(workspace: ServerFiles, file: string): UwsgiRun {
  const reading = begin(workspace, new Map());
  loadIni(reading, file, undefined);
  return finish(reading, undefined, [], undefined);
}

/** Whether a file is an ini of uWSGI: it has a section `[uwsgi]` of more than a name. */
export function isUwsgiIni(path: string, text: string | undefined): boolean {
  if (!mayBeUwsgiIni(path) || text === undefined || !text.includes('[uwsgi]')) return false;
  return readUwsgiIni(text).sections.some(({ name, entries }) => name === 'uwsgi' && entries.length > 0);
}

/** Whether a file may be one by its name. */
export function mayBeUwsgiIni(path: string): boolean {
  return /\.ini$|uwsgi[\w.-]*\.conf$/i.test(basename(path));
}

function begin(workspace: ServerFiles, variables: Variables): Reading {
  return { workspace, variables, settings: [], files: new Set(), open: undefined, last: [] };
}

function finish(reading: Reading, open: string | undefined, strange: readonly RunWord[], folder: string | undefined): UwsgiRun {
  const settings = [...reading.settings, ...reading.last];
  const all = settings.map((setting) => {
    const value = setting.value === undefined ? undefined : withOptions(settings, setting.value);
    return value === setting.value ? setting : { ...setting, value };
  });
  return { settings: all, open: reading.open ?? open, files: [...reading.files], strange, folder };
}

function GRAMMAR() {
  const options = uwsgiOptions().map(({ name, arg, short }) => ({
    name,
    flags: [`--${name}`, ...(short ? [`-${short}`] : [])],
    off: [],
    takes: arg === 'none' ? ('flag' as const) : arg === 'optional' ? ('optional' as const) : ('value' as const),
    multiple: true,
    relevant: false,
  }));
  return { options, abbreviates: true };
}

function take(reading: Reading, given: Omit<UwsgiSetting, 'name'>): void {
  const setting = { ...given, name: uwsgiName(given.key) };
  reading.settings.push(setting);
  const { key, value } = setting;
  if (OTHER_FORMATS.has(key)) reading.open ??= `${value ?? 'a file'} is not read`;
  else if (key === 'emperor' || key === 'vassals-dir') reading.open ??= 'the emperor starts others';
  else if (key === 'declare-option') reading.open ??= 'options are declared';
  else if (LOADS.has(key)) {
    if (setting.conditional || value === undefined || /[%$@]\(/.test(value)) reading.open ??= 'a file that is not certain is loaded';
    else load(reading, value, setting.place.file);
  }
}

/** A word without a dash: a file of options, else what is served. */
function target(reading: Reading, word: RunWord): void {
  const { text, place } = word;
  if (text === undefined) {
    reading.open ??= 'a variable of the command line may hold options';
    return;
  }
  if (/\.ini(:[\w-]*)?$/.test(text)) load(reading, text, place.file);
  else if (/\.(xml|ya?ml|json|js)(:[\w-]*)?$/.test(text)) reading.open ??= `${text} is not read`;
  else {
    const key = /\.(py|wsgi)(:.*)?$/.test(text) ? 'wsgi-file' : /^[\w.]+:[\w.]+$/.test(text) ? 'module' : undefined;
    if (key)
      take(reading, {
        key,
        value: text,
        hasValue: true,
        conditional: false,
        source: 'command',
        place,
        keyPlace: place,
        valuePlace: place,
        refersTo: [],
        words: [word],
      });
  }
}

/** Loads the ini file that a path of the machine names, where one file of the workspace is it for certain. */
function load(reading: Reading, named: string, from: string): void {
  const [, path = named, section] = /^(.*?\.\w+):([\w-]+)$/.exec(named) ?? [];
  const isOwn = path === '' || named.startsWith(':');
  const file = isOwn ? from : workspaceFile(reading.workspace, from, path);
  if (file === undefined || !/\.(ini|conf)$/.test(file)) reading.open ??= `${path} is not among the files`;
  else loadIni(reading, file, isOwn ? named.replace(/^:/, '') : section);
}

function loadIni(reading: Reading, file: string, section: string | undefined): void {
  const key = `${file}:${section ?? 'uwsgi'}`;
  if (reading.files.has(key) || reading.files.size > MAX_FILES) return;
  const text = reading.workspace.files.read(file);
  if (text === undefined) {
    reading.open ??= `${file} cannot be read`;
    return;
  }
  reading.files.add(key);
  const own = readUwsgiIni(text).sections.filter(({ name }) => name === (section ?? 'uwsgi'));
  for (const entry of own.flatMap(({ entries }) => entries)) {
    const at = (span: Place['span']): Place => ({ file, span });
    take(reading, {
      key: entry.key,
      value: textOf(reading, entry.parts, file),
      hasValue: entry.value !== '',
      conditional: entry.logic !== undefined,
      source: 'file',
      place: at(entry.span),
      keyPlace: at(entry.keySpan),
      valuePlace: at(entry.value === '' ? entry.keySpan : entry.valueSpan),
      refersTo: entry.parts.flatMap((part) => (part.kind === 'option' ? part.name.split(' ') : [])),
      words: [],
    });
  }
}

/** A value with its magic and variables put in, but not yet other keys: those may come later. */
function textOf(reading: Reading, parts: readonly UwsgiPart[], file: string): string | undefined {
  let text = '';
  for (const part of parts) {
    const one = partText(reading, part, file);
    if (one === undefined) return undefined;
    text += one;
  }
  return text;
}

function partText({ variables }: Reading, part: UwsgiPart, file: string): string | undefined {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'option':
      return `%(${part.name})`;
    case 'file':
      return undefined;
    case 'variable': {
      const referred = referTo(variables.get(part.name));
      return referred.kind === 'value' && part.fallback === undefined ? referred.value : undefined;
    }
    case 'magic': {
      const name = basename(file);
      const dot = name.lastIndexOf('.');
      if (part.char === 's') return name;
      if (part.char === 'n') return dot < 0 ? name : name.slice(0, dot);
      return part.char === 'e' ? name.slice(dot + 1) : undefined;
    }
  }
}

/** Puts the values of other keys in; undefined where one of them is not told. Of several the first one counts. */
function withOptions(settings: readonly UwsgiSetting[], value: string, depth = 0): string | undefined {
  let text = '';
  for (const part of uwsgiParts(value, 0, false)) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind !== 'option' || depth > 8) return undefined;
    else {
      const other = optionText(settings, part.name, depth);
      if (other === undefined) return undefined;
      text += other;
    }
  }
  return text;
}

function optionText(settings: readonly UwsgiSetting[], name: string, depth: number): string | undefined {
  // With a blank in it, it is a sum.
  if (name.includes(' ') || name === '_') return undefined;
  const placeholder = settings.find(({ key, value }) => /^set-(ph|placeholder)$|^set$/.test(key) && value?.startsWith(`${name}=`));
  if (placeholder) return withOptions(settings, placeholder.value?.slice(name.length + 1) ?? '', depth + 1);
  const found = settings.find(({ key }) => key === name);
  if (!found || found.conditional || found.value === undefined) return undefined;
  return withOptions(settings, found.value, depth + 1);
}

/** The one file of the workspace that a path of the machine means: the nearest by its last parts. */
export function workspaceFile({ files, listing }: ServerFiles, from: string, path: string): string | undefined {
  const near = normalize(join(dirname(from), path));
  if (!path.startsWith('/') && files.kind(near) === 'file') return near;
  const parts = normalize(path)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  for (let at = 0; at < parts.length; at++) {
    const ending = parts.slice(at).join('/');
    const found = listing.filter((one) => one === ending || one.endsWith(`/${ending}`));
    const beside = found.find((one) => one === join(dirname(from), ending));
    if (found.length > 0) return found.length === 1 ? found[0] : beside;
  }
  return undefined;
}

/** Whether an option of uWSGI exists, in its core or in a plugin of its repository. */
export function isUwsgiKey(key: string): boolean {
  return uwsgiOption(key) !== undefined;
}
