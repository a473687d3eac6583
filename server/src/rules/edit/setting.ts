import { contains, type Place, type TextEdit } from '../../base/text';
import type { Assignment, Setting } from '../../evaluate/settings';
import type { PythonFile } from '../../project/project';
import type { Statement } from '../../syntax/python/ast';
import type { FileEdit } from '../rule';
import { type NewExpression, type NewText, resolveExpression } from './expression';
import { deleteStatement, indentAt, insertAtEnd, insertBelow, lineBreak } from './lines';
import { suiteOf } from './nodes';
import { bodyOf, landingOf } from './relatives';
import { type EditScope, type Edits, settingOf } from './scope';

/**
 * Makes a setting have a value in this profile.
 *
 * Where one plain, unconditional assignment in the profile's own module holds, its expression is replaced; where it stands in a
 * module that other profiles share, an override goes into the profile's own module. Where nothing sets it, the assignment lands
 * after its last relative there, inside an `if not DEBUG:` where the file keeps relatives in one, else at the end of the module.
 *
 * @param expression Python, for instance `True`, `3600` or `["example.com"]`, or what `readFromEnv` gives.
 */
export function setSetting(scope: EditScope, name: string, expression: NewExpression): Edits {
  const setting = settingOf(scope, name);
  if (!setting || setting.assignments.length === 0) return insertSetting(scope, name, expression, undefined);
  const last = setting.assignments.at(-1);
  if (!last || last.kind === 'dynamic') return undefined;
  if (last.kind === 'assign' && holdsAlone(scope, setting, last) && isOwn(scope, last)) {
    return replaceExpression(scope, { file: last.place.file, span: last.valueSpan }, expression);
  }
  return insertSetting(scope, name, expression, last);
}

/** Replaces the expression that stands at a place of a Python file (`Value.at`, an assignment's `valueSpan`). */
export function replaceExpression(scope: EditScope, place: Place, expression: NewExpression): Edits {
  const file = scope.project.python(place.file);
  const text = file && resolveExpression(file, place.span.start, expression);
  if (!file || !text || (text.from ?? 0) > place.span.start) return undefined;
  return write(file, text, (lines) => ({ span: place.span, newText: lines.join(lineBreak(file.text) + indentAt(file, place.span.start)) }));
}

/** Replaces a whole statement by other lines, which are written with its indentation. */
export function replaceStatement(scope: EditScope, place: Place, lines: readonly string[]): Edits {
  const file = scope.project.python(place.file);
  if (!file || !suiteOf(file.tree, place.span)) return undefined;
  const newText = lines.join(lineBreak(file.text) + indentAt(file, place.span.start));
  return [{ file: file.path, edits: [{ span: place.span, newText }] }];
}

/** Takes out every statement that sets the name, with the comment at the end of its line; only plain assignments, in files of the workspace. */
export function removeSetting(scope: EditScope, name: string): Edits {
  const setting = settingOf(scope, name);
  if (!setting || setting.assignments.length === 0) return undefined;
  return byFile(scope, setting.assignments, (file, { kind, place }) => {
    const found = suiteOf(file.tree, place.span);
    if (kind !== 'assign' || !found || found.suite.length === 1 || !isPlain(found.statement)) return undefined;
    return deleteStatement(file, place.span);
  });
}

/** Gives the name another spelling in every statement that sets or changes it. */
export function renameSetting(scope: EditScope, name: string, to: string): Edits {
  const setting = settingOf(scope, name);
  if (!setting || setting.assignments.length === 0) return undefined;
  return byFile(scope, setting.assignments, (file, { target }) =>
    file.text.slice(target.start, target.end) === name ? { span: target, newText: to } : undefined,
  );
}

/** A plain assignment of this one name, whose expression can be replaced without touching anything else. */
function holdsAlone(scope: EditScope, setting: Setting, last: Assignment): boolean {
  const file = scope.project.python(last.place.file);
  const found = file && suiteOf(file.tree, last.place.span);
  if (!found || !isPlain(found.statement)) return false;
  return !last.conditional || setting.assignments.length === 1;
}

function isPlain(statement: Statement): boolean {
  if (statement.kind === 'AnnAssign') return statement.target.kind === 'Name' && statement.value !== undefined;
  return statement.kind === 'Assign' && statement.targets.length === 1 && statement.targets[0]?.kind === 'Name';
}

/**
 * Changing the assignment changes this profile alone: it stands in the module, or the class, that the profile is made of, or in
 * a base module from which no other profile takes its settings.
 */
function isOwn(scope: EditScope, { place }: Assignment): boolean {
  const { profile } = scope;
  if (!profile) return true;
  if (place.file === scope.settings.file) return profile.configuration === undefined || ownStatement(scope, place) !== undefined;
  return !scope.project.profiles.some((other) => other.name !== profile.name && scope.project.evaluate(other).files.includes(place.file));
}

/** The statement of the profile's own module or class in which a place lies. */
function ownStatement(scope: EditScope, place: Place): Statement | undefined {
  const file = place.file === scope.settings.file ? scope.project.python(place.file) : undefined;
  return file && bodyOf(scope, file)?.find((statement) => contains(statement.span, place.span.start));
}

/** Adds `NAME = …` to the profile's own module: below the statement that sets it last there, else beside its relatives, else at the end. */
function insertSetting(scope: EditScope, name: string, expression: NewExpression, last: Assignment | undefined): Edits {
  const file = scope.project.python(scope.settings.file);
  if (!file) return undefined;
  const landing = (last && ownStatement(scope, last.place)) ?? landingOf(scope, file, name);
  if (landing === undefined) return undefined;
  const offset = landing === 'end' ? file.text.length : landing.span.end;
  const text = resolveExpression(file, offset, expression);
  if (!text) return undefined;
  const below = landing === 'end' || (text.from ?? 0) > offset ? undefined : landing;
  const inClass = scope.profile?.configuration !== undefined;
  return write(file, text, ([first = '', ...rest]) => {
    const lines = [`${name} = ${first}`, ...rest];
    const edit = below && insertBelow(file, below.span, indentAt(file, below.span.start), lines);
    return edit ?? (inClass ? undefined : insertAtEnd(file, lines));
  });
}

function write(file: PythonFile, text: NewText, edit: (lines: readonly string[]) => TextEdit | undefined): Edits {
  const made = edit(text.text.split('\n'));
  return made && [{ file: file.path, edits: [...text.imports, made] }];
}

function byFile(
  scope: EditScope,
  assignments: readonly Assignment[],
  edit: (file: PythonFile, assignment: Assignment) => TextEdit | undefined,
): Edits {
  const edits = new Map<string, TextEdit[]>();
  for (const assignment of assignments) {
    const file = scope.project.python(assignment.place.file);
    const made = file && edit(file, assignment);
    if (!file || !made) return undefined;
    const list = edits.get(file.path) ?? [];
    if (!list.some((each) => each.span.start === made.span.start)) edits.set(file.path, [...list, made]);
  }
  return [...edits].map(([file, each]): FileEdit => ({ file, edits: each }));
}
