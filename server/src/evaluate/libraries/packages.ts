import { parseVersion } from '../../base/version';
import { rawNative } from '../interpreter/calls';
import { importModule } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import { atomGuard } from '../runtime/guard';
import { type Item, NONE, opaque, type R, str, tuple } from '../runtime/objects';
import { dynaconfModule } from './dynaconf';
import { classOf, type LibraryFactory, library, makeObject } from './library';

/** An object of a package that settings only hand on. */
const handedOn = (type: string): R => rawNative(type, (_, args) => ({ ...makeObject(type, () => undefined), at: args.at }));

const module =
  (names: (machine: Machine) => Readonly<Record<string, R>>): LibraryFactory =>
  (machine, name) =>
    library(machine, name, names(machine));

const schedules = module(() => ({ crontab: handedOn('crontab'), schedule: handedOn('schedule'), solar: handedOn('solar') }));
const routing = module(() => ({ Queue: handedOn('Queue'), Exchange: handedOn('Exchange'), binding: handedOn('binding') }));

/** The words of a content security policy that django-csp (from 4.0) and Django (from 6.0) share. */
const POLICY: Readonly<Record<string, string>> = {
  NONE: "'none'",
  REPORT_SAMPLE: "'report-sample'",
  SELF: "'self'",
  STRICT_DYNAMIC: "'strict-dynamic'",
  UNSAFE_EVAL: "'unsafe-eval'",
  UNSAFE_HASHES: "'unsafe-hashes'",
  UNSAFE_INLINE: "'unsafe-inline'",
  WASM_UNSAFE_EVAL: "'wasm-unsafe-eval'",
};

const texts = (values: Readonly<Record<string, string>>): Readonly<Record<string, R>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, str(value)]));

/** `csp.constants` of django-csp 4.0. */
const policyConstants = module(() => ({
  ...texts({
    ...POLICY,
    HEADER: 'Content-Security-Policy',
    HEADER_REPORT_ONLY: 'Content-Security-Policy-Report-Only',
    UNSAFE_ALLOW_REDIRECTS: "'unsafe-allow-redirects'",
  }),
  NONCE: opaque('Nonce', 'csp.constants.NONCE'),
}));

/** `django.utils.csp.CSP`: an enumeration whose members are texts. Before Django 6.0 there is no such module. */
const djangoPolicy = module((machine) => {
  const version = parseVersion(machine.request.djangoVersion);
  if (!version || version.major < 6) return {};
  const members = {
    ...POLICY,
    HEADER_ENFORCE: 'Content-Security-Policy',
    HEADER_REPORT_ONLY: 'Content-Security-Policy-Report-Only',
    NONCE: '<CSP_NONCE_SENTINEL>',
  };
  return { CSP: classOf('CSP', texts(members), [opaque('type', 'enum.StrEnum')]) };
});

/** Headers that django-cors-headers had in its defaults before version 4. */
const OLD_HEADERS: ReadonlySet<string> = new Set(['accept-encoding', 'dnt', 'origin']);
const HEADERS = 'accept accept-encoding authorization content-type dnt origin user-agent x-csrftoken x-requested-with';

/** `corsheaders.defaults` of django-cors-headers 3 and 4. */
const corsDefaults = module(() => {
  const old = atomGuard({ id: 'corsheaders<4', yes: 'django-cors-headers is older than 4', no: 'django-cors-headers is 4 or newer' });
  const headers = HEADERS.split(' ').map(
    (name): Item => (OLD_HEADERS.has(name) ? { t: 'maybe', guard: old, value: str(name) } : str(name)),
  );
  return { default_headers: tuple(headers), default_methods: tuple('DELETE GET OPTIONS PATCH POST PUT'.split(' ').map(str)) };
});

/** Sentry watches a process and changes none of its settings. */
const sentry = module(() => {
  const silent = ['init', 'set_tag', 'set_user', 'set_context', 'set_level', 'capture_message', 'capture_exception', 'add_breadcrumb'];
  return Object.fromEntries(silent.map((name) => [name, rawNative(`sentry_sdk.${name}`, () => NONE)] as const));
});

/** `strtobool` where `distutils` is gone. */
const vendored: LibraryFactory = (machine, name) => {
  const strtobool = importModule(machine, 'distutils.util').names.get('strtobool');
  return library(machine, name, strtobool ? { strtobool } : {});
};

/** Packages of which settings use little: objects that they hand on, and constants. */
export const packageModules: Readonly<Record<string, LibraryFactory>> = {
  'celery.schedules': schedules,
  kombu: routing,
  'kombu.entity': routing,
  csp: (machine, name) => library(machine, name, { constants: policyConstants(machine, 'csp.constants') }),
  'csp.constants': policyConstants,
  'django.utils.csp': djangoPolicy,
  'corsheaders.defaults': corsDefaults,
  sentry_sdk: sentry,
  'setuptools._distutils.util': vendored,
  dynaconf: dynaconfModule,
};
