import { headOf } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/return-before-deny',
    title: 'return answers before the addresses are looked at',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: ['gixy:return_bypasses_allow_deny', 'gixy-next:return_bypasses_allow_deny', 'CWE-284'],
    summary: 'nginx runs return before allow and deny: its text goes to everybody.',
    settings: [],
  },
  messages: {
    default:
      'return {status} answers before {rule} is looked at.\nThe addresses that this block denies get the answer, too.\nAnswer from a file or a proxied location, which allow and deny do guard, or tell the addresses apart with geo.',
  },
  check(context) {
    for (const block of new Set(directivesNamed(context.configuration, 'deny').map(({ parent }) => parent))) {
      if (block.context !== 'location' && block.context !== 'server') continue;
      const answer = block.all('return').find(({ args }) => /^2\d\d$/.test(args[0]?.text ?? '') && (args[1]?.text ?? '') !== '');
      const denied = block.all('deny')[0];
      if (!answer || !denied || answer.conditional || denied.conditional) continue;
      context.report({
        message: 'default',
        data: { status: answer.args[0]?.text ?? '', rule: `deny ${denied.args[0]?.text ?? ''}` },
        place: headOf(answer),
        related: [{ place: headOf(denied), message: 'This does not guard it' }],
      });
    }
  },
});
