import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { insertBeside } from '../edit/nginx';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/allow-without-deny',
    title: 'Addresses are allowed and none is denied',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: ['gixy:allow_without_deny', 'gixy-next:allow_without_deny', 'CWE-284'],
    summary: 'allow alone refuses nobody: without deny in the same block every address comes in.',
    settings: [],
  },
  messages: {
    default:
      'allow {address} stands here without any deny.\nAn address that no rule names is let in, and the deny of an outer block does not count beside rules of this one: everybody comes in.\nPut deny all; after the last allow.',
  },
  check(context) {
    const seen = new Set<NginxBlock>();
    for (const { parent } of directivesNamed(context.configuration, 'allow')) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      judge(context, parent);
    }
  },
});

function judge(context: NginxContext<'default'>, block: NginxBlock): void {
  const { configuration, project } = context;
  const allows = block.all('allow');
  const last = allows.at(-1);
  // At the top of a fragment the deny may follow in the file that includes it.
  if (!last || block.opener === undefined || block.context === 'unknown' || block.context === 'entries') return;
  if (block.all('deny').length > 0 || allows.some(({ args, conditional }) => args[0]?.text === 'all' || conditional)) return;
  if (block.open !== undefined) {
    context.unknown(block.open);
    return;
  }
  // With `satisfy any` an allowed address is let in, and everybody else has to know a password.
  const satisfy = effective(configuration, block, 'satisfy');
  if (satisfy.kind === 'unknown' && configuration.outer === 'anything') {
    context.unknown(satisfy.reason);
    return;
  }
  if (satisfy.kind === 'set' && satisfy.directives.some(({ args }) => args[0]?.text === 'any')) return;
  const address = last.args[0]?.text ?? '';
  context.report({
    message: 'default',
    data: { address },
    place: headOf(last),
    fixes: [{ title: 'Deny all others', safe: false, edit: () => insertBeside(project, last, 'after', ['deny all;']) }],
  });
}
