import { basename } from '../base/paths';
import type { Span } from '../base/text';
import type { Assignment, EvaluatedSettings, Setting } from '../evaluate/settings';
import type { EnvRead, Value } from '../evaluate/value';
import { escapeMarks } from '../knowledge/document';
import { MASK, maskedValue } from '../project/mask';
import type { Profile, Project } from '../project/project';
import { unsetOutcome } from '../rules/environment';
import { defaultProfiles, effectiveValue } from '../rules/run';
import type { Expression } from '../syntax/python/ast';
import { walk } from '../syntax/python/walk';
import { assignmentOf, type Chain, chainOf } from './chain';
import { changeWords, plainLiteral, type StorySource, storyOf, storySource } from './story';
import { lineOf, type StoryFormat, storyText } from './storyText';
import { formatValue } from './valueText';

/** What stands behind an assignment whose value its line does not show. */
export interface InlayHint {
  /** End of the assignment, in UTF-16 units. */
  readonly offset: number;
  /** At most 40 characters, secrets masked. */
  readonly label: string;
  readonly name: string;
  /** The profiles that are spoken of. */
  readonly profiles: readonly Profile[];
}

const LONGEST_LABEL = 40;

/**
 * The hints of a settings file in production (in every profile where nothing is production), in the order of their places. Where
 * profiles disagree, the hint says how many they are.
 * @param range only assignments that end in it.
 */
export function inlayHintsIn(project: Project, file: string, range?: Span): readonly InlayHint[] {
  const profiles = defaultProfiles(project).filter((profile) => project.evaluate(profile).files.includes(file));
  const source = storySource(project);
  const found = new Map<string, Found>();
  for (const profile of profiles) {
    const settings = project.evaluate(profile);
    for (const setting of settings.settings.values()) {
      const own = setting.assignments.filter((one) => one.place.file === file && (!range || isIn(range, one.place.span.end)));
      if (own.length === 0) continue;
      const teller = isPlain(setting, source) ? undefined : tellerOf(source, settings, setting);
      for (const assignment of own) note(found, profile, setting.name, assignment, teller && labelOf(teller, assignment));
    }
  }
  return [...found.values()]
    .flatMap((one) => {
      const label = agreed(one);
      return label === undefined ? [] : [{ offset: one.assignment.place.span.end, label, name: one.name, profiles: one.profiles }];
    })
    .sort((a, b) => a.offset - b.offset)
    .filter(isAlone);
}

/** `A = B = 60 * 60` has one hint; `A, B = pair()` has none, since nobody could tell which is whose. */
function isAlone({ offset, label }: InlayHint, at: number, all: readonly InlayHint[]): boolean {
  const here = all.filter((other) => other.offset === offset);
  return here.every((other) => other.label === label) && all.findIndex((other) => other.offset === offset) === at;
}

/** The whole story behind a hint, profile by profile. */
export function inlayHintStory(project: Project, { name, profiles }: InlayHint, format: StoryFormat): string {
  const source = storySource(project);
  const quoted = (text: string) => storyText(project, [{ kind: 'code', text }], format);
  return profiles
    .map((profile) => {
      const { value, lead, lines } = storyOf(source, { profile, name });
      const escaped = (text: string) => (format.format === 'text' ? text : escapeMarks(text));
      const told = [...(lead ? [lead] : []), ...lines].map((line) => `- ${escaped(storyText(project, line, format))}`);
      const head = format.format === 'text' ? profile.name : `**${profile.name}**`;
      return [`${head}: ${quoted(name)} is ${quoted(value)}`, ...told].join('\n');
    })
    .join('\n\n');
}

/** One literal and nothing else: most settings are, and nobody needs to look at their values. */
function isPlain({ assignments }: Setting, { expressionOf }: StorySource): boolean {
  const [only, ...others] = assignments;
  const expression = only && others.length === 0 ? expressionOf(only) : undefined;
  return expression !== undefined && isLiteral(expression);
}

interface Teller extends StorySource {
  readonly setting: Setting;
  /** As Django sees it, not masked. */
  readonly value: Value;
  readonly chain: Chain;
}

function tellerOf(source: StorySource, settings: EvaluatedSettings, setting: Setting): Teller {
  const value = effectiveValue(source.project, settings, setting.name);
  return { ...source, setting, value, chain: chainOf(setting, value, source.expressionOf) };
}

interface Label {
  readonly text: string;
  /** A later statement replaces this one: many profiles may say so, each of another statement. */
  readonly isReplaced: boolean;
}

interface Found {
  readonly name: string;
  readonly assignment: Assignment;
  readonly profiles: Profile[];
  readonly labels: (Label | undefined)[];
}

function note(found: Map<string, Found>, profile: Profile, name: string, assignment: Assignment, label: Label | undefined): void {
  const key = `${name} ${assignment.place.span.start}`;
  const known = found.get(key) ?? { name, assignment, profiles: [], labels: [] };
  known.profiles.push(profile);
  known.labels.push(label);
  found.set(key, known);
}

function agreed({ labels }: Found): string | undefined {
  const [first] = labels;
  if (labels.every((label) => label?.text === first?.text)) return first?.text;
  const count = labels.length;
  const replaced = labels.filter((label) => label?.isReplaced).length;
  if (replaced === count) return `replaced in ${count} profiles`;
  const isOnlyReplaced = labels.every((label) => label === undefined || label.isReplaced);
  return isOnlyReplaced ? `replaced in ${replaced} of ${count} profiles` : `differs between ${count} profiles`;
}

function labelOf(teller: Teller, assignment: Assignment): Label | undefined {
  const { chain } = teller;
  const { start } = chain;
  if (!start || assignment.kind === 'dynamic') return undefined;
  if (chain.before.includes(assignment)) return start.conditional ? undefined : replaced(teller, start);
  if (assignment !== start) return undefined;
  const text = changed(teller, start) ?? valueLabel(teller, start);
  return text === undefined ? undefined : { text, isReplaced: false };
}

function replaced({ project }: Teller, start: Assignment): Label {
  const { file } = start.place;
  const line = lineOf(project, start.place);
  return { text: fitting(`${basename(file)}:${line} replaces this`) ?? 'replaced later', isReplaced: true };
}

/** What another file adds to the value; what the same file does is in sight. */
function changed(teller: Teller, start: Assignment): string | undefined {
  const elsewhere = teller.chain.changes.filter(({ place }) => place.file !== start.place.file);
  const [first, ...others] = elsewhere;
  if (!first) return undefined;
  const place = `${basename(first.place.file)}:${lineOf(teller.project, first.place)}`;
  if (others.length > 0) return fitting(`${place} and ${others.length} more change this`) ?? 'changed later';
  if (first.conditional) return fitting(`${place} may change this`) ?? 'may be changed later';
  return fitting(`${place} ${changeWords(teller, first, teller.value).one}`) ?? fitting(`${place} changes this`) ?? 'changed later';
}

/** The value of a statement that nothing changes afterwards, unless the line itself has it. */
function valueLabel(teller: Teller, start: Assignment): string | undefined {
  const { project, setting, chain } = teller;
  const expression = teller.expressionOf(start);
  if (!expression || isLiteral(expression) || start.conditional || chain.changes.length > 0) return undefined;
  const value = maskedValue(setting.name, teller.value);
  const shown = shortValue(project, value, expression);
  const read = value.env;
  if (read?.state === 'given') return givenLabel(project, read, shown);
  if (shown !== undefined) return isOnLine(expression, shown) ? undefined : fitting(`= ${shown}`);
  const unset = value.kind === 'choice' ? unsetOutcome(value) : undefined;
  if (unset?.variable === undefined || ![undefined, start].includes(assignmentOf(setting, unset.value))) return undefined;
  const without = shortValue(project, unset.value, expression);
  if (without === undefined || isOnLine(expression, without)) return undefined;
  return fitting(`= ${without} without ${unset.variable}`) ?? fitting(`= ${without} by default`);
}

function givenLabel(project: Project, { givenAt, source }: EnvRead, shown: string | undefined): string | undefined {
  const giver = givenAt ? `${basename(givenAt.file)}:${lineOf(project, givenAt)}` : source && basename(source);
  const by = giver === undefined ? '' : ` (${giver})`;
  return shown === undefined ? fitting(`given${by}`) : (fitting(`= ${shown}${by}`) ?? fitting(`= ${shown}`));
}

/** Whether a literal of the expression says the same: the default that stands in a call need not be said again. */
function isOnLine(expression: Expression, shown: string): boolean {
  let found = false;
  walk(expression, (node) => {
    const literal = plainLiteral(node);
    found ||= literal !== undefined && isSame(formatValue(literal), shown);
    return !found;
  });
  return found;
}

/** `"0"` and `0`, `1` and `1.0` are the same to a reader. */
function isSame(literal: string, shown: string): boolean {
  const [one, other] = [unquoted(literal), unquoted(shown)];
  return one === other || (one !== '' && other !== '' && Number(one) === Number(other));
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

/** A value that is worth a few characters; paths of this machine and what a display shows by itself are not. */
function shortValue(project: Project, value: Value, expression: Expression): string | undefined {
  switch (value.kind) {
    case 'none':
    case 'bool':
    case 'int':
    case 'float':
      return formatValue(value);
    case 'str':
      return isPlace(project, value.value) || value.value.includes(MASK) ? undefined : formatValue(value);
    case 'list':
    case 'tuple':
    case 'set': {
      if (expression.kind === 'List' || expression.kind === 'Tuple' || expression.kind === 'Set') return undefined;
      if (value.items.some(({ kind }) => kind === 'rest')) return undefined;
      const shown = formatValue(value, 'brief');
      return shown.length <= SHORT_LIST && !shown.includes(MASK)
        ? shown
        : `${value.items.length} ${value.items.length === 1 ? 'item' : 'items'}`;
    }
    default:
      return undefined;
  }
}

const SHORT_LIST = 16;

function isPlace({ files }: Project, text: string): boolean {
  return files.root !== '/' && text.includes(files.root);
}

/** The line shows the value: a literal, or a display of literals. */
function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case 'Str':
    case 'Bytes':
    case 'Int':
    case 'Float':
    case 'Singleton':
      return true;
    case 'UnaryOp':
      return isLiteral(expression.operand);
    case 'List':
    case 'Tuple':
    case 'Set':
      return expression.elements.every(isLiteral);
    case 'Dict':
      return expression.entries.every(({ key, value }) => key !== undefined && isLiteral(key) && isLiteral(value));
    default:
      return false;
  }
}

function fitting(label: string): string | undefined {
  return label.length <= LONGEST_LABEL ? label : undefined;
}

function isIn(range: Span, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
