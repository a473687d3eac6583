import { truth, type Value } from '../evaluate/value';
import { answer, inside, isOneOf, not, some } from './nested';

/** Engines by the database behind them; wrappers of Django's own (metrics, tenants, pooling) end in the same words. */
const FAMILIES = {
  sqlite: /(^|\.)(sqlite3|spatialite)$/,
  postgresql: /(^|\.)(postgresql(_psycopg2|_backend)?|postgis|psqlextra)$/,
  mysql: /(^|\.)mysql$/,
  oracle: /(^|\.)oracle$/,
} as const;
export type DatabaseFamily = keyof typeof FAMILIES;

/** Whether a database runs on an engine of one of the families. */
export function runsOn(database: Value, ...families: readonly DatabaseFamily[]): boolean | undefined {
  return answer(
    inside(database, 'ENGINE'),
    (engine) => {
      if (engine.kind === 'unknown') return undefined;
      return engine.kind === 'str' && families.some((family) => FAMILIES[family].test(engine.value));
    },
    false,
  );
}

/** OPTIONS asks for the pool that Django's engines of PostgreSQL (5.1) and Oracle (5.2) can keep. */
export function isPooled(database: Value): boolean | undefined {
  return answer(inside(database, 'OPTIONS', 'pool'), truth, false);
}

/** Connections outlive a request: CONN_MAX_AGE is not 0. */
export function isPersistent(database: Value): boolean | undefined {
  return answer(
    inside(database, 'CONN_MAX_AGE'),
    (age) => (age.kind === 'none' ? true : age.kind === 'str' ? undefined : truth(age)),
    false,
  );
}

/** PgBouncer stands before the database, by the name or the port of the host. */
export function isBehindPgBouncer(database: Value): boolean | undefined {
  return some(
    answer(
      inside(database, 'HOST'),
      (host) => (host.kind === 'unknown' ? undefined : host.kind === 'str' && /bouncer/i.test(host.value)),
      false,
    ),
    answer(inside(database, 'PORT'), (port) => (port.kind === 'int' ? port.value === 6432n : isOneOf('6432')(port)), false),
  );
}

/** CONN_HEALTH_CHECKS is off. */
export function lacksHealthChecks(database: Value): boolean | undefined {
  return not(answer(inside(database, 'CONN_HEALTH_CHECKS'), truth, false));
}

/** A host is there that is neither this machine nor a neighbour in the same network, by its name. */
export function isRemote(database: Value): boolean | undefined {
  return answer(
    inside(database, 'HOST'),
    (host) => (host.kind === 'unknown' ? undefined : host.kind === 'str' && isPublicHost(host.value)),
    false,
  );
}

const PRIVATE = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|0\.)/;

function isPublicHost(host: string): boolean {
  if (host.includes('/') || host.includes(':') || host.includes(',') || PRIVATE.test(host)) return false;
  if (/^\d+(\.\d+){3}$/.test(host)) return true;
  return (
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host) &&
    !/\.(local|localdomain|localhost|internal|lan|home|test|svc|cluster|private|intra|intranet|corp|example|invalid)$/i.test(host) &&
    !/(^|\.)example\.(com|org|net)$/i.test(host)
  );
}
