import type { Span } from '../../base/text';
import { definitionFor, directivesIn, type NginxDefinition, nginxVariables } from '../../knowledge/nginx';
import { locationOf, locationsOf } from '../../project/nginx/locations';
import { enclosing, everyDirective, type NginxBlock, type NginxConfiguration } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { variableDefinitions } from '../../project/nginx/variables';
import { nginxAtLeast } from '../../project/nginx/version';
import type { NginxSource, Project } from '../../project/project';
import type { Directive, Statement } from '../../syntax/nginx/ast';
import { upstreamNames } from './links';
import { configurationOf, directiveAt } from './place';

export interface NginxCompletion {
  readonly label: string;
  readonly kind: 'directive' | 'block' | 'variable' | 'value' | 'name';
  /** Shown beside the label. */
  readonly detail?: string;
  /** What is written; a snippet with `$1` where `isSnippet`. */
  readonly text: string;
  readonly isSnippet: boolean;
  /** What is written over. */
  readonly span: Span;
  /** Sorts before others: what stands in most configurations of its context. */
  readonly isCommon?: boolean;
}

/** What may be written at an offset: directives of the context, arguments of a directive, variables. */
export function completionsAt(project: Project, file: string, offset: number): readonly NginxCompletion[] {
  const source = project.nginx(file);
  const configuration = configurationOf(project, file);
  if (!source || !configuration || isInComment(source, offset)) return [];
  const variable = /\$\{?(\w*)$/.exec(lineBefore(source, offset));
  if (variable) return variablesAt(configuration, file, offset, variable);
  const block = blockAt(configuration, source, offset);
  const typed = statementAt(source, offset);
  const word = /[^\s;{}]*$/.exec(lineBefore(source, offset))?.[0] ?? '';
  const span = { start: offset - word.length, end: offset };
  if (!typed) return block.context === 'entries' ? [] : directives(configuration, block, span);
  return argumentsOf(configuration, block, typed, span);
}

function lineBefore({ text }: NginxSource, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function isInComment({ tree }: NginxSource, offset: number): boolean {
  return tree.comments.some(({ span }) => span.start < offset && offset <= span.end);
}

/** The block that an offset is in: that of the innermost directive whose braces are around it. */
function blockAt(configuration: NginxConfiguration, source: NginxSource, offset: number): NginxBlock {
  let found: NginxBlock = topOf(configuration, source.path);
  for (const { file, block, syntax } of everyDirective(configuration.top)) {
    if (file !== source.path || !block || !syntax.block) continue;
    const end = syntax.block.close?.start ?? source.text.length;
    if (syntax.block.open.end <= offset && offset <= end) found = block;
  }
  return found;
}

/** The block that the statements of a file stand in: for an included one, that of its `include`. */
function topOf(configuration: NginxConfiguration, file: string): NginxBlock {
  const include = configuration.includes.find(({ files }) => files.includes(file));
  return include ? configuration.whole(include.directive.parent) : configuration.top;
}

/** The directive whose arguments are being written at an offset: its name stands before it and its end does not. */
function statementAt(source: NginxSource, offset: number): Directive | undefined {
  const find = (body: readonly Statement[]): Directive | undefined => {
    for (const statement of body) {
      if (statement.kind !== 'directive' || statement.name.span.end >= offset) continue;
      const end = statement.terminator?.start ?? statement.span.end;
      const isOpen = statement.terminator === undefined && /^[^\n]*$/.test(source.text.slice(end, offset));
      if (offset <= end || isOpen) return statement;
      const inner = statement.block && find(statement.block.body);
      if (inner) return inner;
    }
    return undefined;
  };
  return find(source.tree.body);
}

/** What most people look for first. */
const COMMON: ReadonlySet<string> = new Set(
  'server location upstream listen server_name proxy_pass proxy_set_header root alias try_files return include add_header client_max_body_size ssl_certificate ssl_certificate_key access_log error_log expires gzip map'.split(
    ' ',
  ),
);

function directives(configuration: NginxConfiguration, block: NginxBlock, span: Span): readonly NginxCompletion[] {
  return [...directivesIn(block.context)].flatMap(([name, definition]): readonly NginxCompletion[] => {
    if (definition.since && configuration.version.known && !nginxAtLeast(configuration.version, definition.since)) return [];
    if (definition.deprecated) return [];
    const isBlock = definition.block === true;
    return [
      {
        label: name,
        kind: isBlock ? 'block' : 'directive',
        detail: definition.module.replace(/^ngx_|_module$/g, ''),
        text: snippetOf(name, definition),
        isSnippet: true,
        span,
        isCommon: COMMON.has(name),
      },
    ];
  });
}

function snippetOf(name: string, definition: NginxDefinition): string {
  const takesNone = definition.args.length === 1 && definition.args[0] === 0;
  const words = takesNone ? name : `${name} $1`;
  if (!definition.block) return takesNone ? `${name};` : `${words};`;
  return `${words}${takesNone ? ' ' : ' '}{\n\t$0\n}`;
}

function argumentsOf(configuration: NginxConfiguration, block: NginxBlock, typed: Directive, span: Span): readonly NginxCompletion[] {
  const definition = definitionFor(typed.name.text, block.context);
  const words = definition
    ? [...(definition.values ?? []), ...(definition.parameters ?? []), ...(definition.type === 'flag' ? ['on', 'off'] : [])]
    : [];
  const values = [...new Set(words)].map((word): NginxCompletion => ({ label: word, kind: 'value', text: word, isSnippet: false, span }));
  return [...values, ...namesFor(configuration, block, typed, span)];
}

/** Names that the configuration itself defines. */
function namesFor(configuration: NginxConfiguration, block: NginxBlock, typed: Directive, span: Span): readonly NginxCompletion[] {
  const named = (names: readonly string[], prefix = ''): readonly NginxCompletion[] =>
    [...new Set(names)].map((name) => ({ label: prefix + name, kind: 'name', text: prefix + name, isSnippet: false, span }));
  switch (typed.name.text) {
    case 'proxy_pass':
      return named(upstreamNames(configuration), 'http://');
    case 'uwsgi_pass':
    case 'fastcgi_pass':
    case 'scgi_pass':
    case 'grpc_pass':
      return named(upstreamNames(configuration));
    case 'try_files':
    case 'error_page': {
      const server = enclosing(block, 'server');
      const locations = server ? locationsOf(server).map(locationOf) : [];
      return named(locations.flatMap((match) => (match?.modifier === '@' ? match.pattern : [])));
    }
    case 'access_log':
      return named(wordsOf(configuration, 'log_format', ({ args }) => args[0]?.text));
    case 'limit_req':
      return named(wordsOf(configuration, 'limit_req_zone', zoneOf), 'zone=');
    case 'proxy_cache':
      return named(wordsOf(configuration, 'proxy_cache_path', zoneOf));
    default:
      return [];
  }
}

function wordsOf(configuration: NginxConfiguration, name: string, word: (directive: Directive) => string | undefined): readonly string[] {
  return directivesNamed(configuration, name).flatMap((each) => word(each.syntax) ?? []);
}

function zoneOf({ args }: Directive): string | undefined {
  const zone = args.find(({ text }) => /^(keys_)?zone=/.test(text))?.text;
  return zone?.replace(/^\w+=/, '').replace(/:.*$/, '');
}

function variablesAt(configuration: NginxConfiguration, file: string, offset: number, match: RegExpExecArray): readonly NginxCompletion[] {
  const directive = directiveAt(configuration, file, offset);
  const area = directive?.parent.context.startsWith('stream') ? 'stream' : 'http';
  const own = [...new Set(variableDefinitions(configuration).map(({ name }) => name))];
  const known = new Set(own);
  const mark = match[0].startsWith('${') ? '${' : '$';
  const close = mark === '${' ? '}' : '';
  const span = { start: offset - match[0].length, end: offset };
  const item = (name: string, detail: string, isCommon: boolean): NginxCompletion => ({
    label: `$${name}`,
    kind: 'variable',
    detail,
    text: `${mark}${name}${close}`,
    isSnippet: false,
    span,
    isCommon,
  });
  return [
    ...own.map((name) => item(name, 'this configuration', true)),
    ...nginxVariables(area).flatMap((each) =>
      known.has(each.name) ? [] : item(each.name, each.module.replace(/^ngx_|_module$/g, ''), COMMON_VARIABLES.has(each.name)),
    ),
  ];
}

const COMMON_VARIABLES: ReadonlySet<string> = new Set(
  'host scheme remote_addr proxy_add_x_forwarded_for uri request_uri args server_name http_upgrade is_args document_root'.split(' '),
);
