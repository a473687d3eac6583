import type { Place } from '../base/text';
import { formatVersion } from '../base/version';
import { literalValue } from '../evaluate/literalValue';
import type { Assignment, EvaluatedSettings, Setting } from '../evaluate/settings';
import { alternatives, type ChoiceOption, type EnvRead, type RestItem, type Value, withDefault } from '../evaluate/value';
import { defaultOf, djangoSetting } from '../knowledge/django';
import { maskedValue } from '../project/mask';
import type { Profile, Project } from '../project/project';
import { environmentReads, unsetOutcome } from '../rules/environment';
import { effectiveValue } from '../rules/run';
import { nodeAt, type PythonNode } from '../syntax/python/walk';
import { assignmentOf, type Chain, chainOf, type ExpressionOf, expressionsOf, readsItself, within } from './chain';
import { formatValue } from './valueText';

/** A piece of a sentence. `code` is a name or a value as it stands in a file; a place is shown as a link where there are links. */
export type StoryPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'place'; readonly place: Place };

export type StoryLine = readonly StoryPart[];

/** How a value came to be: for people, secrets masked. */
export interface Story {
  /** The value on one line, without conditions and reasons that the lines tell. */
  readonly value: string;
  /** Where it comes from and what it replaced, beginning with the place that sets it; undefined where each option has its own. */
  readonly lead: StoryLine | undefined;
  /** What remains to be told: an option with its condition each. */
  readonly lines: readonly StoryLine[];
}

/** What stories of one project share, so that each file is gone through once. */
export interface StorySource {
  readonly project: Project;
  readonly expressionOf: ExpressionOf;
}

export interface StorySubject {
  readonly profile: Profile;
  readonly name: string;
  /** What Django will see, if not what the profile's settings say: a part of it, or with a prefix. Not masked. */
  readonly value?: Value;
  /** The value is a part of the setting's: nothing is said of what the whole of it replaced. */
  readonly isPart?: boolean;
}

export function storySource(project: Project): StorySource {
  return { project, expressionOf: expressionsOf(project) };
}

/** The story of a setting in a profile. One that nothing sets has the story of Django's default. */
export function storyOf(source: StorySource, subject: StorySubject): Story {
  const { project } = source;
  const { profile, name } = subject;
  const settings = project.evaluate(profile);
  const setting = settings.settings.get(name);
  const value = maskedValue(name, subject.value ?? ownValue(project, settings, name));
  const fallback = djangoDefault(project, settings, name);
  const shown = formatValue(fallback ? withDefault(value, fallback) : value, 'brief');
  if (!setting || setting.assignments.length === 0)
    return { value: shown, lead: defaultLead(project, settings, setting, value), lines: [] };
  const teller: Teller = { ...source, subject, setting, fallback };
  const own = optionsWithPlaces(teller, value);
  if (own) return { value: shown, lead: undefined, lines: [...own, ...laterChanges(teller, value)] };
  return { value: shown, lead: leadOf(teller, value), lines: [...partReads(value), ...optionLines(teller, value)] };
}

interface Teller extends StorySource {
  readonly subject: StorySubject;
  readonly setting: Setting;
  /** Django's default, where that is a plain value. */
  readonly fallback: Value | undefined;
}

/** As Django will see it, but with the ways on which nothing sets it still told apart. */
function ownValue(project: Project, settings: EvaluatedSettings, name: string): Value {
  const effective = effectiveValue(project, settings, name);
  const set = settings.settings.get(name);
  return set && effective.kind === 'choice' ? set.value : effective;
}

/** Whether nothing in the files sets it, and a library has put Django's own default there: django-configurations does. */
export function isDjangoDefault(project: Project, { name, value, assignments }: Setting): boolean {
  const known = assignments.length === 0 ? djangoSetting(name) : undefined;
  const literal = known && defaultOf(known, project.django.version);
  return literal !== undefined && formatValue(literalValue(literal), 'page') === formatValue(value, 'page');
}

function djangoDefault(project: Project, { incomplete, raised }: EvaluatedSettings, name: string): Value | undefined {
  const known = incomplete === undefined && !raised ? djangoSetting(name) : undefined;
  const literal = known && defaultOf(known, project.django.version);
  return literal && literalValue(literal);
}

function defaultLead(project: Project, settings: EvaluatedSettings, setting: Setting | undefined, value: Value): StoryLine | undefined {
  if (setting && !isDjangoDefault(project, setting)) return value.at && [{ kind: 'place', place: value.at }];
  if (value.kind === 'unknown' || settings.incomplete !== undefined) return undefined;
  return [text(`Django ${formatVersion(project.django.version)}’s default: nothing sets it`)];
}

/** `base.py:12 reads DEBUG from the environment, .env:1 gives it; replaces True of base.py:8`. */
function leadOf(teller: Teller, value: Value): StoryLine {
  const { setting, subject } = teller;
  const chain = chainOf(setting, value, teller.expressionOf);
  if (subject.isPart) return [...partPlace(setting, chain, value), ...environmentParts(teller, value)];
  const { start } = chain;
  if (!start) return [];
  return [
    ...placeParts(teller, start),
    ...(start.conditional && value.kind !== 'choice' ? [text(' under a condition')] : []),
    ...sourceParts(chain, value),
    ...environmentParts(teller, value),
    ...replacedParts(teller, chain),
    ...changeParts(teller, chain.changes, value),
  ];
}

function partPlace(setting: Setting, { start, changes }: Chain, value: Value): StoryLine {
  const place = value.env?.at ?? value.at;
  const assignment = place && assignmentOf(setting, value);
  if (place && assignment) return [{ kind: 'place', place }];
  const last = changes.at(-1) ?? start;
  return last ? [{ kind: 'place', place: last.place }] : [];
}

/** The place of an assignment, and in class-based settings the class that it stands in. */
function placeParts({ project, subject }: Teller, { place }: Assignment): StoryLine {
  const here: StoryPart = { kind: 'place', place };
  const tree = subject.profile.configuration === undefined ? undefined : project.python(place.file)?.tree;
  const owner = tree && nodeAt(tree, place.span.start).findLast((node) => node.kind === 'ClassDef');
  return owner?.kind === 'ClassDef' ? [here, text(' in class '), code(owner.name)] : [here];
}

/** Where the value was written, if that is not where it is assigned: a helper function, another name. */
function sourceParts({ start, changes }: Chain, value: Value): StoryLine {
  const place = value.env?.at ?? value.at;
  if (!place || [start, ...changes].some((one) => one && within(one.place, place))) return [];
  if (value.kind === 'choice' && !isPlainRead(value)) return [];
  return [text(value.env ? ' via ' : ' with the value of '), { kind: 'place', place }];
}

function environmentParts(teller: Teller, value: Value): StoryLine {
  const names = [...new Set(environmentReads(value).map(({ name }) => name))];
  const outcome = value.env && (value.kind !== 'choice' || isPlainRead(value)) ? outcomeParts(teller, value.env, value) : [];
  return names.length > 0 ? [text(' reads '), ...listed(names.map((name) => [code(name)])), text(' from the environment'), ...outcome] : [];
}

function outcomeParts(teller: Teller, read: EnvRead, value: Value): StoryLine {
  const giver = giverOf(read);
  switch (read.state) {
    case 'given':
      return giver ? [text(', '), giver, text(' gives it')] : [text(', where it is set')];
    case 'unset':
      return [text(', where it is not set: the default holds')];
    case 'unknown': {
      const from: StoryLine = giver ? [text('; see '), giver] : [];
      if (value.kind === 'unknown') return read.default === 'required' ? [...from, text(', required')] : from;
      const without = unsetOutcome(value);
      return without ? [...from, text('; without it '), ...optionValue(teller, without.value)] : from;
    }
  }
}

function giverOf({ source, givenAt }: EnvRead): StoryPart | undefined {
  if (givenAt) return { kind: 'place', place: givenAt };
  return source === undefined ? undefined : text(source);
}

/** The text of one variable, or one other value without it, and nothing else that decides: “without it” says all about it. */
export function isPlainRead(value: Value): boolean {
  if (value.kind !== 'choice' || value.options.length !== 2 || !value.env) return false;
  const { name } = value.env;
  const isRead = value.options.some(({ unset, value: option }) => !unset && option.kind === 'unknown' && option.env?.name === name);
  return isRead && unsetOutcome(value) !== undefined && value.options.every(({ when }) => speaksOnlyOf(name, when));
}

function speaksOnlyOf(name: string, when: string): boolean {
  return when
    .split(', or ')
    .flatMap((conjunction) => conjunction.split(' and '))
    .every((part) => part.startsWith(`${name} is `) || part.startsWith(`the variable ${name} is `));
}

function replacedParts(teller: Teller, { start, before }: Chain): StoryLine {
  const last = before.at(-1);
  if (!last) return [];
  const literal = literalText(teller, last);
  const more = before.length - 1;
  return [
    text(start?.conditional || last.conditional ? ', after ' : ', replaces '),
    ...(literal === undefined ? [] : [code(literal), text(' of ')]),
    ...placeParts(teller, last),
    ...(more > 0 ? [text(` and ${more} before`)] : []),
  ];
}

const LONGEST_LITERAL = 40;

/** What a replaced assignment would have set, where it is a plain literal. */
function literalText({ expressionOf, setting }: Teller, assignment: Assignment): string | undefined {
  const expression = assignment.kind === 'assign' ? expressionOf(assignment) : undefined;
  const value = expression && plainLiteral(expression);
  const shown = value && formatValue(maskedValue(setting.name, value));
  return shown !== undefined && shown.length <= LONGEST_LITERAL ? shown : undefined;
}

/** What a text, number, True, False or None is as a value; undefined for any other node. */
export function plainLiteral(node: PythonNode): Value | undefined {
  switch (node.kind) {
    case 'Str':
      return { kind: 'str', value: node.value };
    case 'Int':
      return { kind: 'int', value: node.value };
    case 'Float':
      return { kind: 'float', value: node.value };
    case 'Singleton':
      if (node.value === 'Ellipsis') return undefined;
      return node.value === null ? { kind: 'none' } : { kind: 'bool', value: node.value };
    default:
      return undefined;
  }
}

const MOST_CHANGES = 3;

/** `, then production.py:12 adds 2 items`; neighbours that do the same are named together. */
function changeParts(teller: Teller, changes: readonly Assignment[], value: Value): StoryLine {
  const groups: { readonly words: ChangeWords; readonly places: StoryLine[] }[] = [];
  for (const change of changes.slice(0, MOST_CHANGES)) {
    const words = changeWords(teller, change, value);
    const last = groups.at(-1);
    if (last && last.words.one === words.one) last.places.push(placeParts(teller, change));
    else groups.push({ words, places: [placeParts(teller, change)] });
  }
  const more = changes.length - MOST_CHANGES;
  return [
    ...groups.flatMap(({ words, places }) => [
      text(', then '),
      ...listed(places),
      text(` ${places.length === 1 ? words.one : words.several}`),
    ]),
    ...(more > 0 ? [text(`, and ${more} more ${more === 1 ? 'change' : 'changes'}`)] : []),
  ];
}

/** What one statement does, and what several do that do the same. */
export interface ChangeWords {
  readonly one: string;
  readonly several: string;
}

/** What a statement after the first one does to the value, as far as the result shows it. */
export function changeWords(teller: StorySource & { readonly setting: Setting }, change: Assignment, value: Value): ChangeWords {
  const { verb, object, each } = changeOf(teller, change, value);
  const when = change.conditional ? ' under a condition' : '';
  return { one: `${verb}s ${object}${when}`, several: `${verb} ${object}${each ? ' each' : ''}${when}` };
}

interface Change {
  readonly verb: 'add' | 'change' | 'set';
  readonly object: string;
  readonly each: boolean;
}

function changeOf({ setting, expressionOf }: StorySource & { readonly setting: Setting }, change: Assignment, value: Value): Change {
  if (change.kind === 'item') return { verb: 'change', object: 'a part of it', each: false };
  const count = Math.max(0, ...alternatives(value).map((one) => membersFrom(change.place, one)));
  if (count > 0 && value.kind === 'dict') return { verb: 'set', object: counted(count, 'key'), each: true };
  if (count > 0) return { verb: 'add', object: counted(count, 'item'), each: true };
  const isNew = change.kind === 'assign' && !readsItself(setting.name, change, expressionOf);
  return isNew ? { verb: 'set', object: 'it again', each: false } : { verb: 'change', object: 'it', each: false };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How many of a value's own items or keys were written at a place. */
function membersFrom(place: Place, value: Value): number {
  const from = (one: Value | RestItem) => {
    const at = (one.kind === 'rest' ? undefined : one.env?.at) ?? one.at;
    return at !== undefined && within(place, at);
  };
  if (value.kind === 'dict') return value.entries.filter(({ key }) => from(key)).length;
  return value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' ? value.items.filter(from).length : 0;
}

/** Options that different statements give, each with its place; undefined where they all come from one. */
function optionsWithPlaces(teller: Teller, value: Value): readonly StoryLine[] | undefined {
  const { setting, subject } = teller;
  if (value.kind !== 'choice' || subject.isPart) return undefined;
  const options = value.options.map((option) => ({ option, assignment: assignmentOf(setting, option.value) }));
  if (new Set(options.flatMap(({ assignment }) => assignment ?? [])).size < 2) return undefined;
  return options.map(({ option, assignment }): StoryLine => {
    const place: StoryLine = assignment ? [{ kind: 'place', place: assignment.place }, text(': ')] : [];
    return [...place, ...optionParts(teller, option)];
  });
}

function laterChanges(teller: Teller, value: Value): readonly StoryLine[] {
  const { setting } = teller;
  const written = alternatives(value).map((option) => {
    const assignment = assignmentOf(setting, option);
    return assignment ? setting.assignments.indexOf(assignment) : -1;
  });
  const [first, ...rest] = changeParts(teller, setting.assignments.slice(Math.max(...written) + 1), value);
  return first ? [[text('then '), ...rest]] : [];
}

function optionLines(teller: Teller, value: Value): readonly StoryLine[] {
  if (value.kind !== 'choice' || isPlainRead(value)) return [];
  return value.options.map((option) => optionParts(teller, option));
}

function optionParts(teller: Teller, { value, when }: ChoiceOption): StoryLine {
  return [...optionValue(teller, value), text(` if ${conditionText(when)}`)];
}

const LONGEST_OPTION = 60;

/** The value of one way; a long list is told by its length. */
function optionValue({ fallback }: Teller, value: Value): StoryLine {
  if (value.kind === 'unset') {
    return fallback ? [code(formatValue(fallback, 'brief')), text(' (Django’s default)')] : [text('nothing sets it')];
  }
  const shown = formatValue(value, 'brief');
  // A reason is worth nothing when it is cut.
  if (shown.length <= LONGEST_OPTION || value.kind === 'unknown') return [code(shown)];
  if (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set') {
    return [text(value.items.some(({ kind }) => kind === 'rest') ? 'a list' : counted(value.items.length, 'item'))];
  }
  return [code(`${shown.slice(0, LONGEST_OPTION - 1)}…`)];
}

const LONGEST_CONDITION = 120;

/** A variable that is true, or has a certain text, need not be said to be set. */
function withoutImplied(conjunction: string): string {
  const parts = conjunction.split(' and ');
  const isImplied = (name: string | undefined) =>
    name !== undefined && parts.some((part) => part === `the variable ${name} is true` || part.startsWith(`the variable ${name} is "`));
  return parts.filter((part) => !isImplied(/^(\w+) is set$/.exec(part)?.[1])).join(' and ');
}

/** A condition as a story has room for: variables are always those of the environment, and a long one ends after a whole part. */
function conditionText(when: string): string {
  const short = when.replaceAll(' in the environment', '').split(', or ').map(withoutImplied).join(', or ');
  if (short.length <= LONGEST_CONDITION) return short;
  const end = Math.max(short.lastIndexOf(' and ', LONGEST_CONDITION), short.lastIndexOf(', or ', LONGEST_CONDITION));
  return end < 0 ? `${short.slice(0, LONGEST_CONDITION - 1)}…` : `${short.slice(0, end)} …`;
}

const MOST_NAMES = 4;

/** The variables that parts of a list or dict come from. */
function partReads(value: Value): readonly StoryLine[] {
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'dict') return [];
  const reads = new Map<string, EnvRead>();
  collectReads(value, reads);
  if (reads.size === 0) return [];
  const shown = [...reads.values()].slice(0, MOST_NAMES);
  const more = reads.size - shown.length;
  const names = listed([...shown.map(({ name }) => [code(name)]), ...(more > 0 ? [[text(`${more} more`)]] : [])]);
  return [[text('parts of it read '), ...names, text(' from the environment')]];
}

/** Adds the reads of the environment that a value or a part of it comes from, by the names of their variables. */
export function collectReads(value: Value | RestItem, reads: Map<string, EnvRead>): void {
  if (value.kind === 'rest') return;
  if (value.env) reads.set(value.env.name, reads.get(value.env.name) ?? value.env);
  if (value.kind === 'choice') for (const option of value.options) collectReads(option.value, reads);
  else if (value.kind === 'dict') for (const each of value.entries) collectReads(each.value, reads);
  else if (value.kind === 'list' || value.kind === 'tuple') for (const item of value.items) collectReads(item, reads);
}

/** `A, B and C`. */
function listed(items: readonly StoryLine[]): StoryLine {
  return items.flatMap((item, at) => (at === 0 ? item : [text(at === items.length - 1 ? ' and ' : ', '), ...item]));
}

function text(words: string): StoryPart {
  return { kind: 'text', text: words };
}

function code(name: string): StoryPart {
  return { kind: 'code', text: name };
}
