import { effective } from '../../project/nginx/inheritance';
import { enclosing, headOf, type NginxBlock, type NginxDirective, SHIPPED } from '../../project/nginx/model';
import { listensOf } from '../../project/nginx/servers';
import { insertBeside, insertInto } from '../edit/nginx';
import { staticBlocks } from '../nginxStatic';
import { mayHoldMore } from '../nginxTls';
import { type NginxContext, nginxRule } from '../rule';

/** What static files of a Django project are made of, and JSON; text/html nginx adds itself. */
const TYPES = 'gzip_types text/css text/plain application/javascript text/javascript application/json image/svg+xml;';

export const rule = nginxRule({
  meta: {
    id: 'nginx/compression-off',
    title: 'Style sheets and scripts go out uncompressed',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['nginx-lint:gzip-not-enabled'],
    summary: 'nginx sends the static files, and nothing compresses them: gzip is not on, or only for HTML.',
    settings: [],
  },
  messages: {
    off: 'nginx sends the static files of this site, and gzip is not on.\nStyle sheets and scripts are three to five times as long as they need to be.\nSwitch gzip on for them.',
    types:
      'gzip is on and gzip_types is not set: nginx compresses HTML only.\nThe static files that it sends, style sheets and scripts, go out as they are.\nName their types.',
  },
  check(context) {
    const { configuration } = context;
    if (mayHoldMore(configuration)) return context.unknown('a file that is not in the workspace may switch it on');
    const seen = new Set<unknown>();
    for (const block of staticBlocks(context)) {
      const gzip = effective(configuration, block, 'gzip');
      const directive = gzip.kind === 'set' ? gzip.directives.at(-1) : undefined;
      if (gzip.kind === 'unknown') context.unknown(gzip.reason);
      if (gzip.kind === 'unknown' || isCompressedOtherwise(context, block) || isBehindAnother(block)) continue;
      if (gzip.kind === 'unset') reportOff(context, block, seen);
      else if (directive?.args[0]?.text === 'on') reportTypes(context, block, directive, seen);
    }
  },
});

type Context = NginxContext<'off' | 'types'>;

/** Files that were compressed before, or a module that others publish. */
function isCompressedOtherwise({ configuration }: Context, block: NginxBlock): boolean {
  return ['gzip_static', 'brotli', 'brotli_static', 'zstd', 'zstd_static'].some(
    (name) => effective(configuration, block, name).kind !== 'unset',
  );
}

/** Only something on the same machine reaches its server: that may compress what it hands on. */
function isBehindAnother(block: NginxBlock): boolean {
  const server = enclosing(block, 'server');
  return (
    server !== undefined &&
    listensOf(server).every(({ address, port }) => port === undefined || /^(127\.|\[::1\]|localhost$)/.test(address))
  );
}

function reportOff(context: Context, block: NginxBlock, seen: Set<unknown>): void {
  const http = context.configuration.top.all('http')[0]?.block;
  if (!http?.opener || !block.opener || seen.has(http)) return;
  seen.add(http);
  const edit = () => insertInto(context.project, http, ['gzip on;', 'gzip_vary on;', TYPES]);
  context.report({ message: 'off', place: headOf(block.opener), fixes: [{ title: 'Switch gzip on for all servers', safe: false, edit }] });
}

function reportTypes(context: Context, block: NginxBlock, directive: NginxDirective, seen: Set<unknown>): void {
  if (effective(context.configuration, block, 'gzip_types').kind !== 'unset' || seen.has(directive)) return;
  seen.add(directive);
  const edit = () => (directive.file === SHIPPED ? undefined : insertBeside(context.project, directive, 'after', [TYPES]));
  context.report({ message: 'types', place: headOf(directive), fixes: [{ title: 'Name the types of static files', safe: false, edit }] });
}
