import { gunicornRule } from '../rule';
import { unitOf } from '../shared/gunicornHost';
import { addressesOf, given, placeOf } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/socket-in-tmp',
    title: 'The socket lies in a folder that each service has for itself',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: ['CWE-379'],
    summary:
      'With PrivateTmp a service has a /tmp of its own, in which nginx does not find the socket; without it anybody may take its name.',
    settings: ['bind'],
  },
  messages: {
    hidden:
      'gunicorn listens on {path}, and PrivateTmp gives this unit a /tmp of its own.\nnginx looks in another one: it finds no socket, and visitors see 502.\nPut the socket below /run, in a RuntimeDirectory of the unit.',
    shared:
      'gunicorn listens on {path}.\nUnits of nginx often have PrivateTmp: they look in a /tmp of their own, find no socket, and visitors see 502. In a /tmp that all share, any user of the machine may take the name first.\nPut the socket below /run, in a RuntimeDirectory of the unit.',
  },
  check(context) {
    if (context.run.host !== 'machine') return context.notApplicable('only under systemd a service may have a /tmp of its own');
    const bind = given(context, 'bind');
    const unit = unitOf(context);
    if (!bind) return;
    if (!unit) return context.unknown('no unit of the workspace starts it');
    for (const { address, place } of addressesOf(bind).known) {
      if (address.kind !== 'unix' || !/^\/(var\/)?tmp\//.test(address.path)) continue;
      const isPrivate = /^(1|yes|true|on|y|t|disconnected)$/i.test(unit.one('Service', 'PrivateTmp')?.value.trim() ?? '');
      context.report({ message: isPrivate ? 'hidden' : 'shared', data: { path: address.path }, place: place ?? placeOf(context, bind) });
    }
  },
});
