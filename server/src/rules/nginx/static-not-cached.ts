import { effective } from '../../project/nginx/inheritance';
import { headOf } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { insertInto } from '../edit/nginx';
import { addedName } from '../nginxAddHeader';
import { staticBlocks } from '../nginxStatic';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/static-not-cached',
    title: 'Static files without a word on caching',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'nginx sends the static files and does not say how long browsers may keep them: they ask for them again and again.',
    settings: ['STATIC_URL'],
  },
  messages: {
    unset:
      'nginx sends static files here, and neither expires nor Cache-Control says how long browsers may keep them.\nBrowsers guess, and ask again for what has not changed.\nSet expires: a year where names carry a hash, some days where not.',
  },
  check(context) {
    const { configuration } = context;
    for (const block of staticBlocks(context)) {
      const expires = effective(configuration, block, 'expires');
      const headers = effective(configuration, block, 'add_header');
      if (expires.kind === 'unknown') context.unknown(expires.reason);
      else if (headers.kind === 'unknown') context.unknown(headers.reason);
      if (expires.kind !== 'unset' || headers.kind === 'unknown' || !block.opener) continue;
      const added = headers.kind === 'set' ? headers.directives : [];
      const isSaid = added.some(
        (each) => addedName(each) === 'cache-control' || addedName(each) === 'expires' || each.args.some(isUnknown),
      );
      const byOthers = ['more_set_headers', 'header_filter_by_lua_block', 'pagespeed', 'cache_purge'].some(
        (name) => effective(configuration, block, name).kind !== 'unset',
      );
      if (isSaid || byOthers || (headers.kind === 'set' && headers.open !== undefined)) continue;
      const edit = () => insertInto(context.project, block, ['expires 7d;']);
      context.report({
        message: 'unset',
        place: headOf(block.opener),
        fixes: [{ title: 'Let browsers keep them for a week', safe: false, edit }],
      });
    }
  },
});
