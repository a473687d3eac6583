import type { Directive, NginxFile, Statement, Word } from '../../syntax/nginx/ast';
import { isTemplated } from './model';

/**
 * What people and their tools put where a value comes later: `@sitedir@`, `__PORT__`, `%(port)s`, `<your domain>`, `YOUR_DOMAIN`,
 * `${MAX_MiB}`.
 */
const PLACEHOLDER = new RegExp(
  [
    '@\\w+@',
    '__\\w+__',
    '%[A-Za-z_]{3}\\w*%|%\\(\\w+\\)s',
    // Not the name of a group: `(?<name>…)`, `\k<name>`.
    '(?<!\\?P?|\\\\[kg])<[A-Za-z][^<>]*>',
    '(?<![A-Z])(?:YOUR|MY|CHANGE|REPLACE|INSERT|ENTER|PUT|SOME)_[A-Z0-9_]+',
    '\\$\\{\\w*[A-Z]\\w*\\}',
    // Not a class of characters: `[[:alpha:]]`.
    '\\[\\[(?![:.=])',
    '\\{#|\\}\\}',
  ].join('|'),
);

/** What none of these is without; quick to look for. */
const SUSPECT = /[@%<{}[]|__|[A-Z]_/;

/** Whether what nginx will read in the place of a word is not known. */
export function isUnknown(word: Word): boolean {
  return (word.parts.length > 0 && isTemplated(word)) || (SUSPECT.test(word.text) && PLACEHOLDER.test(word.text));
}

/** `<site code path>`: a placeholder of several words. */
export function isSpread(words: readonly Word[]): boolean {
  const first = words.findIndex(({ text, quote }) => quote === undefined && /^<[A-Za-z][^>]*$/.test(text));
  return first >= 0 && words.slice(first + 1).some(({ text }) => text.includes('>'));
}

/** The same of a whole file. */
export function hasTagsIn({ body }: NginxFile): boolean {
  return hasTags(body);
}

/** The directives of a file that have a word of which it is not known what nginx will read. */
export function unknownIn({ body }: NginxFile): ReadonlySet<Directive> {
  const found = new Set<Directive>();
  const visit = (statements: readonly Statement[]): void => {
    for (const each of statements) {
      if (each.kind === 'template') continue;
      if (each.args.some(isUnknown) || isSpread(each.args)) found.add(each);
      if (each.block) visit(each.block.body);
    }
  };
  visit(body);
  return found;
}

/** Whether tags of a template stand where directives begin: then nobody can tell which directives nginx sees, and in which block. */
export function hasTags(body: readonly Statement[]): boolean {
  return body.some(
    (each) =>
      each.kind === 'template' ||
      each.name.parts.some(({ kind }) => kind === 'template') ||
      (each.block !== undefined && hasTags(each.block.body)),
  );
}
