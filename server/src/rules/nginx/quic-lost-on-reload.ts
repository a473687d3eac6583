import { headOf } from '../../project/nginx/model';
import { listensOf, serversOf } from '../../project/nginx/servers';
import { nginxAtLeast } from '../../project/nginx/version';
import { replaceWord } from '../edit/nginx';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/quic-lost-on-reload',
    title: 'A reload loses HTTP/3 connections',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['gixy:quic_bpf_reuseport', 'gixy-next:quic_bpf_reuseport', 'nginx/nginx#425'],
    summary: 'quic_bpf together with reuseport and several workers sends new HTTP/3 connections to workers that are going away.',
    settings: [],
  },
  messages: {
    default:
      'quic_bpf is on, a QUIC address has reuseport, and there are several workers: after a reload new connections still arrive at the old workers.\nHTTP/3 hangs for some visitors after every deployment and renewed certificate.\nTurn quic_bpf off, or restart instead of reloading, until nginx 1.31.7.',
  },
  check({ configuration, nginx, project, report }) {
    const [bpf] = configuration.top.all('quic_bpf');
    const [workers] = configuration.top.all('worker_processes');
    const [word] = bpf?.args ?? [];
    if (!bpf || !word || word.text !== 'on' || bpf.conditional || !/^(auto|[2-9]|\d\d+)$/.test(workers?.args[0]?.text ?? '')) return;
    if (nginx.known && nginxAtLeast(nginx, '1.31.7')) return;
    const listen = serversOf(configuration)
      .flatMap(listensOf)
      .find(({ quic, flags, directive }) => quic && flags.includes('reuseport') && directive?.conditional === false)?.directive;
    if (!listen) return;
    const edit = () => replaceWord(project, bpf, word, 'off');
    report({
      message: 'default',
      place: headOf(bpf),
      related: [{ place: headOf(listen), message: 'This address has reuseport' }],
      fixes: [{ title: 'Turn quic_bpf off', safe: false, edit }],
    });
  },
});
