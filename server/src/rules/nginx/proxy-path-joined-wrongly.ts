import { djangoBlocks } from '../../project/nginx/application';
import { effectiveField } from '../../project/nginx/inheritance';
import { locationOf } from '../../project/nginx/locations';
import { enclosing, headOf } from '../../project/nginx/model';
import { inNamed } from '../../project/nginx/survey';
import type { Proxied } from '../../project/nginx/upstreams';
import { replaceWord } from '../edit/nginx';
import { type NginxContext, nginxRule } from '../rule';

/** What may replace the path of a location. */
const withPath = inNamed(['proxy_pass'], (directive) => (/:\/\/[^/]+\//.test(directive.args[0]?.text ?? '') ? [directive] : []));

export const rule = nginxRule({
  meta: {
    id: 'nginx/proxy-path-joined-wrongly',
    title: 'The location and proxy_pass disagree about a slash',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: ['nginx-lint:proxy-pass-with-uri'],
    summary:
      'proxy_pass replaces what the location matched; where one of the two ends with a slash, the application gets //path or no slash at all.',
    settings: [],
  },
  messages: {
    doubled:
      'location {location} has no slash at its end, and {uri} of proxy_pass has one: {from} arrives as {to}.\nNo URL pattern of Django begins with two slashes: every page below answers 404.\nEnd both with a slash, or neither.',
    swallowed:
      'location {location} ends with a slash, and {uri} of proxy_pass does not: {from} arrives as {to}.\nNo URL pattern of Django fits that path: every page below answers 404.\nEnd both with a slash, or neither.',
  },
  check(context) {
    if (withPath(context.configuration).length === 0) return;
    for (const proxied of djangoBlocks(context.configuration, context.project.listeners)) judge(context, proxied);
  },
});

function judge(context: NginxContext<'doubled' | 'swallowed'>, { block, target }: Proxied): void {
  const { uri, directive } = target;
  const location = enclosing(block, 'location');
  const match = location && locationOf(location);
  const [word] = directive.args;
  if (uri === undefined || !word || !match || match.modifier === '=' || word.text.includes('$') || directive.conditional) return;
  // After `rewrite … break` the path of proxy_pass does not count.
  if (location.all('rewrite').length > 0 || location.open !== undefined || uri.includes('?')) return;
  const isLocation = match.pattern.endsWith('/');
  // A longer path may be meant for the location alone, as for a health check or auth_request; the root takes the whole site over.
  if (isLocation === uri.endsWith('/') || (!isLocation && uri !== '/') || location.all('internal').length > 0) return;
  // Channels takes any number of slashes at the beginning of a path.
  if (effectiveField(context.configuration, block, 'proxy_set_header', 'Upgrade').kind !== 'unset') return;
  const tail = isLocation ? 'page/' : '/page/';
  context.report({
    message: isLocation ? 'swallowed' : 'doubled',
    data: { location: match.pattern, uri, from: `${match.pattern}${tail}`, to: `${uri}${tail}` },
    place: headOf(directive),
    fixes: isLocation
      ? [{ title: 'End proxy_pass with a slash', safe: false, edit: () => replaceWord(context.project, directive, word, `${word.text}/`) }]
      : [
          {
            title: `End the location with a slash`,
            safe: false,
            edit: () => location.opener && replaceWord(context.project, location.opener, match.word, `${match.word.text}/`),
          },
        ],
  });
}
