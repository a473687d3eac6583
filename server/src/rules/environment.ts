import { alternatives, type EnvRead, type Value } from '../evaluate/value';

/** What a value comes out as where the environment gives nothing. */
export interface UnsetOutcome {
  readonly value: Value;
  /** The condition in words: `DJANGO_DEBUG is not set`. */
  readonly where: string;
}

/**
 * What a fresh deployment gets, for a value that is read from the environment and whose variable is not known to be set.
 * Undefined for a value that does not depend on the environment, or whose default is not known.
 */
export function unsetOutcome(value: Value): UnsetOutcome | undefined {
  if (value.kind === 'choice') {
    const option = value.options.find((candidate) => candidate.unset);
    if (!option) return undefined;
    const decides = environmentReads(value).find((read) => ` ${option.when}`.includes(` ${read.name} is not set`));
    return { value: option.value, where: decides ? `${decides.name} is not set` : option.when };
  }
  const read = value.env;
  if (!read || read.default === 'required') return undefined;
  // A default is used as it stands only where no conversion comes after it: `bool()` and `== "True"` make another value of it.
  const asItStands = read.parse === 'str' || read.parse === read.default.kind;
  return asItStands ? { value: read.default, where: `${read.name} is not set` } : undefined;
}

/** Every environment read that a value or one of its alternatives comes from. */
export function environmentReads(value: Value): readonly EnvRead[] {
  return [value, ...alternatives(value)].flatMap((candidate) => (candidate.env ? [candidate.env] : []));
}

/** Variables that a host sets in every process by itself: nobody can forget them there. */
const HOST_VARIABLES =
  /\b(RENDER|RENDER_\w+|DYNO|FLY_APP_NAME|FLY_REGION|RAILWAY_\w+|VERCEL|GAE_\w+|K_SERVICE|GOOGLE_CLOUD_PROJECT|WEBSITE_HOSTNAME|WEBSITE_SITE_NAME|AWS_LAMBDA_FUNCTION_NAME|AWS_EXECUTION_ENV|KUBERNETES_SERVICE_HOST|PYTHONANYWHERE_\w+)\b/;

/** The variable in a condition that the hosting platform sets by itself. */
export function hostVariable(condition: string): string | undefined {
  return HOST_VARIABLES.exec(condition)?.[0];
}
