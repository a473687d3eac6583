import { locationOf } from '../project/nginx/locations';
import type { NginxConfiguration, NginxDirective } from '../project/nginx/model';
import { isUnknown } from '../project/nginx/placeholder';
import { inNamed } from '../project/nginx/survey';
import type { Word } from '../syntax/nginx/ast';
import { variablesOf } from './nginxTaint';

/** A regular expression of a configuration. */
export interface ExpressionSite {
  readonly directive: NginxDirective;
  readonly word: Word;
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** The regular expressions of a configuration that requests are matched with. */
export function expressionSites(configuration: NginxConfiguration): readonly ExpressionSite[] {
  return [...inWords(configuration), ...inEntries(configuration)];
}

const inWords = inNamed(['location', 'rewrite', 'server_name', 'if'], knownSitesOf);
const inEntries = inNamed(['map'], ({ block }) => (block?.directives ?? []).flatMap(knownSitesOf));

function knownSitesOf(directive: NginxDirective): readonly ExpressionSite[] {
  return sitesOf(directive).filter(({ word }) => !isUnknown(word));
}

function sitesOf(directive: NginxDirective): readonly ExpressionSite[] {
  const { name, args, parent } = directive;
  if (name === 'location') {
    if (!directive.block || !mayBeExpression(directive)) return [];
    const match = locationOf(directive.block);
    const isExpression = match?.modifier === '~' || match?.modifier === '~*';
    return isExpression ? [{ directive, word: match.word, source: match.pattern, ignoreCase: match.modifier === '~*' }] : [];
  }
  const [first] = args;
  if (name === 'rewrite' && first) return [{ directive, word: first, source: first.text, ignoreCase: false }];
  if (name === 'server_name')
    return args.flatMap((word) => (word.text.startsWith('~') ? [{ directive, word, source: word.text.slice(1), ignoreCase: true }] : []));
  const test = name === 'if' ? conditionOf(directive) : undefined;
  if (test) return [{ directive, ...test }];
  const key = directive.syntax.name;
  if (parent.opener?.name !== 'map' || !key.text.startsWith('~')) return [];
  const ignoreCase = key.text.startsWith('~*');
  return [{ directive, word: key, source: key.text.slice(ignoreCase ? 2 : 1), ignoreCase }];
}

/** What an `if` compares a variable with: `if ($uri ~* "^/a")`. */
export interface Condition {
  /** In lower case, without `$`. */
  readonly variable: string;
  readonly word: Word;
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly isNegated: boolean;
}

/** Undefined for an `if` that asks something else. */
export function conditionOf({ args }: NginxDirective): Condition | undefined {
  const [variable, operator, ...rest] = args;
  const [word] = rest;
  const name = /^\(?\$(\w+)$/.exec(variable?.text ?? '')?.[1];
  const sign = /^(!?)~(\*?)$/.exec(operator?.text ?? '');
  if (name === undefined || !sign || !word || rest.length > 2) return undefined;
  // nginx takes the bracket for its own where it is the last character of the last word, unless that is in quotes.
  const isOpen = rest.length === 1 && word.text.endsWith(')');
  if (!isOpen && rest[1]?.text !== ')') return undefined;
  const source = isOpen ? word.text.slice(0, -1) : word.text;
  return { variable: name.toLowerCase(), word, source, ignoreCase: sign[2] === '*', isNegated: sign[1] === '!' };
}

/** The variables that an `if` looks at, in lower case. */
export function conditionVariables({ name, args }: NginxDirective): readonly string[] {
  return name === 'if' ? args.flatMap(({ text }) => variablesOf(text)) : [];
}

/** The `location`s that may be chosen by a regular expression. */
export const expressionLocations = inNamed(['location'], (opener) => (mayBeExpression(opener) ? [opener] : []));

/** Whether a `location` may be chosen by a regular expression: a look at its first word, which most have not. */
export function mayBeExpression({ args }: NginxDirective): boolean {
  return args[0]?.text.startsWith('~') === true;
}
