/** A generated program as a tree, so that a failing one can be made smaller statement by statement. */
export type Statement = string | Compound;

/** `if`/`elif`/`else`, `try`/`except`, `def`, `class`, loops: heads with blocks under them. */
export interface Compound {
  readonly clauses: readonly Clause[];
}

export interface Clause {
  readonly head: string;
  readonly body: readonly Statement[];
}

export interface Project {
  /** The first is the settings module; all are of the package `conf`. */
  readonly modules: readonly GeneratedModule[];
}

export interface GeneratedModule {
  readonly name: string;
  readonly body: readonly Statement[];
}

export const block = (head: string, body: readonly Statement[]): Compound => ({ clauses: [{ head, body }] });

/** What every module may use; never left out. */
const HEADER = 'import collections, contextlib, copy, functools, os\n';

/** Paths below the root of the project, with the text of each. */
export function filesOf(project: Project): ReadonlyMap<string, string> {
  const files = new Map([['conf/__init__.py', '']]);
  for (const one of project.modules) files.set(`conf/${one.name}.py`, `${HEADER}${render(one.body)}\n`);
  return files;
}

/** The project for people. */
export function printed(project: Project): string {
  return project.modules.map((one) => `# conf/${one.name}.py\n${render(one.body)}`).join('\n\n');
}

function render(body: readonly Statement[], indent = ''): string {
  if (body.length === 0) return `${indent}pass`;
  return body
    .map((one) => {
      if (typeof one === 'string') return one.replace(/^/gm, indent);
      return one.clauses.map(({ head, body: inner }) => `${head.replace(/^/gm, indent)}\n${render(inner, `${indent}    `)}`).join('\n');
    })
    .join('\n');
}

/** Smaller projects, the smallest first: each with something left out. Not all of them are valid Python. */
export function* smaller(project: Project): Generator<Project> {
  for (const [at, one] of project.modules.entries()) {
    if (at > 0) yield { modules: project.modules.toSpliced(at, 1) };
    for (const body of smallerBlocks(one.body)) yield { modules: project.modules.with(at, { ...one, body }) };
  }
}

function* smallerBlocks(body: readonly Statement[]): Generator<readonly Statement[]> {
  for (let size = body.length >> 1; size > 1; size >>= 1) {
    for (let at = 0; at < body.length; at += size) yield body.toSpliced(at, size);
  }
  for (let at = body.length - 1; at >= 0; at--) yield body.toSpliced(at, 1);
  for (const [at, one] of body.entries()) {
    if (typeof one === 'string') {
      for (const text of simplerLines(one)) yield body.with(at, text);
      continue;
    }
    for (const clause of one.clauses) yield body.toSpliced(at, 1, ...clause.body);
    for (let skip = 1; skip < one.clauses.length; skip++) yield body.with(at, { clauses: one.clauses.toSpliced(skip, 1) });
    for (const [index, clause] of one.clauses.entries()) {
      for (const inner of smallerBlocks(clause.body)) yield body.with(at, { clauses: one.clauses.with(index, { ...clause, body: inner }) });
      for (const head of simplerLines(clause.head)) yield body.with(at, { clauses: one.clauses.with(index, { ...clause, head }) });
    }
  }
}

const SIMPLE = ['""', '"a"', '0', '1', 'True', '[]', '["a"]', '{}'];

/** A line with one bracketed part replaced by something plain, or by one of the parts in it. */
function* simplerLines(line: string): Generator<string> {
  for (const [from, to] of brackets(line)) {
    const inside = line.slice(from + 1, to);
    const [before, after] = [line.slice(0, from), line.slice(to + 1)];
    if (SIMPLE.includes(line.slice(from, to + 1))) continue;
    if (line[from] === '(') {
      for (const part of [...SIMPLE, ...inside.split(/ (?:if|else|or|and|\+) /)])
        if (part.length < inside.length) yield before + part + after;
      if (inside !== '') yield before.replace(/[\w.]+$/, '') + inside + after;
    }
    const parts = inside.split(', ');
    if (parts.length > 1) {
      for (const skip of parts.keys()) yield `${before}${line[from]}${parts.toSpliced(skip, 1).join(', ')}${line[to]}${after}`;
    }
  }
}

function brackets(line: string): readonly (readonly [number, number])[] {
  const open: number[] = [];
  const found: [number, number][] = [];
  for (const [at, character] of [...line].entries()) {
    if ('([{'.includes(character)) open.push(at);
    else if (')]}'.includes(character)) {
      const from = open.pop();
      if (from !== undefined) found.push([from, at]);
    }
  }
  return found.sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
}
