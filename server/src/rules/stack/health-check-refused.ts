import { knownItems, text } from '../../evaluate/value';
import { middleware } from '../../knowledge/middleware';
import { toRegExp } from '../../project/nginx/servers';
import type { Member } from '../../project/stack/model';
import { type Probe, probeOf } from '../../project/stack/probe';
import { insertItem } from '../edit';
import { doubt } from '../judge';
import { listings } from '../middlewareList';
import { subjectRule } from '../rule';
import { allowsHost } from '../shared/allowedHosts';
import { redirectsToHttps } from '../shared/redirects';
import { type Site, type StackContext, sitesOf } from '../shared/stack';
import { replaceText } from '../shared/stackEdits';

const COMMON = 'django.middleware.common.CommonMiddleware';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/health-check-refused',
    title: 'Django refuses the health check of its own container',
    category: 'operations',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary:
      'The health check asks by a name that ALLOWED_HOSTS does not list, or by plain HTTP that is redirected: the container never is healthy.',
    settings: ['ALLOWED_HOSTS', 'SECURE_SSL_REDIRECT', 'SECURE_REDIRECT_EXEMPT', 'MIDDLEWARE'],
  },
  messages: {
    host: 'This asks Django for {url}, and ALLOWED_HOSTS does not list {host}: Django answers 400, and {program} fails.\nThe container is “unhealthy” although it works: what waits for it does not start, and what watches over it starts it again and again.\nAdd {host} to ALLOWED_HOSTS: from outside nobody gets in by that name, as long as nginx answers only for its own.',
    redirect:
      'This asks Django for {url} by plain HTTP, and SECURE_SSL_REDIRECT sends it to https://{host}, where nobody speaks TLS: {program} follows, and fails.\nThe container is “unhealthy” although it works: what waits for it does not start, and what watches over it starts it again and again.\nTell Django that the request is secure, or leave the path out of the redirect by SECURE_REDIRECT_EXEMPT.',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      for (const member of site.members) {
        const check = member.service?.healthcheck;
        const probe = check && probeOf(check);
        if (!probe) context.notApplicable('no health check of its container asks Django for a page');
        if (!probe || probe.hasHeaders || probe.scheme !== 'http' || !asksDjango(member, probe) || !isAskedFirst(context, site)) continue;
        const data = { url: probe.url, host: probe.host, program: probe.program };
        if (probe.failsOnRefusal && allowsHost(site, probe.host.replace(/^\[|\]$/g, ''), context.unknown) === false) {
          context.report({
            message: 'host',
            data,
            place: probe.place,
            related: [{ place: site.asked.place('ALLOWED_HOSTS'), message: 'These are the names that Django answers to' }],
            fixes: [
              {
                title: `Add ${probe.host} to ALLOWED_HOSTS`,
                safe: false,
                edit: () => insertItem(site.asked, 'ALLOWED_HOSTS', probe.host, 'end'),
              },
            ],
          });
        } else if (
          probe.follows &&
          probe.failsOnRefusal &&
          redirectsToHttps(site, context.unknown) &&
          isExempt(context, site, probe) === false
        ) {
          const redirect = site.asked.place('SECURE_SSL_REDIRECT');
          const related = [{ place: redirect, message: 'This redirects it' }];
          context.report({ message: 'redirect', data, place: probe.place, related, fixes: withHeader(context, probe) });
        }
      }
    }
  },
});

/** A request to the container itself, on the port where its Django listens. */
function asksDjango({ listening, service }: Member, { host, port }: Probe): boolean {
  const isOwn = /^(localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)$/.test(host) || host === service?.name;
  return isOwn && listening?.listens.some((listen) => listen.kind === 'tcp' && listen.port === port) === true;
}

/** Whether nothing of MIDDLEWARE may answer before the host is looked at. The checklist hears of what may. */
function isAskedFirst(context: StackContext, { asked }: Site): boolean {
  const orders = listings(asked.value('MIDDLEWARE'));
  if (!orders) context.unknown(doubt('MIDDLEWARE', asked.value('MIDDLEWARE')));
  for (const order of orders ?? []) {
    const at = order.findIndex((each) => each?.path === COMMON);
    const before = at < 0 ? order : order.slice(0, at);
    const other = before.find((each) => !each || !middleware(each.path));
    if (at < 0 || before.includes(undefined) || other) {
      context.unknown(`${other?.path ?? 'a middleware'} may answer the health check`);
      return false;
    }
  }
  return orders !== undefined;
}

/** Whether SECURE_REDIRECT_EXEMPT leaves a path out; undefined where that is not known. */
function isExempt(context: StackContext, { asked }: Site, { path }: Probe): boolean | undefined {
  const value = asked.value('SECURE_REDIRECT_EXEMPT');
  const patterns = knownItems(value)?.map((item) => toRegExp(text(item) ?? '(?>', false));
  if (!patterns || patterns.includes(undefined)) {
    context.unknown(doubt('SECURE_REDIRECT_EXEMPT', value));
    return undefined;
  }
  return patterns.some((pattern) => pattern?.test(path.replace(/^\//, '').replace(/[?#].*$/, '')));
}

/** The header by which Django knows https, given by the check itself; only where the command is written as one text with the address in it. */
function withHeader(context: StackContext, { program, url, place }: Probe) {
  if (program !== 'curl') return [];
  const whole = context.project.files.read(place.file)?.slice(place.span.start, place.span.end) ?? '';
  if (whole.includes('",') || whole.includes("',")) return [];
  return replaceText(context.project, place, url, `-H X-Forwarded-Proto:https ${url}`, 'Tell Django that the check is secure');
}
