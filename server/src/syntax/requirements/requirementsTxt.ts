import type { Span } from '../../base/text';
import { normalizedName, readRequirement, type WrittenRequirement } from './requirement';

/** A requirements file of pip. */
export interface RequirementsTxt {
  readonly requirements: readonly WrittenRequirement[];
  /** Files that `-r` and `-c` name, as written. */
  readonly includes: readonly { readonly path: string; readonly span: Span; readonly isConstraint: boolean }[];
  /** Some line has a `--hash`: pip then wants one for every distribution. */
  readonly hasHashes: boolean;
}

/**
 * Reads a requirements file: one requirement or option per line, lines that end with a backslash go on, ` #` begins a comment. A line that
 * is neither is left out.
 *
 * Source: https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function readRequirementsTxt(text: string): RequirementsTxt {
  const requirements: WrittenRequirement[] = [];
  const includes: RequirementsTxt['includes'][number][] = [];
  for (const { line, start } of logicalLines(text)) {
    const include = /^(\s*(?:-r|--requirement|-c|--constraint)(?:[\s=]+|(?=\S)))(\S+)\s*$/.exec(line);
    if (include) {
      const from = start + (include[1]?.length ?? 0);
      const path = include[2] ?? '';
      includes.push({ path, span: { start: from, end: from + path.length }, isConstraint: /^\s*(-c|--constraint)/.test(line) });
      continue;
    }
    const requirement = readLine(line, start);
    if (requirement) requirements.push(requirement);
  }
  return { requirements, includes, hasHashes: /(^|\s)--hash[= ]/.test(text) };
}

/** Lines without their comments, joined where they go on: a joint is as many spaces as it had characters, so that offsets stay. */
function* logicalLines(text: string): Generator<{ readonly line: string; readonly start: number }> {
  let start = text.startsWith('\ufeff') ? 1 : 0;
  let joined = '';
  let at = start;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const next = feed < 0 ? text.length : feed + 1;
    const physical = text.slice(at, next);
    const content = physical.replace(/\r?\n$/, '');
    const isComment = /^\s*#/.test(content);
    if (content.endsWith('\\') && !isComment) {
      joined += content.replace(/\\+$/, (marks) => ' '.repeat(marks.length)) + ' '.repeat(physical.length - content.length);
    } else {
      const line = (joined + content).replace(/(^|\s)#.*$/, '');
      if (line.trim() !== '') yield { line, start };
      start = next;
      joined = '';
    }
    at = next;
  }
  if (joined.trim() !== '') yield { line: joined.replace(/(^|\s)#.*$/, ''), start };
}

/** A requirement, or something that is installed from where it lies: `-e …`, an address, a path. */
function readLine(line: string, start: number): WrittenRequirement | undefined {
  const editable = /^\s*(?:-e|--editable)[\s=]+(?=\S)/.exec(line)?.[0].length ?? 0;
  const rest = line.slice(editable);
  if (/^\s*-/.test(rest)) return undefined;
  const options = /\s--?[a-z]/.exec(rest)?.index ?? rest.length;
  const text = rest.slice(0, options).trimEnd();
  const from = start + editable;
  return readUrl(text, from) ?? (editable === 0 ? readRequirement(text, from) : undefined);
}

const EGG = /[#&]egg=([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)/;
const WHEEL = /\/([A-Za-z0-9][\w.]*)-v?\d[\w.!+]*-[\w.-]*\.whl(?:$|[#?])/;
const ARCHIVE = /\/([A-Za-z0-9][\w.-]*?)-v?\d[\w.!+]*\.(?:tar\.gz|zip|tar\.bz2|tgz)(?:$|[#?])/;

/** Something with an address of its own whose name can be told; the version is whatever lies there. */
function readUrl(text: string, offset: number): WrittenRequirement | undefined {
  const url = /^\s*((?:[a-z]+\+)?(?:https?|ssh|git|file|svn|hg)[:@]\S+|\.{0,2}\/\S*)/.exec(text);
  const address = url?.[1] ?? '';
  const name = (EGG.exec(address) ?? WHEEL.exec(address) ?? ARCHIVE.exec(address))?.[1];
  if (name === undefined) return undefined;
  const start = offset + text.indexOf(address);
  const at = start + address.indexOf(name);
  const end = start + address.length;
  return {
    name: normalizedName(name),
    specifier: '',
    span: { start, end },
    nameSpan: { start: at, end: at + name.length },
    specifierSpan: { start: end, end },
    extras: [],
    marker: '',
    url: address,
    group: undefined,
  };
}
