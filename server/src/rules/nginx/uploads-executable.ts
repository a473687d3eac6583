import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock } from '../../project/nginx/model';
import { insertInto } from '../edit/nginx';
import { addedName, inheritedHeaders } from '../nginxAddHeader';
import { mediaBlocks } from '../nginxStatic';
import { type NginxContext, nginxRule } from '../rule';

const GUARD = [
  "add_header Content-Security-Policy \"default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox\" always;",
  'add_header X-Content-Type-Options nosniff always;',
];

export const rule = nginxRule({
  meta: {
    id: 'nginx/uploads-executable',
    title: 'Uploaded pages run as part of the site',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-434', 'CWE-79'],
    summary: 'Uploads are sent from the site’s own name with nothing that keeps scripts in an HTML or SVG file from running.',
    settings: ['MEDIA_URL'],
  },
  messages: {
    open: 'Uploads are sent here as they came, from the site’s own name.\nThe scripts of an uploaded HTML or SVG file run as the site: they act as whoever opens it.\nSend a Content-Security-Policy with sandbox, or Content-Disposition.',
  },
  check(context) {
    for (const block of mediaBlocks(context)) checkBlock(context, block);
  },
});

function checkBlock(context: NginxContext<'open'>, block: NginxBlock) {
  const { configuration, project } = context;
  const headers = effective(configuration, block, 'add_header');
  const reason = headers.kind === 'unknown' ? headers.reason : headers.kind === 'set' ? headers.open : block.open;
  if (reason !== undefined) return context.unknown(reason);
  const added = headers.kind === 'set' ? headers.directives : [];
  const isGuarded = added.some((each) => ['content-security-policy', 'content-disposition'].includes(addedName(each)));
  const others = ['types', 'more_set_headers', 'header_filter_by_lua_block', 'auth_request'];
  if (isGuarded || block.all('if').length > 0 || others.some((name) => block.all(name).length > 0) || !block.opener) return;
  const edit = () => {
    const inherited = inheritedHeaders(project, configuration, block);
    return inherited && insertInto(project, block, [...inherited, ...GUARD]);
  };
  context.report({ message: 'open', place: headOf(block.opener), fixes: [{ title: 'Let no script of an upload run', safe: false, edit }] });
}
