import type { Place } from '../../base/text';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { dict, type R } from '../runtime/objects';
import { cacheConfig, channelsConfig, databaseConfig, emailConfig, searchConfig } from './environUrls';

export type Config = (machine: Machine, text: string, other: string | undefined) => R;

export interface UrlMethod {
  readonly variable: string;
  readonly config: Config;
  readonly parse: 'db' | 'cache' | 'email' | 'search' | 'channels';
}

const database: UrlMethod = { variable: 'DATABASE_URL', config: databaseConfig, parse: 'db' };
const cache: UrlMethod = { variable: 'CACHE_URL', config: cacheConfig, parse: 'cache' };
const email: UrlMethod = { variable: 'EMAIL_URL', config: (_, text, backend) => emailConfig(text, backend), parse: 'email' };
const search: UrlMethod = { variable: 'SEARCH_URL', config: (_, text, engine) => searchConfig(text, engine), parse: 'search' };
const channels: UrlMethod = { variable: 'CHANNELS_URL', config: (_, text, backend) => channelsConfig(text, backend), parse: 'channels' };

export const URL_METHODS: Readonly<Record<string, UrlMethod>> = {
  db: database,
  db_url: database,
  cache,
  cache_url: cache,
  email,
  email_url: email,
  search_url: search,
  channels,
  channels_url: channels,
};
export const URL_CONFIGS: Readonly<Record<string, Config>> = {
  db_url_config: database.config,
  cache_url_config: cache.config,
  email_url_config: email.config,
  search_url_config: search.config,
  channels_url_config: channels.config,
};

/** The settings that a URL stands for. Of one that is not known nothing is known but that it makes a dict. */
export function configured(machine: Machine, text: R, other: R | undefined, config: Config, at: Place, parse?: UrlMethod['parse']): R {
  if (text.t === 'unknown' || other?.t === 'unknown')
    return { ...dict([], text.t === 'unknown' ? text.reason : 'the engine is not known'), at };
  if (text.t === 'none' || (text.t === 'dict' && text.content.entries.size === 0)) {
    if (config === database.config || config === cache.config) return { ...dict([]), at };
    throw new PythonError('ImproperlyConfigured', 'Invalid schema');
  }
  // As a class method it takes an empty text for no URL; `Env.cache` hands in an empty URL, which has no scheme.
  if (text.t === 'str' && text.v === '' && parse === undefined && config === cache.config) return { ...dict([]), at };
  if (text.t !== 'str') throw new PythonError('AttributeError', `'${text.t}' object has no attribute 'decode'`);
  const made = config(machine, text.v, other?.t === 'str' ? other.v : undefined);
  return made.t === 'dict' ? { ...made, at } : made;
}

/** A dict made of a URL says from which variable. */
export function tagDict(value: R, text: R): R {
  const { env } = text;
  if (!env || value.env) return value;
  return value.t === 'dict' || value.t === 'choice' ? { ...value, env } : value;
}
