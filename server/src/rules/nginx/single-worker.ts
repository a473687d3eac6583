import { isTop, nameOf } from '../../project/nginx/model';
import { insertBeside } from '../edit/nginx';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/single-worker',
    title: 'nginx runs with one worker',
    category: 'proxy',
    severity: 'hint',
    scope: 'production',
    fix: 'quick',
    references: ['gixy-next:missing_worker_processes'],
    summary: 'A whole configuration without worker_processes starts one worker, whatever the machine has.',
    settings: [],
  },
  messages: {
    default:
      'worker_processes is not set, and nginx starts one worker: TLS, compression and every request share one core.\nThe files that packages and images bring say auto; this one takes their place.\nAdd worker_processes auto;.',
  },
  check({ configuration, project, report }) {
    const { top } = configuration;
    const anchor = top.directives.find(({ name, file }) => file === configuration.file && (name === 'events' || name === 'http'));
    // Modules and snippets that are included at the top may set it.
    const isWhole =
      top.context === 'main' &&
      configuration.outer === 'own' &&
      configuration.includes.every(({ directive, missing }) => !isTop(directive.parent) || missing === undefined);
    if (
      !isWhole ||
      !anchor ||
      top.open !== undefined ||
      top.all('worker_processes').length > 0 ||
      top.all('http').length === 0 ||
      top.all('events').length === 0
    )
      return;
    const edit = () => insertBeside(project, anchor, 'before', ['worker_processes auto;']);
    report({ message: 'default', place: nameOf(anchor), fixes: [{ title: 'Add worker_processes auto', safe: false, edit }] });
  },
});
