import { truth } from '../../evaluate/value';
import { gunicornRule } from '../rule';
import { servicesOf } from '../shared/gunicornHost';
import { placeOf, setFix } from '../shared/gunicornRun';

/** Each of them makes gunicorn write an access log, or may. */
const OTHERS = ['logconfig', 'logconfig_dict', 'logconfig_json', 'syslog', 'statsd_host'];

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/no-access-log',
    title: 'Nobody writes down the requests',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-778'],
    summary:
      'gunicorn writes no access log unless it is told to, and no proxy of the workspace does: after an incident nobody knows who asked for what.',
    settings: ['accesslog'],
  },
  messages: {
    missing:
      'gunicorn writes no access log, and the workspace has no proxy that writes one.\nAfter an incident nobody can tell who asked for what, and when it became slow.\nSet accesslog to "-", which is standard output.',
  },
  check(context) {
    const { run, project } = context;
    if (run.host === undefined) return context.unknown('no file of the workspace shows what starts gunicorn');
    if (run.host === 'platform') return context.notApplicable('the router of the platform writes a log');
    if (run.host === 'container' && servicesOf(context).length === 0) return context.unknown('a proxy may write one where the image runs');
    if (project.nginxConfigurations.length > 0) return context.notApplicable('nginx writes one');
    if (project.listing.some((path) => PROXIES.test(path))) return context.notApplicable('a proxy of the workspace may write one');
    const services = project.subjects('compose').flatMap((group) => group.services);
    if (services.some(({ image }) => image !== undefined && PROXY_IMAGES.test(image.text))) {
      return context.notApplicable('a proxy of a compose file may write one');
    }
    const accesslog = run.setting('accesslog');
    const logger = run.setting('logger_class');
    const isOpen = [accesslog, logger, ...OTHERS.map((name) => run.setting(name))].some(({ value }) => truth(value) === undefined);
    if (isOpen) return context.unknown('the settings of the log are not known');
    if (logger.origin !== 'default' || truth(accesslog.value) || OTHERS.some((name) => truth(run.setting(name).value))) return;
    const fixes = setFix(context, 'accesslog', { python: '"-"', flag: '-' }, 'Log to standard output', false);
    context.report({ message: 'missing', place: placeOf(context, accesslog), fixes });
  },
});

const PROXY_IMAGES = /nginx|traefik|caddy|haproxy|envoy|apache|httpd|swag|openresty|angie|proxy|gateway|tunnel|varnish/i;

/** Configurations of proxies, and charts of Kubernetes, where an ingress stands before the service. */
const PROXIES =
  /(^|\/)(Chart\.yaml|kustomization\.ya?ml|[\w.-]*ingress[\w.-]*\.ya?ml|Caddyfile[\w.-]*|[\w.-]*traefik[\w.-]*|haproxy\.cfg|httpd[\w.-]*\.conf|[\w.-]*apache[\w.-]*\.conf|envoy[\w.-]*\.ya?ml)$/i;
