import { allOf, isOn } from '../../project/servers/options';
import { subjectRule } from '../rule';
import { addWords, removeWords } from '../shared/commandEdit';
import { isLoopback } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uvicorn/proxy-headers-off',
    title: 'Every visitor has the address of the proxy',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The server does not read what the proxy says of the visitor: Django sees the proxy’s address, and the scheme http.',
    settings: ['SECURE_PROXY_SSL_HEADER'],
  },
  messages: {
    off: '--no-proxy-headers stands here, and uvicorn is reached through a proxy alone.\nrequest.META["REMOTE_ADDR"] is the proxy’s address for every visitor: limits per address and logs are about one visitor, and WebSockets look unencrypted.\nLeave the option out.',
    missing:
      'daphne is reached through a proxy alone, and --proxy-headers is off, as by default.\nrequest.META["REMOTE_ADDR"] is not the visitor’s address: limits per address and logs are about one visitor, and WebSockets look unencrypted.\nAdd --proxy-headers, with a proxy that sets X-Forwarded-For and X-Forwarded-Proto.',
  },
  check(context) {
    const { subject, project } = context;
    const { program, options, listening, command, host } = subject;
    if (!options || !command || (program !== 'uvicorn' && program !== 'daphne'))
      return context.notApplicable('it is neither uvicorn nor daphne');
    const on = isOn(options, 'proxy_headers', program === 'uvicorn');
    if (on === undefined || listening.open !== undefined)
      return context.unknown(listening.open ?? 'whether it reads the headers is not told');
    if (on) return;
    // Only where nobody else gets to it is there a proxy for certain.
    const { listens } = listening;
    const isBehind =
      host === 'platform' || (host === 'machine' && listens.length > 0 && listens.every((one) => one.kind === 'unix' || isLoopback(one)));
    if (!isBehind) return context.unknown('whether a proxy stands before it is not told');
    if (program === 'daphne') {
      const edit = () => addWords(project, command, ['--proxy-headers']);
      return context.report({
        message: 'missing',
        severity: 'info',
        place: subject.place,
        fixes: [{ title: 'Add --proxy-headers', safe: false, edit }],
      });
    }
    const last = allOf(options, 'proxy_headers').at(-1);
    const at = last?.words[0] ? command.args.indexOf(last.words[0]) : -1;
    const edit = () => (at < 0 ? undefined : removeWords(project, command, at, at));
    context.report({
      message: 'off',
      place: last?.place ?? subject.place,
      fixes: [{ title: 'Leave --no-proxy-headers out', safe: false, edit }],
    });
  },
});
