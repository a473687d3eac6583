import { contains } from '../../base/text';
import { code } from '../../knowledge/document';
import { isSecretName, MASK, maskedText, maskedValue } from '../../project/mask';
import type { Profile, Project } from '../../project/project';
import type { ProfileRead } from '../../project/subjects/envFile';
import { environmentReads } from '../../rules/environment';
import type { Hover } from '../hover';
import { lineOf, placeText, type StoryFormat } from '../storyText';
import { formatValue } from '../valueText';
import type { Giver } from './givers';
import { type VariableAt, variableAt } from './variable';

const MOST = 8;
const MAX_WIDTH = 80;

/** Who reads the variable at an offset and how, who gives it, and what each profile makes of it. Secrets are masked. */
export function environmentHover(project: Project, file: string, offset: number, format: StoryFormat): Hover | undefined {
  const variable = variableAt(project, file, offset);
  if (!variable) return undefined;
  const marked = (text: string) => (format.format === 'text' ? text : code(text));
  const list = (lines: readonly string[]) => {
    const shown = lines.slice(0, MOST).map((line) => `- ${line}`);
    return lines.length > MOST ? [...shown, `- and ${lines.length - MOST} more`] : shown;
  };
  const reads = distinct(variable.reads).map((read) => readText(project, read, format, marked));
  const givers = variable.givers.map((giver) => giverText(project, giver, format, marked));
  const profiles = profileLines(project, variable, marked);
  const parts = [
    [`${marked(variable.name)} · variable of the environment`],
    reads.length > 0 ? ['Read by', ...list(reads)] : ['No settings of the workspace read it.'],
    givers.length > 0 ? ['Given by', ...list(givers)] : ['Nothing in the workspace gives it.'],
    ...(profiles.length > 0 ? [['What the profiles make of it', ...list(profiles)]] : []),
  ];
  return { text: parts.map((lines) => lines.join('\n')).join('\n\n'), span: variable.span };
}

/** The same place once, whichever profiles come by. */
function distinct(reads: readonly ProfileRead[]): readonly ProfileRead['read'][] {
  const places = new Map(reads.map(({ read }) => [`${read.at.file}:${read.at.span.start}`, read]));
  return [...places.values()];
}

type Read = ProfileRead['read'];

function readText(project: Project, read: Read, format: StoryFormat, marked: (text: string) => string): string {
  const place = placeText(read.at.file, lineOf(project, read.at), format);
  const fallback =
    read.default === 'required' ? 'required' : `default ${marked(short(formatValue(maskedValue(read.name, read.default), 'brief')))}`;
  return `${place} with ${read.reader}, as ${read.parse}, ${fallback}`;
}

function giverText(project: Project, giver: Giver, format: StoryFormat, marked: (text: string) => string): string {
  const place = placeText(giver.place.file, lineOf(project, giver.place), format);
  const to = giver.to === undefined ? '' : `, to ${giver.to}`;
  return giver.value === undefined ? `${place}${to}` : `${place}${to}: ${marked(shownValue(giver.name, giver.value))}`;
}

/** A value for people: secrets and passwords in addresses are masked, an empty text says so. */
export function shownValue(name: string, value: string): string {
  if (value === '') return 'empty';
  return isSecretName(name) ? MASK : short(maskedText(value));
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > MAX_WIDTH ? `${line.slice(0, MAX_WIDTH)}…` : line;
}

/** `config.settings.production: DEBUG = False`, for every setting that comes from the variable. */
function profileLines(project: Project, { name, reads }: VariableAt, marked: (text: string) => string): readonly string[] {
  const profiles = new Map(reads.map(({ profile }) => [profile.name, profile]));
  return [...profiles.values()].flatMap((profile) => {
    const settings = settingsFrom(project, profile, name, reads);
    return settings.map(({ setting, value }) => `${marked(profile.name)} (${profile.kind}): ${marked(`${setting} = ${short(value)}`)}`);
  });
}

function settingsFrom(
  project: Project,
  profile: Profile,
  name: string,
  reads: readonly ProfileRead[],
): readonly { readonly setting: string; readonly value: string }[] {
  const own = reads.filter((one) => one.profile.name === profile.name).map(({ read }) => read.at);
  return [...project.evaluate(profile).settings.values()].flatMap((setting) => {
    const last = setting.assignments.at(-1);
    const isWritten = own.some((at) => last?.place.file === at.file && contains(last.valueSpan, at.span.start));
    if (!isWritten && !environmentReads(setting.value).some((read) => read.name === name)) return [];
    const isSecret = isSecretName(name);
    const value = isSecret ? MASK : formatValue(maskedValue(setting.name, setting.value), 'brief');
    return [{ setting: setting.name, value }];
  });
}
