import type { TextEdit } from '../../base/text';
import type { PythonFile } from '../../project/project';
import type { ImportFrom, Module, Statement } from '../../syntax/python/ast';
import { lineBreak } from './lines';

/** Whether the file binds the module's name by `import name`, at its top level. */
export function importsModule(tree: Module, name: string): boolean {
  return tree.body.some(
    (statement) =>
      statement.kind === 'Import' && statement.names.some((each) => each.name.split('.')[0] === name && each.asName === undefined),
  );
}

/**
 * The edit that adds `import name`: in its alphabetical place among the plain imports, else above the first other import, else
 * below the docstring. `from __future__` stays first.
 */
export function addImport(file: PythonFile, name: string): TextEdit {
  const stop = lineBreak(file.text);
  const line = `import ${name}`;
  const plain = file.tree.body.filter((statement) => statement.kind === 'Import');
  const next = plain.find((statement) => (statement.names[0]?.name ?? '') > name);
  if (next) return at(next.span.start, line + stop);
  const last = plain.at(-1);
  if (last) return at(last.span.end, stop + line);
  const from = file.tree.body.find((statement) => statement.kind === 'ImportFrom' && statement.module !== '__future__');
  if (from?.kind === 'ImportFrom') return at(from.span.start, line + stop + (from.level > 0 ? stop : ''));
  const head = lastOfHead(file.tree);
  if (head) return at(head.span.end, stop + stop + line);
  const comments = leadingComments(file);
  const end = file.text.trimEnd().length;
  // Nothing but comments: other lines that are added at the end come behind this one.
  if (comments > 0 && comments >= end) return at(end, stop + stop + line);
  return at(comments, `${comments === 0 ? '' : stop}${line}${stop}${file.text.trim() === '' || comments > 0 ? '' : stop}`);
}

/** The edit that adds a name to an existing `from module import …`, in its alphabetical place; undefined for `*`. */
export function addImportedName(statement: ImportFrom, name: string): TextEdit | undefined {
  const first = statement.names[0];
  if (!first || first.name === '*') return undefined;
  const next = statement.names.find((each) => each.name > name);
  if (next) return at(next.span.start, `${name}, `);
  const last = statement.names.at(-1);
  return last && at(last.span.end, `, ${name}`);
}

/** The docstring, or the last `from __future__`, that has to stay above everything. */
function lastOfHead(tree: Module): Statement | undefined {
  let head: Statement | undefined;
  for (const [index, statement] of tree.body.entries()) {
    const docstring = index === 0 && statement.kind === 'Expr' && statement.value.kind === 'Str';
    const future = statement.kind === 'ImportFrom' && statement.module === '__future__';
    if (docstring || future) head = statement;
  }
  return head;
}

/** The end of a `#!` or encoding line and the licence below it: comments from the first line on. */
function leadingComments(file: PythonFile): number {
  return /^(?:#[^\r\n]*(?:\r?\n|$))*/.exec(file.text)?.[0].length ?? 0;
}

function at(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
