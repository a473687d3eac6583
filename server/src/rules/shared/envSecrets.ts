import { basename } from '../../base/paths';
import { isPlaceholder } from '../../project/environment/names';
import { isSecretName } from '../../project/mask';
import type { EnvFileSubject } from '../../project/subjects/envFile';
import type { EnvAssignment } from '../../syntax/envFile/lines';

/** Variables that a bundler puts into pages: what they hold is public by design. */
const PUBLIC = /^(VITE|REACT_APP|NEXT_PUBLIC|NUXT_PUBLIC|NUXT_ENV|VUE_APP|EXPO_PUBLIC|PUBLIC|GATSBY)_/;

/**
 * The first variable of an env file whose value is a secret of somebody's: no placeholder, and nothing that everybody tries first.
 * Undefined where there is none. Only a plain `.env` and files that are named for production are asked: others hold defaults that a
 * project brings on purpose.
 */
export function firstSecret({ path, named, isTemplate, assignments }: EnvFileSubject): EnvAssignment | undefined {
  const isPlain = named === undefined && /^\.env$/.test(basename(path));
  if ((!isPlain && named !== 'production') || isTemplate) return undefined;
  return assignments.find(({ name, value }) => isSecretName(name) && !PUBLIC.test(name) && isOwnSecret(value));
}

/** Text that was made up for the purpose: no word alone, no reference, no name of another place. */
function isOwnSecret(value: string): boolean {
  if (value.length < 8 || isPlaceholder(value, true) || isGuessable(value)) return false;
  if (/^\$\{?\w+\}?$|^\/|^[a-z]+:\/\/[^@]*$/i.test(value)) return false;
  return /[0-9A-Z]|[^\w.-]/.test(value);
}

const FIRST_TRIED =
  /^(admin|root|toor|user|test|guest|demo|pass(word|wd)?|secret|default|letmein|welcome|qwerty|changeme|change[-_]?(me|it|this)|postgres(ql)?|mysql|mariadb|redis|rabbitmq|rabbit|mongo(db)?|minio(admin)?|django|docker|celery|dev|debug)(\d{0,4}|[!@#$]{0,2})$/i;

/** Whether a password is among those that everybody tries first. */
export function isGuessable(value: string): boolean {
  return FIRST_TRIED.test(value) || /^(\d)\1*$/.test(value) || /^(?:0?123456789?0?|12345678|1234567|12345|1234|123)$/.test(value);
}
