import type { Span } from '../../base/text';

/** A distribution that a file asks for. Spans are UTF-16 units of the file's text. */
export interface WrittenRequirement {
  /** Normalised: lower case, `-` between the words. */
  readonly name: string;
  /** As written, without white space and brackets (`>=5.2,<6`, `^5.2`); '' is any version. */
  readonly specifier: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Empty, at the place where a specifier would stand, where there is none. */
  readonly specifierSpan: Span;
  readonly extras: readonly string[];
  /** As written: `python_version < "3.11"`; '' where it holds always. */
  readonly marker: string;
  /** Where it is taken from, when that is no index: a repository, an archive, a folder. */
  readonly url: string | undefined;
  /** The group or extra that it belongs to; undefined for what every installation gets. */
  readonly group: string | undefined;
}

/** The name of a distribution as indexes compare it. Source: https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normalizedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

const SPACE = /[ \t]*/y;
const NAME = /[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/y;
const EXTRAS = /\[([^\]]*)\]/y;
const CLAUSE = String.raw`(?:[<>=!~^]=?=?[ \t]*)?v?[\w.*+!-]+`;
const SPECIFIER = new RegExp(String.raw`\(?[ \t]*(?=[<>=!~^])${CLAUSE}(?:[ \t]*,[ \t]*${CLAUSE})*(?:[ \t]*,)?[ \t]*\)?`, 'y');
const URL_PART = /@[ \t]*(\S+)/y;
const MARKER = /;[ \t]*([^#]*)/y;

/**
 * One requirement as in PEP 508; `offset` is where the text stands in its file. Undefined where it is none.
 *
 * Source: https://packaging.python.org/en/latest/specifications/dependency-specifiers/
 */
export function readRequirement(text: string, offset: number, group?: string): WrittenRequirement | undefined {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match ?? undefined;
  };
  const placed = (start: number, end: number): Span => ({ start: offset + start, end: offset + end });
  take(SPACE);
  const start = at;
  const name = take(NAME);
  if (!name) return undefined;
  const nameSpan = placed(start, at);
  let end = at;
  take(SPACE);
  const extras = take(EXTRAS);
  if (extras) end = at;
  const afterExtras = end;
  take(SPACE);
  const specifierStart = at;
  const specifier = take(SPECIFIER);
  const specifierSpan = specifier
    ? placed(specifierStart, specifierStart + specifier[0].trimEnd().length)
    : placed(afterExtras, afterExtras);
  if (specifier) end = specifierStart + specifier[0].trimEnd().length;
  take(SPACE);
  const url = specifier ? undefined : take(URL_PART);
  if (url) end = at;
  take(SPACE);
  const marker = take(MARKER);
  if (marker) end = at - (marker[0].length - marker[0].trimEnd().length);
  else if (at < text.length) return undefined;
  return {
    name: normalizedName(name[0]),
    specifier: (specifier?.[0] ?? '').replace(/[()\s]/g, '').replace(/,$/, ''),
    span: placed(start, end),
    nameSpan,
    specifierSpan,
    extras: (extras?.[1] ?? '').split(',').flatMap((each) => normalizedName(each.trim()) || []),
    marker: marker?.[1]?.trim() ?? '',
    url: url?.[1],
    group,
  };
}
