import type { Place, Span } from '../../base/text';
import { namedLocation } from '../../project/nginx/locations';
import { enclosing, type NginxConfiguration, type NginxDirective, nameOf, SHIPPED } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { proxyTargetOf, upstreamsOf } from '../../project/nginx/upstreams';
import { definitionsOf } from '../../project/nginx/variables';
import type { Project } from '../../project/project';
import { servicesAt } from '../services';
import { configurationOf, placeAt } from './place';

/** A stretch of a file that leads to another file. */
export interface NginxLink {
  readonly span: Span;
  readonly file: string;
}

/** The `include`s of a file that stand for one file of the workspace each. */
export function linksIn(project: Project, file: string): readonly NginxLink[] {
  const includes = configurationOf(project, file)?.includes ?? [];
  return includes.flatMap(({ directive, files }): readonly NginxLink[] => {
    const [word] = directive.args;
    const [target, ...others] = files;
    return word && directive.file === file && target !== undefined && others.length === 0 ? [{ span: word.span, file: target }] : [];
  });
}

/** Where what stands at an offset comes from: the files of an `include`, an upstream, a service of compose, a named location, what makes a variable. */
export function definitionAt(project: Project, file: string, offset: number): readonly Place[] {
  const place = placeAt(project, file, offset);
  if (!place) return [];
  const { configuration, directive, word, variable } = place;
  if (variable) return definitionsOf(configuration, variable.name).map((definition) => definition.place);
  if (!word || word === directive.syntax.name) return [];
  if (directive.name === 'include') return includedBy(configuration, directive);
  if (word.text.startsWith('@')) return namedLocations(directive, word.text);
  const upstream = proxyTargetOf(configuration, directive)?.upstream?.opener;
  if (upstream) return [nameOfBlock(upstream)];
  const services = servicesAt(project, configuration, directive);
  if (services.length > 0) return services;
  return DEFINED_BY_NAME.flatMap(({ uses, definer, argument }) =>
    uses.includes(directive.name) ? definers(configuration, definer, argument, nameIn(word.text)) : [],
  );
}

/** Things that one directive defines under a name and others use. */
const DEFINED_BY_NAME: readonly { readonly uses: readonly string[]; readonly definer: string; readonly argument: number }[] = [
  { uses: ['access_log'], definer: 'log_format', argument: 0 },
  { uses: ['limit_req'], definer: 'limit_req_zone', argument: 1 },
  { uses: ['limit_conn'], definer: 'limit_conn_zone', argument: 1 },
  { uses: ['proxy_cache'], definer: 'proxy_cache_path', argument: -1 },
  { uses: ['uwsgi_cache'], definer: 'uwsgi_cache_path', argument: -1 },
];

/** `zone=login` → `login`, `keys_zone=pages:10m` → `pages`. */
function nameIn(word: string): string {
  return word.replace(/^(keys_)?zone=/, '').replace(/:.*$/, '');
}

function definers(configuration: NginxConfiguration, definer: string, argument: number, name: string): readonly Place[] {
  const found: Place[] = [];
  for (const directive of directivesNamed(configuration, definer)) {
    if (directive.file === SHIPPED) continue;
    const words =
      argument < 0 ? directive.args.filter(({ text }) => text.startsWith('keys_zone=')) : directive.args.slice(argument, argument + 1);
    for (const word of words) if (nameIn(word.text) === name) found.push({ file: directive.file, span: word.span });
  }
  return found;
}

function includedBy(configuration: NginxConfiguration, directive: NginxDirective): readonly Place[] {
  const include = configuration.includes.find((one) => one.directive === directive);
  return (include?.files ?? []).map((file) => ({ file, span: { start: 0, end: 0 } }));
}

function namedLocations(directive: NginxDirective, name: string): readonly Place[] {
  const server = enclosing(directive.parent, 'server');
  const location = server && namedLocation(server, name)?.opener;
  return location ? [nameOfBlock(location)] : [];
}

function nameOfBlock(opener: NginxDirective): Place {
  const word = opener.args.at(-1);
  return word ? { file: opener.file, span: word.span } : nameOf(opener);
}

/** Names of upstreams, for completion. */
export function upstreamNames(configuration: NginxConfiguration): readonly string[] {
  return upstreamsOf(configuration).flatMap((block) => block.opener?.args[0]?.text ?? []);
}
