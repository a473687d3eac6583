import { isDockerfile } from '../../project/environment/artefact';
import { lastOf } from '../../project/servers/uwsgi/query';
import { replaceUwsgiValue } from '../edit/uwsgi';
import { subjectRule } from '../rule';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/world-writable-socket',
    title: 'Every user of the machine may talk to uWSGI',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-732'],
    summary: 'The socket of uWSGI is writable for everyone: any program of the machine can send requests past the proxy.',
    settings: [],
  },
  messages: {
    open: 'chmod-socket makes the socket writable for everyone ({mode}).\nEvery user and program of the machine can send requests past the proxy, with forged addresses and headers.\nWrite 660, and put the proxy into the group of the socket.',
  },
  check(context) {
    const { uwsgi, listening, host } = context.subject;
    if (!uwsgi) return context.notApplicable('it is not uWSGI');
    const mode = lastOf(uwsgi, 'chmod-socket');
    if (!mode || !listening.listens.some(({ kind }) => kind === 'unix')) return;
    if (mode.conditional || (mode.hasValue && mode.value === undefined))
      return context.unknown('the permissions of the socket are not told');
    const text = mode.hasValue && mode.value !== '1' ? (mode.value ?? '') : '666';
    if (!/^[0-7]{2}[2367]$/.test(text)) return;
    if (host === 'container') return context.notApplicable('in a container there are no other users');
    if (host === undefined && context.project.listing.some(isDockerfile))
      return context.unknown('whether it runs in a container is not told');
    const edit = () => replaceUwsgiValue(context.project, mode, '660');
    context.report({ message: 'open', data: { mode: text }, place: mode.place, fixes: [{ title: 'Write 660', safe: false, edit }] });
  },
});
