import { effective } from '../project/nginx/inheritance';
import { blocksOf, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../project/nginx/model';
import { directivesNamed } from '../project/nginx/named';
import { isUnknown } from '../project/nginx/placeholder';
import type { Project } from '../project/project';
import { beginsWith, codes } from './nginxRegex';
import { expand } from './nginxTaint';

const SLASH = codes('/');

/** A host that nginx looks up while it serves requests. */
export interface RuntimeName {
  readonly host: string;
  /** A port stands behind it: then it is no name of an upstream block. */
  readonly hasPort: boolean;
  readonly directive: NginxDirective;
}

/** Directives whose address may hold variables. */
export const RUNTIME_PASSES = ['proxy_pass', 'uwsgi_pass', 'fastcgi_pass', 'scgi_pass', 'grpc_pass'] as const;

/**
 * The names that a directive with variables in its address asks the resolver for; none for addresses, for upstreams, and for what
 * cannot be told.
 */
export function runtimeNames(project: Project, configuration: NginxConfiguration, directive: NginxDirective): readonly RuntimeName[] {
  const [word] = directive.args;
  if (!word?.text.includes('$') || isUnknown(word) || directive.conditional) return [];
  const ways = expand({ configuration, directive }, word);
  return (ways ?? []).flatMap((segments) => {
    let text = '';
    for (const segment of segments) {
      if (segment.kind !== 'text') {
        // What follows the first slash is path; before it, nothing can be said.
        const isPath = /^[a-z]+:\/\/[^/]+\//i.test(text) || (segment.kind === 'visitor' && beginsWith(segment.piece, SLASH));
        if (!isPath) return [];
        break;
      }
      text += segment.text;
    }
    const [, host, port] = /^(?:[a-z]+:\/\/)?([^/:?#]+)(:\d+)?(?:[/?#]|$)/i.exec(text) ?? [];
    const isName = host !== undefined && host !== 'unix' && !/^[\d.]+$|^\[/.test(host);
    return isName && !isKnown(project, host) ? [{ host, hasPort: port !== undefined, directive }] : [];
  });
}

/** Whether nginx knows a name from its start: as an upstream, or as a host that stands somewhere without a variable. */
function isKnown(project: Project, host: string): boolean {
  return project.nginxConfigurations.some((configuration) => configuration.derived(namesAtStart).has(host));
}

function namesAtStart(configuration: NginxConfiguration): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { args } of directivesNamed(configuration, 'upstream')) if (args[0]) names.add(args[0].text);
  for (const { args } of directivesNamed(configuration, ...RUNTIME_PASSES)) {
    const address = args[0]?.text ?? '';
    const host = /^(?:[a-z]+:\/\/)?([^/:?#]+)/i.exec(address)?.[1];
    if (host !== undefined && !address.includes('$')) names.add(host);
  }
  return names;
}

/** What resolves names in a block; `unknown` where another file of the same nginx may say so. */
export function resolverOf(project: Project, configuration: NginxConfiguration, block: NginxBlock) {
  const found = effective(configuration, block, 'resolver');
  const missing = configuration.includes.find(
    (each) => each.missing !== undefined && /^(main|http|server)$/.test(each.directive.parent.context),
  )?.missing;
  if (found.kind === 'unset' && missing !== undefined) return { kind: 'unknown' as const, reason: missing };
  if (found.kind !== 'unset' || configuration.outer === 'own') return found;
  const isElsewhere = project.nginxConfigurations.some(
    ({ top }) => top.all('resolver').length > 0 || blocksOf(top, 'http').some((http) => http.all('resolver').length > 0),
  );
  return isElsewhere ? { kind: 'unknown' as const, reason: 'another file of the workspace sets a resolver' } : found;
}
