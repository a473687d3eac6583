import type { Discovery } from '../discover';
import { isCompose } from '../environment/artefact';
import { composeReader, servicesOf } from '../environment/composeModel';
import type { Process } from '../environment/process';
import type { Listeners } from './application';

/** Images that are a product of their own. Another one may well be Django, built elsewhere. */
const PRODUCTS =
  /(?:^|[/-])(?:postgres|postgis|mysql|mariadb|mongo|redis|valkey|memcached|rabbitmq|elasticsearch|opensearch|solr|minio|grafana|prometheus|mailhog|mailpit|adminer|pgadmin4?|keycloak|imgproxy|thumbor|sentry|matomo|metabase|superset|jupyter|node|php|wordpress|nginx|traefik|caddy|haproxy|varnish|certbot|flower|kibana|jaeger|clickhouse-server|influxdb|tileserver-gl|geoserver|onlyoffice|collabora)(?:[:@-]|$)/i;

/** What compose files tell about which service is Django and which is not. */
export function findListeners(discovery: Discovery, processes: readonly Process[]): Listeners {
  const django = new Set(processes.filter(mayBeDjango).flatMap(({ service }) => service ?? []));
  const read = composeReader(discovery);
  const files = discovery.roles.artefacts.filter((path) => isCompose(path) && read(path) !== undefined);
  const services = files.flatMap((path) => servicesOf(read, [path]));
  const foreign = services.filter(({ image, build }) => !build && PRODUCTS.test(image ?? ''));
  const python = processes.filter((process) => !mayBeDjango(process)).flatMap(({ service }) => service ?? []);
  return { django, others: new Set([...foreign.map(({ name }) => name), ...python].filter((name) => !django.has(name))) };
}

/** A server that runs another framework names its application otherwise: `main:app`. */
export function mayBeDjango({ app, variables }: Process): boolean {
  return app === undefined || /[aw]sgi|application$/i.test(app) || variables.has('DJANGO_SETTINGS_MODULE');
}
