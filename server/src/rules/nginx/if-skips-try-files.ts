import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/if-skips-try-files',
    title: 'An if takes try_files away',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: ['gixy:if_is_evil', 'gixy-next:if_is_evil'],
    summary: 'When the condition of an if in a location holds, nginx goes on with a configuration that has no try_files.',
    settings: [],
  },
  messages: {
    default:
      'When this condition holds, {tried} of the location does not count any more.\nnginx then looks only for a file of that path: {lost} answers 404.\nTake the decision in a map, or let the if end the request with return.',
  },
  check(context) {
    for (const { parent } of directivesNamed(context.configuration, 'try_files')) if (parent.context === 'location') judge(context, parent);
  },
});

function judge(context: NginxContext<'default'>, location: NginxBlock): void {
  const [tried] = location.all('try_files');
  const last = tried?.args.at(-1);
  if (!tried || !last || tried.conditional) return;
  // A file or 404 is what nginx answers by itself.
  if (last.text.startsWith('=4') && tried.args.slice(0, -1).every(({ text }) => /^\$uri\/?$/.test(text))) return;
  // Whatever answers instead is not decided by try_files.
  if (location.directives.some(({ name }) => /_pass$|^(return|empty_gif|stub_status|content_by_lua)/.test(name))) return;
  // An error page may hand 404 over to the application after all.
  if (effective(context.configuration, location, 'error_page').kind !== 'unset') return;
  for (const condition of location.all('if')) {
    const { block } = condition;
    if (!block || condition.conditional || block.open !== undefined || !goesOn(block) || asksForFile(condition)) continue;
    const lost = last.text.startsWith('=') ? 'every other candidate' : `what ${last.text} would answer`;
    context.report({
      message: 'default',
      data: { tried: 'try_files', lost },
      place: headOf(condition),
      related: [{ place: headOf(tried), message: 'It is skipped' }],
    });
  }
}

/** `if (-f $request_filename)`: where it holds, try_files would have taken that file. */
function asksForFile({ args }: NginxDirective): boolean {
  return /^\(?-[fed]$/.test(args[0]?.text ?? '');
}

/** Whether a request stays in the block: nothing answers it there or sends it elsewhere. */
function goesOn(block: NginxBlock): boolean {
  return block.directives.every(({ name, args }) => {
    if (name === 'rewrite') return args[2]?.text === 'break';
    return name !== 'return' && !/_pass$|_by_lua/.test(name);
  });
}
