import { effective } from '../../project/nginx/inheritance';
import { enclosing, headOf, type NginxBlock, type NginxConfiguration } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { isUnknown } from '../../project/nginx/placeholder';
import { proxiedBlocks } from '../../project/nginx/upstreams';
import { replaceWord } from '../edit/nginx';
import { accessRules, isInternal, servesFiles } from '../nginxPaths';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/autoindex-enabled',
    title: 'Folders are listed',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['nginx-lint:autoindex-enabled', 'CWE-548'],
    summary: 'autoindex shows the names of all files of a folder: of uploads too, whose names are often all that keeps them private.',
    settings: [],
  },
  messages: {
    on: 'autoindex is on: nginx lists the folder to anybody.\nThe names of uploaded files are often all that keeps them private, and backups lie open.\nSwitch it off, unless the listing is what visitors come for.',
  },
  check(context) {
    const listing = directivesNamed(context.configuration, 'autoindex');
    if (listing.length > 0 && proxiedBlocks(context.configuration).length === 0)
      return context.notApplicable('no application stands behind it: listing may be its purpose');
    for (const directive of listing) {
      const [word] = directive.args;
      if (word?.text !== 'on' || directive.conditional || isUnknown(word)) continue;
      if (directive.parent.context === 'location' && !servesFiles(directive.parent)) continue;
      if (isGuarded(context.configuration, directive.parent)) continue;
      const edit = () => replaceWord(context.project, directive, word, 'off');
      context.report({ message: 'on', place: headOf(directive), fixes: [{ title: 'Switch it off', safe: false, edit }] });
    }
  },
});

/** Somebody has thought of who may look: a password, a list of addresses, another service that is asked, or only the application may send here. */
function isGuarded(configuration: NginxConfiguration, block: NginxBlock): boolean {
  const location = enclosing(block, 'location');
  if (location && isInternal(location)) return true;
  if (accessRules(block).some(({ name }) => name === 'deny')) return true;
  return ['auth_basic', 'auth_request', 'auth_jwt', 'secure_link', 'ssl_verify_client'].some(
    (name) => effective(configuration, block, name).kind !== 'unset',
  );
}
