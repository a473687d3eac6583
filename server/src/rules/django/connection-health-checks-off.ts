import { atLeast } from '../../base/version';
import { isPersistent, isPooled, lacksHealthChecks, runsOn } from '../databases';
import { insertEntry, replaceExpression } from '../edit';
import { aliasesWhere, displayPlace, every, inside, not, placeAmong } from '../nested';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/connection-health-checks-off',
    title: 'Kept database connections are not tested',
    category: 'database',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'Connections outlive requests, and nobody looks whether they still work before the next request uses them.',
    settings: ['DATABASES'],
  },
  messages: {
    off: 'The database "{alias}" keeps its connections, and CONN_HEALTH_CHECKS is off.\nAfter a restart of the database the first request of every worker fails on a dead connection.\nSet CONN_HEALTH_CHECKS to True.',
  },
  check(context) {
    if (!atLeast(context.django, '4.1')) return context.notApplicable('CONN_HEALTH_CHECKS came with Django 4.1');
    const found = aliasesWhere(context, 'DATABASES', (database) =>
      every(
        runsOn(database, 'postgresql', 'mysql', 'oracle'),
        isPersistent(database),
        not(isPooled(database)),
        lacksHealthChecks(database),
      ),
    );
    for (const { alias, value } of found) {
      const age = inside(value, 'CONN_MAX_AGE');
      context.report({
        message: 'off',
        data: { alias },
        place: placeAmong(context, 'DATABASES', age, value),
        fixes: fixesFor(context, value),
      });
    }
  },
});

function fixesFor(context: SettingsContext, database: Parameters<typeof inside>[0]): readonly Fix[] {
  const { at: written } = inside(database, 'CONN_HEALTH_CHECKS');
  const at = displayPlace(database);
  const title = 'Set CONN_HEALTH_CHECKS to True';
  if (written) return [{ title, safe: true, edit: () => replaceExpression(context, written, 'True') }];
  return at ? [{ title, safe: true, edit: () => insertEntry(context, at, '"CONN_HEALTH_CHECKS": True') }] : [];
}
