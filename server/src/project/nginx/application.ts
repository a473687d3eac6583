import type { NginxConfiguration } from './model';
import { endpointsOf, type Proxied, type ProxyTarget, proxiedBlocks } from './upstreams';

/** What else the workspace tells about who listens where. */
export interface Listeners {
  /** Names of services whose process runs the Django project. */
  readonly django: ReadonlySet<string>;
  /** Names of services that run something else. */
  readonly others: ReadonlySet<string>;
}

const DJANGO = /(django|gunicorn|uvicorn|daphne|hypercorn|granian|[uwa]?wsgi|asgi)/i;
const OTHERS =
  /(node|next(js)?|nuxt|react|vue|angular|front-?end|webpack|vite|wrangler|minio|s3|storage|cdn|grafana|prometheus|flower|rabbit|pgadmin|adminer|kibana|elastic|solr|jupyter|php|fpm|wordpress|keycloak|imgproxy|thumbor|mailhog|mailpit|sentry|matomo|docs|portainer|onlyoffice|collabora|tileserver|geoserver|martin|superset|metabase)/i;

/** Ports that others are known by: Solr, Elasticsearch, Kibana, Flower, RabbitMQ, Prometheus, InfluxDB, Jupyter, Mailhog. */
const OTHER_PORTS: ReadonlySet<number> = new Set([8983, 9200, 5601, 5555, 15672, 9090, 8086, 8888, 8025]);

/**
 * Whether a target is the Django application: `yes` where the workspace says so, or where everything of the configuration goes to the
 * one place; `no` for what is known to be something else; else `maybe`.
 */
export function servesDjango(configuration: NginxConfiguration, target: ProxyTarget, listeners: Listeners): Verdict {
  const known = verdictsOf(configuration, listeners);
  const told = known.get(target.place);
  if (told !== undefined) return told;
  const verdict = judge(configuration, target, listeners);
  known.set(target.place, verdict);
  return verdict;
}

export type Verdict = 'yes' | 'no' | 'maybe';

/** By the place that a target names: many locations go to the same one, and every rule asks. */
function verdictsOf(configuration: NginxConfiguration, listeners: Listeners): Map<string, Verdict> {
  const all = configuration.derived(noVerdicts);
  const known = all.get(listeners) ?? new Map<string, Verdict>();
  all.set(listeners, known);
  return known;
}

function noVerdicts(): Map<Listeners, Map<string, Verdict>> {
  return new Map();
}

function judge(configuration: NginxConfiguration, target: ProxyTarget, listeners: Listeners): Verdict {
  if (target.protocol === 'fastcgi' || target.protocol === 'memcached' || target.protocol === 'scgi') return 'no';
  const endpoints = endpointsOf(target);
  const names = [target.host, ...endpoints.map(({ host }) => host)];
  if (names.some((name) => listeners.django.has(name))) return 'yes';
  if (names.some((name) => listeners.others.has(name))) return 'no';
  if (target.protocol === 'uwsgi' || names.some((name) => DJANGO.test(name))) return 'yes';
  if ([target, ...endpoints].some(({ port }) => port !== undefined && OTHER_PORTS.has(port))) return 'no';
  if (names.some((name) => OTHERS.test(name) || isElsewhere(name)) || (target.isOpen && target.host === '')) return 'no';
  return configuration.derived(targetCount) === 1 ? 'yes' : 'maybe';
}

/** The blocks of a configuration that hand requests to Django, certainly. */
export function djangoBlocks(configuration: NginxConfiguration, listeners: Listeners): readonly Proxied[] {
  const all = configuration.derived(noBlocks);
  const known = all.get(listeners);
  if (known) return known;
  const found = proxiedBlocks(configuration).filter(({ target }) => servesDjango(configuration, target, listeners) === 'yes');
  all.set(listeners, found);
  return found;
}

function noBlocks(): Map<Listeners, readonly Proxied[]> {
  return new Map();
}

/** A name of the internet: not an address, a service of the same network, or a path. */
function isElsewhere(host: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(host) && !/\.(local|internal|lan|test|svc|localhost)$|^localhost/i.test(host);
}

/** How many different places a configuration hands requests to. */
function targetCount(configuration: NginxConfiguration): number {
  return new Set(proxiedBlocks(configuration).map(({ target }) => `${target.host}:${target.port ?? ''}`)).size;
}
