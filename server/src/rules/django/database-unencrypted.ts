import { text, type Value } from '../../evaluate/value';
import { isRemote, runsOn } from '../databases';
import { insertEntry } from '../edit';
import { aliasesWhere, answer, displayPlace, every, inside, isPresent, not, placeAmong, some } from '../nested';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/database-unencrypted',
    title: 'Connection to a remote database without required encryption',
    category: 'database',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-319'],
    summary: 'The database is on another machine, and nothing in the settings makes the driver insist on TLS.',
    settings: ['DATABASES'],
  },
  messages: {
    postgresql:
      'The database "{alias}" is at {host}, and OPTIONS does not require TLS.\nThe driver encrypts only if the server offers it; somebody on the way can take the offer out, and read passwords and data.\nSet sslmode to "require", or better "verify-full".',
    mysql:
      'The database "{alias}" is at {host}, and OPTIONS has no TLS setting.\nWhether passwords and data are encrypted on the way is then left to the server and the driver.\nName the certificate authority under "ssl" in OPTIONS.',
  },
  check(context) {
    for (const family of ['postgresql', 'mysql'] as const) {
      const lacksTls = family === 'postgresql' ? lacksSslMode : lacksSsl;
      const found = aliasesWhere(context, 'DATABASES', (database) =>
        every(runsOn(database, family), isRemote(database), lacksTls(database)),
      );
      for (const { alias, value } of found) {
        context.report({
          message: family,
          data: { alias, host: text(inside(value, 'HOST')) ?? 'another machine' },
          place: placeAmong(context, 'DATABASES', inside(value, 'HOST'), value),
          fixes: family === 'postgresql' ? requireTls(context, value) : [],
        });
      }
    }
  },
});

/** A service file, or the certificates that libpq is given, may say more than the settings do. */
function lacksSslMode(database: Value): boolean | undefined {
  const elsewhere = some(
    ...['service', 'sslrootcert', 'sslcert', 'sslnegotiation'].map((key) => isPresent(inside(database, 'OPTIONS', key))),
  );
  const asked = answer(
    inside(database, 'OPTIONS', 'sslmode'),
    (mode) => (mode.kind === 'unknown' ? undefined : mode.kind === 'str' && /^(require|verify-ca|verify-full)$/.test(mode.value)),
    false,
  );
  return not(some(elsewhere, asked));
}

function lacksSsl(database: Value): boolean | undefined {
  const keys = ['ssl', 'ssl_mode', 'ssl_ca', 'ssl_verify_cert', 'ssl_disabled', 'read_default_file', 'read_default_group'];
  return not(some(...keys.map((key) => isPresent(inside(database, 'OPTIONS', key)))));
}

function requireTls(context: SettingsContext, database: Value): readonly Fix[] {
  const options = inside(database, 'OPTIONS');
  const inOptions = options.kind === 'unset' ? undefined : displayPlace(options);
  const at = options.kind === 'unset' ? displayPlace(database) : inOptions;
  if (!at || inside(database, 'OPTIONS', 'sslmode').kind !== 'unset') return [];
  const entry = inOptions ? '"sslmode": "require"' : '"OPTIONS": {"sslmode": "require"}';
  return [{ title: 'Require TLS', safe: false, edit: () => insertEntry(context, at, entry) }];
}
