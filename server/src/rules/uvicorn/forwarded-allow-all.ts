import { isOn, valueFor } from '../../project/servers/options';
import { subjectRule } from '../rule';
import { replacePart } from '../shared/commandEdit';
import { addressText, isPublic, isUnderSystemd } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uvicorn/forwarded-allow-all',
    title: 'Anyone may claim to be the proxy',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-348'],
    summary: 'The server believes X-Forwarded headers of everyone, and listens on the network: any client can say that it came by HTTPS.',
    settings: [],
  },
  messages: {
    all: '--forwarded-allow-ips is "*", and uvicorn listens on {address}.\nWhoever reaches that port can send X-Forwarded-Proto and X-Forwarded-For: the request counts as HTTPS, from whatever address it names.\nName the address of the proxy, or listen on loopback or a socket.',
    daphne:
      '--proxy-headers is on, and daphne listens on {address}.\ndaphne believes the headers of everyone: whoever reaches that port can say that the request came by HTTPS, and from which address.\nListen on loopback or a socket.',
  },
  check(context) {
    const { program, options, listening, command } = context.subject;
    if (!options || !command || (program !== 'uvicorn' && program !== 'daphne'))
      return context.notApplicable('it is neither uvicorn nor daphne');
    if (!isUnderSystemd(context.subject))
      return context.notApplicable('in a container or on a platform, others decide who reaches the port');
    const open = listening.listens.find(isPublic);
    if (!open) return listening.open === undefined ? undefined : context.unknown(listening.open);
    const data = { address: addressText(open) };
    const related = [{ place: open.place, message: 'It listens on the network here' }];
    if (program === 'daphne') {
      const last = options.given.findLast(({ name }) => name === 'proxy_headers');
      if (last && isOn(options, 'proxy_headers', false)) context.report({ message: 'daphne', data, place: last.place, related });
      return;
    }
    const allowed = valueFor(options, 'forwarded_allow_ips');
    if (allowed.kind === 'unknown') return context.unknown(allowed.reason);
    if (allowed.kind === 'default' || isOn(options, 'proxy_headers', true) !== true) return;
    if (!allowed.value.split(',').some((address) => address.trim() === '*')) return;
    const word = allowed.given.words.at(-1);
    const edit = () => (word?.exact && allowed.given.words.length > 1 ? replacePart(word.place, '127.0.0.1') : undefined);
    const fixes = [{ title: 'Trust only a proxy on this host', safe: false, edit }];
    context.report({ message: 'all', data, place: allowed.given.place, related, fixes });
  },
});
