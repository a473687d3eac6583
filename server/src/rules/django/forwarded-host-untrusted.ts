import { headOf } from '../../project/nginx/model';
import type { Proxied } from '../../project/nginx/upstreams';
import { holds, isTruthy } from '../judge';
import { blocksToDjango, isForWebSockets, sentHeaders, speaksHttp } from '../nginxHeaders';
import { arrivalOf, proxyInFront } from '../nginxRequests';
import { setTo } from '../remedy';
import { type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/forwarded-host-untrusted',
    title: 'Django believes a header that no proxy sets',
    category: 'hosts',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-348'],
    summary: 'USE_X_FORWARDED_HOST or USE_X_FORWARDED_PORT is on, and nginx hands the header on as the client wrote it.',
    settings: ['USE_X_FORWARDED_HOST', 'USE_X_FORWARDED_PORT'],
  },
  messages: {
    believed:
      '{name} is on, and nginx does not set {header} ({file}).\nDjango then takes the {what} from whatever the client wrote there: links in mails and redirects can be made to lead elsewhere within ALLOWED_HOSTS.\nTurn {name} off, or have nginx set the header.',
  },
  check(context) {
    for (const { name, header, what } of HEADERS) {
      if (!holds(context, name, isTruthy)) continue;
      const open = openBlock(context, header);
      if (open === undefined) continue;
      context.report({
        message: 'believed',
        data: { name, header, what, file: open.block.opener?.file ?? open.target.directive.file },
        place: context.place(name),
        related: [{ place: headOf(open.target.directive), message: `Requests come to Django here, without ${header} of nginx’s own` }],
        fixes: [setTo(context, name, 'False', false)],
      });
    }
  },
});

const HEADERS = [
  { name: 'USE_X_FORWARDED_HOST', header: 'X-Forwarded-Host', what: 'name of the host' },
  { name: 'USE_X_FORWARDED_PORT', header: 'X-Forwarded-Port', what: 'port' },
] as const;

/** Where an nginx that visitors reach by itself hands requests to Django without setting the header; the checklist hears what is not known. */
function openBlock(context: SettingsContext, header: string): Proxied | undefined {
  const { project } = context;
  const silent = () => undefined;
  let seen = false;
  for (const configuration of project.nginxConfigurations) {
    if (configuration.kind !== 'production') continue;
    const asked = { project, configuration, unknown: silent, notApplicable: silent };
    const isBehind = proxyInFront(asked);
    for (const proxied of blocksToDjango(asked, speaksHttp)) {
      if (isForWebSockets(configuration, proxied.block)) continue;
      seen = true;
      const sent = sentHeaders(configuration, proxied.block);
      if (sent?.some(({ name }) => name === header.toLowerCase())) continue;
      const isFront = (arrivalOf(configuration, proxied.block)?.tls.length ?? 0) > 0 && !isBehind(proxied.block);
      if (sent && isFront) return proxied;
      context.unknown(`whether a proxy in front of ${configuration.file} sets ${header} is not known`);
    }
  }
  if (!seen) context.unknown(`no proxy of the workspace tells who sets ${header}`);
  return undefined;
}
