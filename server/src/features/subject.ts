import { contains, type Span } from '../base/text';
import { djangoSettingAt } from '../knowledge/django';
import { gunicornSetting } from '../knowledge/gunicorn';
import { middleware } from '../knowledge/middleware';
import { thirdPartySetting } from '../knowledge/thirdParty';
import type { Project, PythonFile } from '../project/project';
import type { Attribute, Call, DictDisplay, Expression, ListDisplay, Name, StringLiteral, TupleDisplay } from '../syntax/python/ast';
import { nodeAt, type PythonNode } from '../syntax/python/walk';

/** What the text at a place is about. `span`: the name or text itself. */
export type Subject = SettingSubject | ThirdPartySubject | MiddlewareSubject | GunicornSubject;

export interface SettingSubject {
  readonly kind: 'setting';
  /** In the notation of the knowledge base: `DEBUG`, `DATABASES.*.ENGINE`. */
  readonly name: string;
  readonly top: string;
  /** Keys and indexes from the top-level setting to this one. */
  readonly path: readonly (string | number)[];
  readonly span: Span;
}

/** A setting that another package reads. */
export interface ThirdPartySubject {
  readonly kind: 'third-party';
  readonly name: string;
  readonly span: Span;
}

export interface MiddlewareSubject {
  readonly kind: 'middleware';
  readonly path: string;
  readonly span: Span;
}

export interface GunicornSubject {
  readonly kind: 'gunicorn';
  readonly name: string;
  /** The configuration file. */
  readonly file: string;
  readonly span: Span;
}

/**
 * The setting, middleware or gunicorn setting that stands at an offset of a Python file; undefined where there is none that
 * we know something about.
 */
export function subjectAt(project: Project, path: string, offset: number): Subject | undefined {
  const file = path.endsWith('.py') ? project.python(path) : undefined;
  if (!file) return undefined;
  const nodes = nodeAt(file.tree, offset);
  const node = nodes.at(-1);
  switch (node?.kind) {
    case 'Name':
      return nameSubject(project, file, node);
    case 'Attribute':
      return attributeSubject(node, offset);
    case 'Str':
      return textSubject(project, file, nodes, node);
    default:
      return undefined;
  }
}

/** Files whose upper-case names are settings: those that some profile's settings come from. */
export function isSettingsFile(project: Project, path: string): boolean {
  return project.profiles.some((profile) => profile.file === path || project.evaluate(profile).files.includes(path));
}

function nameSubject(project: Project, file: PythonFile, { id, span }: Name): Subject | undefined {
  if (project.gunicornConfigs.includes(file.path)) {
    return gunicornSetting(id) ? { kind: 'gunicorn', name: id, file: file.path, span } : undefined;
  }
  return isSettingsFile(project, file.path) ? topLevel(id, span) : undefined;
}

function topLevel(name: string, span: Span): Subject | undefined {
  return settingSubject(name, [], span) ?? (thirdPartySetting(name) ? { kind: 'third-party', name, span } : undefined);
}

/** `settings.DEBUG`, `conf.settings.DEBUG`: anywhere in the project. */
function attributeSubject(node: Attribute, offset: number): Subject | undefined {
  return contains(node.nameSpan, offset) && isSettingsObject(node.value) ? topLevel(node.name, node.nameSpan) : undefined;
}

function textSubject(project: Project, file: PythonFile, nodes: readonly PythonNode[], node: StringLiteral): Subject | undefined {
  if (middleware(node.value)) return { kind: 'middleware', path: node.value, span: node.span };
  const call = nodes.findLast((candidate): candidate is Call => candidate.kind === 'Call');
  if (call && isGetattrOfSettings(call, node)) return topLevel(node.value, node.span);
  if (!isSettingsFile(project, file.path)) return undefined;
  const place = keyPlace(nodes, node);
  return place && settingSubject(place.top, place.path, node.span);
}

function settingSubject(top: string, path: readonly (string | number)[], span: Span): SettingSubject | undefined {
  const setting = djangoSettingAt(top, path);
  return setting && { kind: 'setting', name: setting.name, top, path, span };
}

function isSettingsObject(value: Expression): boolean {
  return (value.kind === 'Name' && value.id === 'settings') || (value.kind === 'Attribute' && value.name === 'settings');
}

function isGetattrOfSettings(call: Call, name: StringLiteral): boolean {
  const [object, attribute] = call.arguments;
  return (
    call.function.kind === 'Name' &&
    call.function.id === 'getattr' &&
    object !== undefined &&
    isSettingsObject(object.value) &&
    attribute?.value === name
  );
}

/** The way from a top-level setting to a text that is a key inside it: in its display, or as `X["key"]`. */
function keyPlace(
  nodes: readonly PythonNode[],
  node: StringLiteral,
): { readonly top: string; readonly path: readonly (string | number)[] } | undefined {
  const at = nodes.findIndex(({ kind }) => kind === 'Assign' || kind === 'AnnAssign' || kind === 'AugAssign');
  const statement = nodes[at];
  if (!statement) return undefined;
  const target = targetOf(statement, node);
  if (!target) return undefined;
  if (target.isKey) return target;
  const inside = stepsInside(nodes.slice(at + 1), node);
  return inside && { top: target.top, path: [...target.path, ...inside] };
}

interface Target {
  readonly top: string;
  readonly path: readonly (string | number)[];
  /** The text is itself a key of the target, not inside the value. */
  readonly isKey: boolean;
}

function targetOf(statement: PythonNode, node: StringLiteral): Target | undefined {
  if (statement.kind === 'Assign') {
    for (const target of statement.targets) {
      const found = subscripts(target, node);
      if (found) return found;
    }
    return undefined;
  }
  return statement.kind === 'AnnAssign' || statement.kind === 'AugAssign' ? subscripts(statement.target, node) : undefined;
}

/** `X["a"]["b"]`: X and the keys up to `node`, or all of them when `node` is not among them. */
function subscripts(target: Expression, node: StringLiteral): Target | undefined {
  if (target.kind === 'Name') return { top: target.id, path: [], isKey: false };
  if (target.kind !== 'Subscript') return undefined;
  const outer = subscripts(target.value, node);
  if (!outer || outer.isKey) return outer;
  if (target.index.kind !== 'Str') return undefined;
  return { top: outer.top, path: [...outer.path, target.index.value], isKey: target.index === node };
}

/** Keys and indexes from the value down to `node`, which must be a key of a dict display. */
function stepsInside(nodes: readonly PythonNode[], node: StringLiteral): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  for (const [at, outer] of nodes.entries()) {
    const inner = nodes[at + 1];
    if (!inner) break;
    const step = stepTo(outer, inner);
    if (step === undefined) return undefined;
    steps.push(step);
    if (inner === node) return outer.kind === 'Dict' && outer.entries.some(({ key }) => key === node) ? steps : undefined;
  }
  return undefined;
}

function stepTo(outer: PythonNode, inner: PythonNode): string | number | undefined {
  if (outer.kind === 'Dict') return keyOf(outer, inner);
  if (outer.kind === 'List' || outer.kind === 'Tuple') return indexOf(outer, inner);
  return undefined;
}

function keyOf(dict: DictDisplay, inner: PythonNode): string | undefined {
  const entry = dict.entries.find(({ key, value }) => key === inner || value === inner);
  return entry?.key?.kind === 'Str' ? entry.key.value : undefined;
}

function indexOf(list: ListDisplay | TupleDisplay, inner: PythonNode): number | undefined {
  const elements: readonly PythonNode[] = list.elements;
  const at = elements.indexOf(inner);
  return at >= 0 ? at : undefined;
}
