import { formatVersion } from '../base/version';
import type { Setting } from '../evaluate/settings';
import { alternatives, type EnvRead, type Value } from '../evaluate/value';
import { djangoSetting } from '../knowledge/django';
import { maskedValue } from '../project/mask';
import type { Profile, Project } from '../project/project';
import { asDjangoReads } from '../project/scriptPrefix';
import { effectiveValue } from '../rules/run';
import { type CodeLine, pythonLines, textOfLine } from './pythonText';
import { type ProfileSettings, settingsOf } from './settingsView';
import { collectReads, isDjangoDefault, type StoryLine, type StorySource, storyOf, storySource } from './story';
import { lineOf, placeText } from './storyText';
import { formatValue } from './valueText';

/** The settings of one profile as a Python file to read. Secrets are masked. */
export interface SettingsPage {
  readonly text: string;
  readonly links: readonly PageLink[];
}

/** A place that the text names: where in the text (zero-based), and where it leads (`line` is one-based). */
export interface PageLink {
  readonly at: { readonly line: number; readonly start: number; readonly end: number };
  readonly file: string;
  readonly line: number;
}

type Part = string | { readonly label: string; readonly file: string; readonly line: number };

const PLAIN = { format: 'text', link: () => '' } as const;

/**
 * Every setting with the story of its value above it: Django's own first, then those of the project and its packages, each sorted.
 * `defaults`: also what nothing sets.
 */
export function settingsPage(project: Project, profile: Profile, defaults: boolean): SettingsPage {
  const all = settingsOf(project, profile);
  const source = storySource(project);
  const told = sorted(all.settings.filter(({ setting }) => !isDjangoDefault(project, setting)));
  const untouched = all.settings.filter(({ setting }) => isDjangoDefault(project, setting));
  const block = ({ name, setting }: Named) => [[''], ...story(source, profile, name, setting), ...assignments(name, setting.value)];
  const own = told.filter(({ name }) => djangoSetting(name));
  const others = told.filter(({ name }) => !djangoSetting(name));
  const unset = defaults ? sorted([...untouched.map(({ name, setting }) => ({ name, value: setting.value })), ...all.defaults]) : [];
  return pageOf([
    ...head(project, all),
    ...group('Settings of Django', own.flatMap(block)),
    ...group('Settings of the project and its packages', others.flatMap(block)),
    ...group(
      `What nothing sets: the defaults of Django ${formatVersion(project.django.version)}`,
      unset.flatMap(({ name, value }, at) => [...(at === 0 ? [['']] : []), ...assignments(name, value)]),
    ),
  ]);
}

/**
 * What a profile gives for every setting that it or the other one sets, sorted and without places: what is equal in both gives equal
 * lines. Two secrets that differ are said to, since they look the same masked.
 */
export function comparisonPage(project: Project, profile: Profile, other: Profile): SettingsPage {
  const names = new Set(
    [profile, other].flatMap((each) =>
      settingsOf(project, each).settings.flatMap(({ name, setting }) => (isDjangoDefault(project, setting) ? [] : [name])),
    ),
  );
  const inOrder = [...names].sort(byName).map((name) => ({ name }));
  const lines = ({ name }: { readonly name: string }) => {
    const [value, beside] = [valueIn(project, profile, name), valueIn(project, other, name)];
    if (!value) return [[`# ${name} is not set`]];
    if (!beside) return assignments(name, value);
    const hidden = shown(name, value) === shown(name, beside) && formatValue(value, 'page') !== formatValue(beside, 'page');
    const lines = readsAlike(name, value, beside) ? plainAssignments(name, value) : assignments(name, value);
    return [...(hidden ? [[`# not the same secret as in ${other.name}`]] : []), ...lines];
  };
  return pageOf([
    ...inOrder.filter(({ name }) => djangoSetting(name)).flatMap(lines),
    [''],
    ...inOrder.filter(({ name }) => !djangoSetting(name)).flatMap(lines),
  ]);
}

interface Named {
  readonly name: string;
  readonly setting: Setting;
}

/** What Django sees; undefined where neither the profile nor Django sets it. */
function valueIn(project: Project, profile: Profile, name: string): Value | undefined {
  const evaluated = project.evaluate(profile);
  const value = asDjangoReads(name, effectiveValue(project, evaluated, name), evaluated);
  const isMissing = !evaluated.settings.has(name) && !djangoSetting(name) && evaluated.incomplete === undefined && !evaluated.raised;
  return isMissing ? undefined : value;
}

/** Whether both are the same but for who may set the variables that they are read from: that is no difference of the settings. */
function readsAlike(name: string, value: Value, other: Value): boolean {
  const names = (one: Value) => {
    const reads = new Map<string, EnvRead>();
    collectReads(one, reads);
    return [...reads.keys()].sort().join(' ');
  };
  return names(value) !== '' && names(value) === names(other) && textOf(name, value) === textOf(name, other);
}

function textOf(name: string, value: Value): string {
  return plainAssignments(name, value).join('\n');
}

function shown(name: string, value: Value): string {
  return formatValue(maskedValue(name, value), 'page');
}

function head(project: Project, { profile, incomplete, raised }: ProfileSettings): readonly (readonly Part[])[] {
  const { django } = project;
  return [
    [`# ${profile.name}: the settings that Django sees`],
    [`# ${profile.kind}: ${profile.because}`],
    [`# Django ${formatVersion(django.version)} (${django.source})`],
    ['# Settings module: ', { label: profile.file, file: profile.file, line: 1 }],
    ...profile.entry.map((file): readonly Part[] => ['# Started by: ', { label: file, file, line: 1 }]),
    ['# Read from the files without running them. Secrets are masked; `...` stands for what the files do not tell.'],
    ...(incomplete === undefined ? [] : [[`# There may be more settings: ${incomplete}.`]]),
    ...(raised ? [['# ', { ...raised, label: `${raised.file}:${raised.line}` }, `: the settings stop here: ${raised.message}`]] : []),
  ];
}

function group(title: string, lines: readonly (readonly Part[])[]): readonly (readonly Part[])[] {
  return lines.length === 0 ? [] : [[''], [''], [`# ---- ${title}`], ...lines];
}

/** Where a value comes from, as comments. The options of a choice stand in the code, but for those with places of their own. */
function story(source: StorySource, profile: Profile, name: string, setting: Setting): readonly (readonly Part[])[] {
  const { lead, lines } = storyOf(source, { profile, name, value: setting.value });
  return (lead ? [lead] : lines).map((line) => ['# ', ...partsOf(source.project, line)]);
}

function partsOf(project: Project, line: StoryLine): readonly Part[] {
  let before: string | undefined;
  return line.map((part) => {
    if (part.kind !== 'place') return part.text;
    const { file } = part.place;
    const label = placeText(file, lineOf(project, part.place), PLAIN, file === before);
    before = file;
    return { label, file, line: lineOf(project, part.place) };
  });
}

/** `NAME = value`; where it is one of several, a line each with its condition. */
function assignments(name: string, value: Value): readonly (readonly Part[])[] {
  const masked = maskedValue(name, value);
  if (masked.kind !== 'choice') return codeLines(name, pythonLines(masked));
  return masked.options.flatMap((option) => {
    const [first, ...others] = pythonLines(option.value);
    const condition = `if ${option.when.replaceAll(' in the environment', '')}`;
    const comment = first.comment === undefined ? condition : `${first.comment}, ${condition}`;
    return codeLines(name, [{ ...first, comment }, ...others]);
  });
}

/** The same without conditions, the options of a choice in the order of their texts. */
function plainAssignments(name: string, value: Value): readonly (readonly Part[])[] {
  const options = alternatives(maskedValue(name, value)).map((option) => codeLines(name, pythonLines(option, 'unconditional')));
  return [...new Map(options.map((lines) => [lines.join('\n'), lines]))].sort(([a], [b]) => byName(a, b)).flatMap(([, lines]) => lines);
}

function codeLines(name: string, [first, ...others]: readonly CodeLine[]): readonly (readonly string[])[] {
  const lines = first ? [{ ...first, code: `${name} = ${first.code}` }, ...others] : [];
  return lines.map((line) => [textOfLine(line)]);
}

function pageOf(lines: readonly (readonly Part[])[]): SettingsPage {
  const links: PageLink[] = [];
  const texts = lines.map((parts, line) => {
    let text = '';
    for (const part of parts) {
      const label = oneLine(typeof part === 'string' ? part : part.label);
      if (typeof part !== 'string')
        links.push({ at: { line, start: text.length, end: text.length + label.length }, file: part.file, line: part.line });
      text += label;
    }
    return text;
  });
  return { text: `${texts.join('\n').trimEnd()}\n`, links };
}

/** A reason may quote a text of the project, and a comment must not end in the middle of it. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

function sorted<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  return [...all].sort((a, b) => byName(a.name, b.name));
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
