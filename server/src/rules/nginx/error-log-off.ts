import { headOf } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { replaceDirective } from '../edit/nginx';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/error-log-off',
    title: 'error_log off writes to a file of that name',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: ['gixy:error_log_off', 'gixy-next:error_log_off'],
    summary: 'error_log knows no off: nginx writes its errors to a file called off, which nobody reads or rotates.',
    settings: [],
  },
  messages: {
    default:
      'error_log takes off for the name of a file.\nThe errors of this server go to a file called off in the folder of nginx: nobody sees why Django answered 502, and nothing rotates it.\nName a file or stderr; to write only what stops nginx, add the level crit.',
  },
  check({ configuration, project, report }) {
    for (const directive of directivesNamed(configuration, 'error_log')) {
      if (directive.args[0]?.text !== 'off' || directive.parent.context === 'entries') continue;
      const edit = () => replaceDirective(project, directive, 'error_log stderr crit;');
      report({ message: 'default', place: headOf(directive), fixes: [{ title: 'Write what stops nginx to stderr', safe: false, edit }] });
    }
  },
});
