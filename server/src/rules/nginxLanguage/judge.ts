import { definitionFor, type NginxDefinition } from '../../knowledge/nginx';
import { isUnit } from '../../project/nginx/block';
import {
  headOf,
  isTemplated,
  isTop,
  type NginxBlock,
  type NginxConfiguration,
  type NginxDirective,
  nameOf,
} from '../../project/nginx/model';
import { isSpread } from '../../project/nginx/placeholder';
import { nginxIsOlder } from '../../project/nginx/version';
import { type Check, checkFor } from './checks';
import { adviceFor, countText, isCount } from './counts';
import { deprecations } from './deprecated';
import { finish } from './finish';
import { swallowed } from './missingSemicolon';
import { nameProblem } from './names';
import { terminatorOf } from './places';
import type { Problem } from './problem';
import { Call, Reading, type SourceOf } from './reading';

/**
 * What `nginx -t` would refuse in a configuration, in the order in which it is read, and what it warns about. Faults of single lines
 * are all reported, though nginx stops at the first. Errors of the reader itself (`NginxFile.errors`) are not among them.
 *
 * What the machine decides is left out: files, hosts, users, ports in use. A word that a template fills in is unknown, and silent.
 *
 * @param source the files of the workspace.
 */
export function judgeNginx(configuration: NginxConfiguration, source: SourceOf): readonly Problem[] {
  const reading = read(configuration, source, false);
  return (reading.isOutdated ? read(configuration, source, true) : reading).problems;
}

function read(configuration: NginxConfiguration, source: SourceOf, anew: boolean): Reading {
  const reading = new Reading(configuration, isComplete(configuration), source, anew);
  judgeBlock(reading, configuration.top);
  if (!reading.isOutdated) finish(reading);
  return reading;
}

/** `judgeNginx`, once for a configuration: the texts that it was read from belong to it. */
export function languageOf(configuration: NginxConfiguration, source: SourceOf): readonly Problem[] {
  const box = configuration.derived(emptyBox);
  box.problems ??= judgeNginx(configuration, source);
  return box.problems;
}

function emptyBox(): { problems: readonly Problem[] | undefined } {
  return { problems: undefined };
}

/** Whether everything that may define a name is there to see. */
function isComplete({ context, outer, includes, top }: NginxConfiguration): boolean {
  if (context !== 'main' || outer !== 'own' || top.open !== undefined) return false;
  // What is included at the top loads modules.
  return includes.every(({ missing, directive }) => missing === undefined || isTop(directive.parent));
}

/** These say themselves what may stand twice. */
const OWN_DUPLICATES: ReadonlySet<string> = new Set([
  // Without root's rights nginx does not read it.
  'user',
  'proxy_redirect',
  'proxy_cookie_domain',
  'proxy_cookie_path',
  'proxy_cookie_flags',
  'mirror',
  'limit_req',
  'limit_conn',
]);

function judgeBlock(reading: Reading, block: NginxBlock): undefined {
  if (block.context === 'unknown' || block.context === 'entries') return;
  if (block.open !== undefined) reading.templated = true;
  reading.addBlock(block);
  const seen = new Map<string, NginxDirective>();
  for (const directive of block.directives) {
    const { block: own } = directive;
    if (reading.isOutdated) return;
    if (own && isUnit(own.context, block.context)) reading.block(own, () => isJudgedAlone(reading, directive, seen));
    else judgeDirective(reading, directive, seen);
  }
}

/** Judges a directive. @returns whether it takes no part in what stands once or twice in its block. */
function isJudgedAlone(reading: Reading, directive: NginxDirective, seen: Map<string, NginxDirective>): boolean {
  const before = seen.size;
  const isTwice = seen.has(directive.name);
  judgeDirective(reading, directive, seen);
  return !isTwice && seen.size === before;
}

function judgeDirective(reading: Reading, directive: NginxDirective, seen: Map<string, NginxDirective>): undefined {
  const { name, args, syntax, parent } = directive;
  if (isTemplated(syntax.name)) {
    reading.templated = true;
    return;
  }
  // Without a terminator the reader fails before anything is judged.
  if (!syntax.terminator) return;
  const definition = definitionFor(name, parent.context) ?? legacy(reading, directive);
  if (!definition || isTooNew(reading, name, definition)) return nameProblem(reading, directive);
  reading.addName(name);
  // A template whose braces are taken for nginx's.
  if ((definition.block ?? false) !== (syntax.block !== undefined) && reading.hasTags(directive.file)) return;
  if (isCutShort(directive)) return cutShort(reading, directive);
  const unknown = reading.hasUnknown(directive);
  const templated = unknown && args.some(isTemplated);
  if (unknown) reading.templated = true;
  const before = reading.problems.length;
  judgeShape(reading, directive, definition, templated);
  if (reading.problems.length === before) {
    if (!isIgnored(reading, definition)) {
      judgeTwice(reading, directive, definition, seen);
      if (!unknown) checkOf(reading, name, definition)?.(new Call(reading, directive, definition));
    }
    deprecations(reading, directive, definition);
  }
  const swallows =
    reading.problems.length > before && !reading.hasTags(directive.file)
      ? swallowed(reading, directive, definition, reading.problems.slice(before))
      : undefined;
  if (swallows) reading.problems.splice(before, reading.problems.length, swallows);
  if (directive.block) judgeBlock(reading, directive.block);
}

/** The check of a definition, looked for once: a name is defined once for an area. */
function checkOf(reading: Reading, name: string, definition: NginxDefinition): Check | undefined {
  const known = reading.note('checks', () => new Map<NginxDefinition, Check | undefined>());
  if (!known.has(definition)) known.set(definition, checkFor(name, definition));
  return known.get(definition);
}

/** Read over with a warning, whatever its value. */
function isIgnored(reading: Reading, { deprecated }: NginxDefinition): boolean {
  return deprecated?.ignored === true && !nginxIsOlder(reading.version, deprecated.since ?? '0');
}

const SSL: NginxDefinition = { area: 'http', module: 'ngx_http_ssl_module', contexts: ['http', 'server'], args: [1], type: 'flag' };

/** `ssl on`, where the version is known to have it still. */
function legacy(reading: Reading, directive: NginxDirective): NginxDefinition | undefined {
  const { version } = reading;
  if (directive.name !== 'ssl' || !SSL.contexts.includes(directive.parent.context) || !nginxIsOlder(version, '1.25.1')) return undefined;
  nameProblem(reading, directive);
  return SSL;
}

/** Distributions put these into older versions with a security fix: no version is known not to have them. */
const BACKPORTED: ReadonlySet<string> = new Set(['max_headers']);

function isTooNew(reading: Reading, name: string, { since, sinceAlso }: NginxDefinition): boolean {
  if (since === undefined || BACKPORTED.has(name) || !nginxIsOlder(reading.version, since)) return false;
  return !(sinceAlso ?? []).some((also) => sameLine(reading, also));
}

/** A stable line that got it in a patch of its own. */
function sameLine({ version }: Reading, also: string): boolean {
  const [major, minor] = also.split('.').map(Number);
  return version.major === major && version.minor === minor && !nginxIsOlder(version, also);
}

/** `location ~ ^/[0-9]{4}$ {`: outside of quotes a brace ends the words, and what follows it is read as a directive. */
function isCutShort({ args, syntax, block }: NginxDirective): boolean {
  const first = block?.directives[0];
  return first !== undefined && /^\d+(?:,\d*)?\}/.test(first.name) && args.at(-1)?.span.end === syntax.terminator?.start;
}

function cutShort(reading: Reading, directive: NginxDirective): undefined {
  const [first] = directive.block?.directives ?? [];
  const last = directive.args.at(-1);
  const place = last && { file: directive.file, span: last.span };
  const what = `nginx takes the { in the expression of ${directive.name} for the beginning of its block`;
  if (place)
    reading.report({ kind: 'syntax-error', what, advice: 'Put the expression in quotes.', place, reported: first && terminatorOf(first) });
}

/** Block or none, and how many arguments. */
function judgeShape(reading: Reading, directive: NginxDirective, definition: NginxDefinition, templated: boolean): undefined {
  const { name, args, syntax } = directive;
  const report = (kind: Problem['kind'], what: string, advice: string): undefined =>
    void reading.report({
      kind,
      what,
      advice,
      place: kind === 'syntax-error' ? nameOf(directive) : headOf(directive),
      reported: terminatorOf(directive),
    });
  if (definition.block && !syntax.block) return report('syntax-error', `${name} has no block`, 'Put what belongs to it between { and }.');
  if (!definition.block && syntax.block) return report('syntax-error', `${name} has a block, and takes none`, 'End it with a semicolon.');
  // A template may write several words.
  if (templated || isCount(definition, args.length) || isSpread(args)) return;
  report('argument-count', `${name} takes ${countText(definition)}, and has ${args.length}`, adviceFor(definition));
}

/** Read by a setter of their own that refuses a second one. */
const ONCE: ReadonlySet<string> = new Set(['starttls']);

function judgeTwice(
  reading: Reading,
  directive: NginxDirective,
  definition: NginxDefinition,
  seen: Map<string, NginxDirective>,
): undefined {
  const { name } = directive;
  if ((definition.duplicates !== undefined && !ONCE.has(name)) || OWN_DUPLICATES.has(name)) return;
  const earlier = seen.get(name);
  if (!earlier) seen.set(name, directive);
  else new Call(reading, directive, definition).duplicate(`${name} stands twice in this block`, earlier);
}
