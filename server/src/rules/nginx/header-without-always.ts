import { locationOf } from '../../project/nginx/locations';
import { headOf, type NginxBlock } from '../../project/nginx/model';
import { insertWord } from '../edit/nginx';
import { addedHeaders, alwaysSucceeds, isSecurityHeader, writtenName } from '../nginxAddHeader';
import { servesFiles } from '../nginxPaths';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/header-without-always',
    title: 'A security header is missing on error pages',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['CWE-693'],
    summary: 'Without always, nginx adds a header only to answers that succeed: pages for 403, 404 and 500 come without it.',
    settings: [],
  },
  messages: {
    sometimes:
      '{name} is added without always.\nnginx leaves it out of answers such as 404 and 500, also of those that Django gives.\nAdd always.',
  },
  check(context) {
    for (const directive of addedHeaders(context.configuration)) {
      if (directive.args.length !== 2 || !isSecurityHeader(directive) || directive.args[1]?.text === '') continue;
      if (alwaysSucceeds(directive.parent) || isForOneFile(directive.parent)) continue;
      context.report({
        message: 'sometimes',
        data: { name: writtenName(directive) },
        place: headOf(directive),
        fixes: [{ title: 'Add always', safe: true, edit: () => insertWord(context.project, directive, 'always') }],
      });
    }
  },
});

/** A location for one file that is there: it has no error pages worth the word. */
function isForOneFile(block: NginxBlock): boolean {
  return locationOf(block)?.modifier === '=' && servesFiles(block);
}
