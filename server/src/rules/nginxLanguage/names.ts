import { closestAmong } from '../../base/closest';
import { lazy } from '../../base/lazy';
import {
  definitionFor,
  directivesIn,
  isThirdPartyDirective,
  nginxContexts,
  nginxDirective,
  nginxDirectives,
  otherEditionDirectives,
  type RemovedNginxDirective,
  removedNginxDirectives,
  thirdPartyModule,
} from '../../knowledge/nginx';
import { isTop, type NginxDirective, nameOf } from '../../project/nginx/model';
import { formatNginxVersion, nginxIsOlder, nginxIsSince } from '../../project/nginx/version';
import { terminatorOf } from './places';
import type { Problem, ProblemFix } from './problem';
import type { Reading } from './reading';

/** A directive that no module defines for this place: says why, or notes that a module of others may. */
export function nameProblem(reading: Reading, directive: NginxDirective): undefined {
  const { name, parent } = directive;
  const own = definitionFor(name, parent.context);
  if (!own && isOfOthers(directive)) return foreign(reading, directive);
  if (reading.note('modules of others', () => loadsUnknownModules(reading))) return foreign(reading, directive);
  const removed = removedNginxDirectives(name).find(({ area }) => area === areaOf(parent.context));
  if (removed && (!nginxDirective(name) || !isKnownIn(reading, directive))) return removedProblem(reading, directive, removed);
  const facts = nginxDirective(name);
  const there = facts?.definitions.filter(({ since }) => !since || !nginxIsOlder(reading.version, since)) ?? [];
  if (facts && there.length === 0) return tooNew(reading, directive, facts.definitions[0]?.since);
  if (facts) return misplaced(reading, directive, [...new Set(there.flatMap(({ contexts }) => contexts))]);
  unknown(reading, directive);
}

function isKnownIn(reading: Reading, { name, parent }: NginxDirective): boolean {
  const definition = definitionFor(name, parent.context);
  return definition !== undefined && !(definition.since && nginxIsOlder(reading.version, definition.since));
}

/** A module of others defines it, or another edition of nginx, there or at all. */
function isOfOthers({ name, parent }: NginxDirective): boolean {
  const editions = otherEditionDirectives(name);
  const there = editions.some(({ contexts }) => contexts.includes(parent.context));
  return isThirdPartyDirective(name) || there || (editions.length > 0 && !nginxDirective(name));
}

/** Modules of others whose variables are all made by their own directives, or listed. */
const PLAIN_MODULES: ReadonlySet<string> = new Set([
  'headers-more',
  'brotli',
  'zstd',
  'lua',
  'set-misc',
  'array-var',
  'geoip2',
  'cache-purge',
  'substitutions',
  'fancyindex',
  'echo',
  'dav-ext',
]);

function foreign(reading: Reading, directive: NginxDirective): undefined {
  const module = thirdPartyModule(directive.name);
  if (!module || !PLAIN_MODULES.has(module.name)) reading.foreign = true;
  const { variables } = reading;
  const table = areaOf(directive.parent.context) === 'stream' ? variables.stream : variables.http;
  const entries = directive.block?.directives.map((each) => each.name) ?? [];
  for (const word of [...directive.args.map(({ text }) => text), ...entries]) if (word.startsWith('$')) table.define(word.slice(1));
}

/** What is read before this, and cannot be seen, may load modules. */
function mayHaveModules({ configuration }: Reading): boolean {
  const { outer, includes } = configuration;
  return outer !== 'own' || includes.some(({ directive, missing }) => missing !== undefined && isTop(directive.parent));
}

/** Modules that packages build as shared objects; what else is loaded may define anything. */
const KNOWN_OBJECTS =
  /(?:^|\/)(?:ngx_(?:http|stream|mail|otel|rtmp)(?:_(?:image_filter|perl|xslt_filter|geoip2?|js|brotli_(?:filter|static)|headers_more_filter|cache_purge|fancyindex|subs_filter|auth_pam|dav_ext|echo|lua|ndk|acme|zstd_(?:filter|static)|modsecurity|uploadprogress|upstream_fair|nchan|vhost_traffic_status))?|ndk_http|ngx_nchan|ngx_pagespeed)_module(?:-debug)?\.so$/;

function loadsUnknownModules({ configuration }: Reading): boolean {
  return configuration.top.all('load_module').some(({ args }) => !KNOWN_OBJECTS.test(args[0]?.text ?? ''));
}

function areaOf(context: string): string {
  if (context === 'main' || context === 'events') return 'core';
  return /^(stream|mail)/.exec(context)?.[0] ?? 'http';
}

function report(
  reading: Reading,
  directive: NginxDirective,
  kind: Problem['kind'],
  what: string,
  advice: string,
  fix?: ProblemFix,
): undefined {
  reading.report({ kind, what, advice, place: nameOf(directive), reported: terminatorOf(directive), ...(fix ? { fix } : {}) });
}

/** Below this no version is met any more, so that nothing has to say which one it is. */
const LONG_GONE = '1.14.0';

function removedProblem(reading: Reading, directive: NginxDirective, removed: RemovedNginxDirective): undefined {
  const { version } = reading;
  const { name, removedIn, replacement } = removed;
  const gone = version.known ? nginxIsSince(version, removedIn) : isBefore(removedIn, LONG_GONE);
  const instead = replacement ? `Use ${replacement}.` : 'Leave it out.';
  const fix = removedFix(reading, directive, removed);
  if (gone) return report(reading, directive, 'directive-removed', `${name} is gone since nginx ${removedIn}`, instead, fix);
  if (name === 'ssl' && directive.args[0]?.text.toLowerCase() === 'on')
    report(reading, directive, 'directive-deprecated', `${name} is deprecated, and gone in nginx ${removedIn}`, instead, fix);
}

/** `ssl on` says of every `listen` what `listen … ssl` says of one. */
function removedFix(reading: Reading, directive: NginxDirective, { name }: RemovedNginxDirective): ProblemFix | undefined {
  if (name !== 'ssl' || directive.args.length !== 1) return undefined;
  const line = wholeLine(reading, directive);
  if (!line) return undefined;
  if (directive.args[0]?.text.toLowerCase() === 'off') return { title: 'Remove ssl off', safe: true, edits: [{ span: line, newText: '' }] };
  const listens = directive.parent.all('listen');
  if (listens.length === 0 || listens.some((each) => each.file !== directive.file || !each.args[0])) return undefined;
  const plain = listens.filter(({ args }) => !args.some(({ text }) => text === 'ssl'));
  const edits = plain.flatMap(({ args }) =>
    args[0] ? [{ span: { start: args[0].span.end, end: args[0].span.end }, newText: ' ssl' }] : [],
  );
  return { title: 'Say ssl in listen', safe: true, edits: [...edits, { span: line, newText: '' }] };
}

/** The line of a directive that stands alone on it, with its line end; else the directive. */
export function wholeLine(
  reading: Reading,
  { file, syntax }: NginxDirective,
): { readonly start: number; readonly end: number } | undefined {
  const lines = reading.lines(file);
  if (!lines) return undefined;
  const { line } = lines.position(syntax.span.start);
  const own = lines.position(syntax.span.end).line === line && lines.lineText(line).trim().length === syntax.span.end - syntax.span.start;
  return own && line + 1 < lines.lineCount ? { start: lines.lineStart(line), end: lines.lineStart(line + 1) } : syntax.span;
}

function isBefore(version: string, bound: string): boolean {
  const [left = [], right = []] = [version, bound].map((text) => text.split('.').map(Number));
  const at = left.findIndex((part, index) => part !== right[index]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}

function tooNew(reading: Reading, directive: NginxDirective, since: string | undefined): undefined {
  const known = formatNginxVersion(reading.version);
  const what = `nginx ${known} does not know ${directive.name}, which came with ${since}`;
  report(reading, directive, 'unknown-directive', what, 'Leave it out, or use a newer nginx.');
}

/** Whether the block that a fragment is believed to stand in may be another one. */
function isElsewhere(reading: Reading, { parent }: NginxDirective, contexts: readonly string[]): boolean {
  const { top } = reading.configuration;
  if (isTop(parent)) return reading.note('another context fits', () => fitsElsewhere(reading));
  // An `if` in a server takes less than one in a location.
  if (parent.context !== 'if in server' || !parent.parent || !isTop(parent.parent) || !contexts.includes('if in location')) return false;
  return (
    reading.configuration.outer !== 'own' &&
    top.directives.every(({ name }) => !nginxDirective(name) || nginxContexts(name).includes('location'))
  );
}

/** Whether a fragment, whose place nobody shows, may be read in a block where all of its directives are allowed. */
function fitsElsewhere({ configuration }: Reading): boolean {
  if (configuration.outer === 'own') return false;
  const known = configuration.top.directives.flatMap(({ name }) =>
    name === 'include' || !nginxDirective(name) ? [] : [nginxContexts(name)],
  );
  return (known[0] ?? []).some((context) => known.every((contexts) => contexts.includes(context)));
}

function misplaced(reading: Reading, directive: NginxDirective, contexts: readonly string[]): undefined {
  const { name, parent } = directive;
  if (reading.hasTags(directive.file) || isElsewhere(reading, directive, contexts)) return;
  const here = parent.context === 'main' ? 'at the top' : `in ${parent.context}`;
  const where = contexts.map((context) => (context === 'main' ? 'the top' : context)).join(', ');
  report(reading, directive, 'misplaced-directive', `${name} cannot stand ${here}`, `It belongs to: ${where}.`);
}

function unknown(reading: Reading, directive: NginxDirective): undefined {
  const { name, parent, syntax } = directive;
  const block = syntax.block !== undefined;
  const here = [...directivesIn(parent.context)].flatMap(([each, definition]) => ((definition.block ?? false) === block ? [each] : []));
  const near = closestAmong(here)(name);
  const elsewhere =
    near ?? reading.note('nearest directive', () => lazy(() => closestAmong(nginxDirectives().map((each) => each.name))))()(name);
  if (elsewhere === undefined && (mayHaveModules(reading) || reading.hasTags(directive.file))) return foreign(reading, directive);
  const fix = near === undefined ? undefined : { title: `Write ${near}`, safe: true, edits: [{ span: syntax.name.span, newText: near }] };
  const advice = elsewhere ? `Write ${elsewhere}, if that is meant.` : 'No module that is known defines it.';
  report(reading, directive, 'unknown-directive', `nginx knows no directive ${name || '""'}`, advice, fix);
}
