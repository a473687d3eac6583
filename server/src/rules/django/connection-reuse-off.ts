import { atLeast } from '../../base/version';
import type { Value } from '../../evaluate/value';
import { isBehindPgBouncer, isPooled, runsOn } from '../databases';
import { insertEntry } from '../edit';
import { aliasesWhere, answer, displayPlace, every, inside, not, placeAmong } from '../nested';
import { settingsRule } from '../rule';
import { asgiStart } from '../serverStarts';

export const rule = settingsRule({
  meta: {
    id: 'django/connection-reuse-off',
    title: 'Every request opens a database connection of its own',
    category: 'database',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'CONN_MAX_AGE is not set and there is no pool: each request pays for a new connection.',
    settings: ['DATABASES'],
  },
  messages: {
    off: 'The database "{alias}" has neither CONN_MAX_AGE nor a pool.\nDjango closes the connection after every request, and the next one has to connect and log in again.\nSet CONN_MAX_AGE to some seconds, for instance 60.',
  },
  check(context) {
    const found = aliasesWhere(
      context,
      'DATABASES',
      (database) =>
        every(
          runsOn(database, 'postgresql', 'mysql', 'oracle'),
          isUnset(database),
          not(isOnSocket(database)),
          not(isPooled(database)),
          not(isBehindPgBouncer(database)),
        ),
      'default',
    );
    const [first] = found;
    if (!first) return;
    if (asgiStart(context.project)) return context.notApplicable('under ASGI connections are not to be kept: threads come and go');
    const { alias, value } = first;
    const at = displayPlace(value);
    const entries = atLeast(context.django, '4.1') ? '"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True' : '"CONN_MAX_AGE": 60';
    context.report({
      message: 'off',
      data: { alias },
      place: placeAmong(context, 'DATABASES', value),
      fixes: at ? [{ title: 'Keep connections for 60 seconds', safe: false, edit: () => insertEntry(context, at, entries) }] : [],
    });
  },
});

/** A 0 that somebody wrote is a decision; one that a library fills in is not. */
function isUnset(database: Value): boolean | undefined {
  return answer(
    inside(database, 'CONN_MAX_AGE'),
    (age) => (age.kind === 'unknown' ? undefined : age.kind === 'int' && age.value === 0n && age.at === undefined && age.env === undefined),
    true,
  );
}

/** A Unix socket of the same machine: connecting costs little. */
function isOnSocket(database: Value): boolean | undefined {
  return answer(
    inside(database, 'HOST'),
    (host) => (host.kind === 'unknown' ? undefined : host.kind !== 'str' || host.value === '' || host.value.startsWith('/')),
    true,
  );
}
