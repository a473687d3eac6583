import { effective } from '../../project/nginx/inheritance';
import { locationOf, locationsOf } from '../../project/nginx/locations';
import { headOf, type NginxBlock, SHIPPED } from '../../project/nginx/model';
import { inEveryDirective } from '../../project/nginx/survey';
import { insertInto } from '../edit/nginx';
import { literalPath, servesFiles } from '../nginxPaths';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/root-in-location',
    title: 'A location without the root of its neighbours',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: ['nginx-lint:root-in-location'],
    summary: 'root is set in one location, and another that sends files has none: nginx looks for them in its own html folder.',
    settings: [],
  },
  messages: {
    none: 'This location sends files and has no root: only {other} has one.\nnginx looks for them in its own html folder, and every file is a 404.\nSet root in the server, for all of its locations.',
  },
  check(context) {
    for (const server of rooted(context.configuration)) checkServer(context, server);
  },
});

/** The servers that set root in a location, and have one that sends files. */
const rooted = inEveryDirective(({ block }) =>
  block?.context === 'server' &&
  locationsOf(block).some((location) => location.all('root').length > 0) &&
  locationsOf(block).some(sendsFilesOnly)
    ? [block]
    : [],
);

function checkServer(context: NginxContext<'none'>, server: NginxBlock): void {
  if (server.open !== undefined || effective(context.configuration, server, 'root').kind !== 'unset') return;
  const locations = locationsOf(server);
  const rooted = locations.flatMap((block) => block.all('root').map((directive) => ({ block, directive })));
  const [first] = rooted;
  const roots = new Set(rooted.map(({ directive }) => literalPath(directive)));
  const root = [...roots][0];
  if (!first?.block.opener || root === undefined) return;
  for (const block of locations) {
    const { opener } = block;
    if (!opener || opener.conditional || opener.file === SHIPPED || !sendsFilesOnly(block)) continue;
    const fixes =
      roots.size === 1
        ? [{ title: `Set root ${root} in the server`, safe: false, edit: () => insertInto(context.project, server, [`root ${root};`]) }]
        : [];
    context.report({
      message: 'none',
      data: { other: `location ${first.block.opener.args.map(({ text }) => text).join(' ')}` },
      place: headOf(opener),
      related: [{ place: headOf(first.directive), message: 'It is set here, for one location only' }],
      fixes,
    });
  }
}

/** What a location may hold that has nothing to do with where files lie. */
const HARMLESS =
  /^(expires|add_header|etag|access_log|gzip(_\w+)?|brotli(_\w+)?|sendfile|tcp_nopush|open_file_cache(_\w+)?|index|charset|default_type|types|aio|directio|output_buffers|postpone_output|if_modified_since|max_ranges)$/;

/** A location that sends files and does nothing else, as far as can be seen: how files are sent is all that it sets. */
function sendsFilesOnly(block: NginxBlock): boolean {
  const match = locationOf(block);
  if (!match || match.modifier === '=' || match.modifier === '@' || block.open !== undefined || !servesFiles(block)) return false;
  const says = block.directives.some(({ name }) => name === 'expires' || /^(gzip|brotli)_static$/.test(name));
  return says && block.directives.every(({ name, conditional }) => !conditional && HARMLESS.test(name));
}
