import type { Place } from '../../base/text';
import { knownItems, type Value } from '../../evaluate/value';
import { isLoopback } from '../../project/stack/reach';
import { inside, keysOf } from '../nested';
import type { Site } from './stack';

/** A host that the settings name for a database, a cache or a broker. */
export interface BackingHost {
  readonly what: 'database' | 'cache';
  readonly host: string;
  /** `DATABASES["default"]["HOST"]`. */
  readonly written: string;
  readonly place: Place;
  /** The text in the settings that is nothing but the host; undefined for an address in which it is a part, and for what the environment gives. */
  readonly literal: Place | undefined;
}

/** Backends whose LOCATION is an address. */
const REMOTE_CACHES =
  /^(django\.core\.cache\.backends\.(redis\.RedisCache|memcached\.Py(Mem|Lib)[A-Za-z]*Cache)|django_redis\.cache\.RedisCache|redis_cache\.RedisCache)$/;

/** The hosts that Django certainly has: as a literal, or as an artefact of the workspace gives them. */
export function backingHosts({ asked }: Site): readonly BackingHost[] {
  const databases = keysOf(asked.value('DATABASES')).flatMap((alias) => {
    const written = `DATABASES["${alias}"]["HOST"]`;
    return hostsIn(inside(asked.value('DATABASES'), alias, 'HOST'), 'database', written, asked.place('DATABASES'));
  });
  const caches = keysOf(asked.value('CACHES')).flatMap((alias) => {
    const location = inside(asked.value('CACHES'), alias, 'LOCATION');
    const backend = inside(asked.value('CACHES'), alias, 'BACKEND');
    if (backend.kind !== 'str' || !REMOTE_CACHES.test(backend.value)) return [];
    return hostsIn(location, 'cache', `CACHES["${alias}"]["LOCATION"]`, asked.place('CACHES'));
  });
  const brokers = ['CELERY_BROKER_URL', 'BROKER_URL', 'CELERY_RESULT_BACKEND'].flatMap((name) => {
    const setting = asked.setting(name);
    return setting ? hostsIn(setting.value, 'cache', name, asked.place(name)) : [];
  });
  return [...databases, ...caches, ...brokers];
}

function hostsIn(value: Value, what: BackingHost['what'], written: string, otherwise: Place): readonly BackingHost[] {
  const items = knownItems(value) ?? [value];
  return items.flatMap((item): readonly BackingHost[] => {
    if (item.kind !== 'str' || (item.env !== undefined && item.env.state !== 'given')) return [];
    const text = item.value.trim();
    const host = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? hostOfUrl(text) : /^([^:/\s]+)(?::\d+)?$/.exec(text)?.[1];
    if (host === undefined || host === '') return [];
    const literal = host === item.value && item.env === undefined ? item.at : undefined;
    return [{ what, host, written, place: item.at ?? otherwise, literal }];
  });
}

/** Undefined for an address of several hosts, and for one without. */
function hostOfUrl(url: string): string | undefined {
  const [, scheme = '', authority = ''] = /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/]*@)?([^/?#]*)/i.exec(url) ?? [];
  if (!/^(rediss?|amqps?|pyamqp|memcached)$/i.test(scheme) || authority.includes(',')) return undefined;
  return /^([^:[\]]+)(?::\d+)?$/.exec(authority)?.[1];
}

export function isOwnMachine({ host }: BackingHost): boolean {
  return isLoopback(host);
}
