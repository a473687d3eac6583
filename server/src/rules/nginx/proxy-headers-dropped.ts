import { argsOf, headOf, type NginxBlock, type NginxDirective, SHIPPED } from '../../project/nginx/model';
import type { Project } from '../../project/project';
import { insertBeside, quoted } from '../edit/nginx';
import { blocksToDjango, defaultHost, droppedHeaders, fieldOf, isForWebSockets, isRefusedHost, speaksHttp } from '../nginxHeaders';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/proxy-headers-dropped',
    title: 'Headers for Django that an inner block takes away',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: ['gixy-next:proxy_set_header_redefinition', 'nginx-lint:directive-inheritance'],
    summary:
      'A block with a proxy_set_header of its own inherits none of the outer ones: Host or X-Forwarded-* that are set outside do not reach Django.',
    settings: [],
  },
  messages: {
    lost: 'This block has proxy_set_header of its own, so that nginx drops all outer ones: {names}.\nDjango gets a wrong host name, scheme or client address in this place only, which looks like a fault of the page.\nRepeat them here, or put all of them into one file that both include.',
    refused:
      'This block has proxy_set_header of its own, so that nginx drops all outer ones: {names}.\nIt then sends Host: {host}, which is no valid host name: Django answers 400 to every request here.\nRepeat them here, or put all of them into one file that both include.',
  },
  check(context) {
    const { configuration, project } = context;
    const seen = new Set<NginxBlock>();
    for (const { block, target } of blocksToDjango(context, speaksHttp)) {
      const dropped = droppedHeaders(configuration, block);
      const [first] = dropped?.own ?? [];
      if (!dropped || !first || seen.has(dropped.at)) continue;
      seen.add(dropped.at);
      const { own, lost } = dropped;
      const names = [...new Set(lost.map((each) => argsOf(each)[0] ?? ''))];
      const host = lost.some((each) => fieldOf(each) === 'host') ? defaultHost(target) : undefined;
      const isRefused = host !== undefined && isRefusedHost(host) && !isForWebSockets(configuration, block);
      const last = own.at(-1) ?? first;
      const beside = last.file === SHIPPED ? (last.via ?? last) : last;
      const edit = () =>
        insertBeside(
          project,
          beside,
          'after',
          lost.map((each) => written(project, each)),
        );
      context.report({
        message: isRefused ? 'refused' : 'lost',
        data: { names: names.join(', '), ...(host !== undefined && { host }) },
        place: headOf(first.file === SHIPPED ? (first.via ?? first) : first),
        severity: isRefused ? 'error' : lost.every((each) => fieldOf(each) === 'x-forwarded-for') ? 'info' : 'warning',
        related: lost
          .filter(({ file }) => file !== SHIPPED)
          .map((each) => ({ place: headOf(each), message: 'This does not hold in the inner block' })),
        fixes: [{ title: `Repeat ${names.join(', ')}`, safe: true, edit }],
      });
    }
  },
});

/** A directive as it stands in its file; built from its words where it comes with nginx. */
function written(project: Project, directive: NginxDirective): string {
  const text = project.nginx(directive.file)?.text;
  const { start, end } = directive.syntax.span;
  return text === undefined ? `${[directive.name, ...argsOf(directive).map(quoted)].join(' ')};` : text.slice(start, end);
}
