import { djangoBlocks } from '../../project/nginx/application';
import { enclosing, headOf, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { conditionVariables } from '../nginxExpressions';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/referer-guard-open',
    title: 'A guard by Referer lets through who sends none',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'none',
    references: ['gixy:valid_referers', 'gixy-next:valid_referers', 'CWE-293'],
    summary: 'valid_referers none in front of the application guards nothing: whoever leaves the header away comes in.',
    settings: [],
  },
  messages: {
    default:
      'valid_referers none lets through every request without a Referer, and the application stands behind it.\nFor pictures that is right; a request to Django that somebody forges has simply no Referer.\nGuard pages in Django: its CSRF check and its logins do what this seems to do.',
  },
  check({ configuration, project, report }) {
    if (directivesNamed(configuration, 'valid_referers').length === 0) return;
    const seen = new Set<NginxDirective>();
    for (const { block } of djangoBlocks(configuration, project.listeners)) {
      const location = enclosing(block, 'location');
      const [directive] = location?.all('valid_referers') ?? [];
      if (!location || !directive || seen.has(directive) || directive.conditional || !directive.args.some(({ text }) => text === 'none'))
        continue;
      const refuses = location
        .all('if')
        .some(
          (each) =>
            conditionVariables(each).includes('invalid_referer') &&
            each.block?.all('return').some(({ args }) => /^4/.test(args[0]?.text ?? '')),
        );
      if (!refuses) continue;
      seen.add(directive);
      report({ message: 'default', place: headOf(directive) });
    }
  },
});
