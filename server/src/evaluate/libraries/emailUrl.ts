import { toInt } from '../builtins/conversions';
import { argument, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { plainTruth } from '../interpreter/truth';
import { type CallArguments, dict, FALSE, int, NONE, type R, str, TRUE } from '../runtime/objects';
import { type LibraryFactory, library } from './library';
import { convertSetting, variableText } from './reading';
import { unquote } from './url';
import { parseQuery, parseUrl, record } from './urlParts';

/** How a URL becomes settings. */
export type UrlParser = (machine: Machine, text: string) => R;

/** A module with `config(env, default)` and `parse(url)`: dj-email-url, django-cache-url. */
export function urlModule(reader: string, variable: string, fallback: R, parse: UrlParser): LibraryFactory {
  const parsed = (machine: Machine, url: R, args: CallArguments): R => {
    if (url.t === 'unknown') return { ...dict([], url.reason), at: args.at };
    if (url.t !== 'str') throw new PythonError('AttributeError', 'a URL is a str');
    const made = parse(machine, url.v);
    return made.t === 'dict' ? { ...made, at: args.at, ...(url.env ? { env: { ...url.env, parse: 'url' } } : {}) } : made;
  };
  const config = rawNative(`${reader}.config`, (machine, args) =>
    machine.lift([argument(args, 0, 'env') ?? str(variable)], ([name]) => {
      if (name?.t !== 'str') return machine.unknownFrom(name ? [name] : [], 'the name of a variable is not known');
      const convert = (url: R): R => (plainTruth(url) === false ? { ...dict([]), at: args.at } : parsed(machine, url, args));
      const read = { name: name.v, reader, parse: 'url', at: args.at, fallback: argument(args, 1, 'default') ?? fallback };
      const missing = (value: R): R => machine.lift([value], ([one]) => convert(one ?? NONE));
      return convertSetting(
        machine,
        read,
        variableText(machine, name.v, reader, args.at),
        () => new PythonError('KeyError', name.v),
        convert,
        missing,
      );
    }),
  );
  return (machine, name) =>
    library(machine, name, {
      DEFAULT_ENV: str(variable),
      config,
      parse: rawNative(`${reader}.parse`, (vm, args) =>
        vm.lift([argument(args, 0, 'url') ?? NONE], ([url]) => parsed(vm, url ?? NONE, args)),
      ),
    });
}

const SCHEMES: Readonly<Record<string, string>> = {
  smtp: 'smtp',
  submission: 'smtp',
  submit: 'smtp',
  smtps: 'smtp',
  console: 'console',
  file: 'filebased',
  memory: 'locmem',
  dummy: 'dummy',
};
const TRUTHY = new Set(['1', 'y', 'Y', 'yes', 'Yes', 'YES', 't', 'T', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);

/** `dj_email_url.parse(url)`. */
export function parseEmailUrl(machine: Machine, text: string): R {
  const url = parseUrl(text);
  const query = parseQuery(url.query);
  const { scheme } = url;
  const port = url.port();
  const submits = scheme === 'submission' || scheme === 'submit';
  const kind = Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
  const defaultPort = scheme === 'smtp' ? 25 : submits ? 587 : undefined;
  const host = url.hostname ?? (scheme === 'smtp' ? 'localhost' : undefined);
  const wants = (name: string): boolean => TRUTHY.has(query.get(name)?.[0] ?? '');
  let [ssl, tls] = [false, scheme === 'smtps' || submits];
  if (query.has('ssl')) {
    if (wants('ssl')) [ssl, tls] = [true, false];
  } else if (wants('tls')) [ssl, tls] = [false, true];
  const timeout = query.get('timeout')?.[0];
  const server = query.get('_server_email')?.[0];
  const from = query.get('_default_from_email')?.[0];
  const number = port ? port : defaultPort;
  return record({
    EMAIL_FILE_PATH: str(scheme === '' ? withoutParameters(url.path.slice(1)) : url.path.slice(1)),
    EMAIL_HOST_USER: optional(url.username),
    EMAIL_HOST_PASSWORD: optional(url.password),
    EMAIL_HOST: host === undefined ? NONE : str(host),
    EMAIL_PORT: number === undefined ? (port === 0 ? int(0) : NONE) : int(number),
    EMAIL_USE_SSL: ssl ? TRUE : FALSE,
    EMAIL_USE_TLS: tls ? TRUE : FALSE,
    EMAIL_TIMEOUT: timeout === undefined ? NONE : toInt(machine, str(timeout), undefined),
    ...(kind === undefined ? {} : { EMAIL_BACKEND: str(`django.core.mail.backends.${kind}.EmailBackend`) }),
    ...(server === undefined ? {} : { SERVER_EMAIL: str(server) }),
    ...(from === undefined ? {} : { DEFAULT_FROM_EMAIL: str(from) }),
  });
}

/** Without a scheme Python's `urlparse` takes what follows a `;` in the last part of the path for parameters. */
function withoutParameters(path: string): string {
  const at = path.indexOf(';', path.lastIndexOf('/') + 1);
  return at < 0 ? path : path.slice(0, at);
}

function optional(value: string | undefined): R {
  return value === undefined ? NONE : str(unquote(value));
}

export const emailUrlModule: LibraryFactory = urlModule('dj-email-url', 'EMAIL_URL', NONE, parseEmailUrl);
