import { blocksOf, headOf } from '../../project/nginx/model';
import { replaceWord } from '../edit/nginx';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/worker-files-too-few',
    title: 'A worker may open fewer files than connections',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: ['gixy:worker_rlimit_nofile_vs_connections', 'gixy-next:worker_rlimit_nofile_vs_connections'],
    summary: 'Every connection is an open file: with worker_rlimit_nofile below worker_connections the latter is never reached.',
    settings: [],
  },
  messages: {
    default:
      'A worker may open {files} files and is to hold {connections} connections, each of which is one.\nUnder load nginx logs “Too many open files” and refuses requests long before {connections}.\nRaise worker_rlimit_nofile to {wanted}, which leaves room for files and for the application, or lower worker_connections.',
  },
  check({ configuration, project, report }) {
    const limit = configuration.top.all('worker_rlimit_nofile')[0];
    const connections = limit && blocksOf(configuration.top, 'events').flatMap((block) => block.all('worker_connections'))[0];
    const [filesWord] = limit?.args ?? [];
    const files = numberOf(filesWord?.text);
    const held = numberOf(connections?.args[0]?.text);
    if (!limit || !connections || !filesWord || files === undefined || held === undefined || files >= held) return;
    const wanted = held * 2;
    const edit = () => replaceWord(project, limit, filesWord, String(wanted));
    report({
      message: 'default',
      data: { files, connections: held, wanted },
      place: headOf(limit),
      related: [{ place: headOf(connections), message: 'The connections' }],
      fixes: [{ title: `Raise it to ${wanted}`, safe: false, edit }],
    });
  },
});

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
