import type { Place } from '../../base/text';
import { atLeast } from '../../base/version';
import type { Project } from '../../project/project';
import { isBehindPgBouncer, isPersistent, isPooled, runsOn } from '../databases';
import { insertEntry, replaceExpression } from '../edit';
import { isTruthy } from '../judge';
import { type Alias, aliasesWhere, answer, displayPlace, every, inside, keysOf, not, placeAmong, some } from '../nested';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { asgiStart } from '../serverStarts';

export const rule = settingsRule({
  meta: {
    id: 'django/connection-pool-conflict',
    title: 'Connection settings that exclude each other',
    category: 'database',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary:
      'A pool with kept connections, kept connections under ASGI, or cursors on the server through a PgBouncer that cannot keep them.',
    settings: ['DATABASES'],
  },
  messages: {
    pool: 'The database "{alias}" has a pool, and CONN_MAX_AGE is not 0.\nDjango refuses the first connection: the pool already keeps connections open.\nSet CONN_MAX_AGE to 0.',
    asgi: 'The database "{alias}" keeps its connections, and the project runs under ASGI.\nEvery thread that comes and goes leaves one behind, until the database takes no more.\nSet CONN_MAX_AGE to 0, or use a pool.',
    cursors:
      'The database "{alias}" is behind a PgBouncer that hands out connections by transaction, and DISABLE_SERVER_SIDE_CURSORS is off.\nQuerySet.iterator() then fails with “cursor does not exist”.\nSet DISABLE_SERVER_SIDE_CURSORS to True.',
  },
  check(context) {
    const { django } = context;
    const pools = aliasesWhere(context, 'DATABASES', (database) =>
      every(
        some(atLeast(django, '5.1') && runsOn(database, 'postgresql'), atLeast(django, '5.2') && runsOn(database, 'oracle')),
        isPooled(database),
        isPersistent(database),
      ),
    );
    for (const found of pools) report(context, 'pool', found, {});
    checkAsgi(context);
    checkCursors(context);
  },
});

type Context = SettingsContext<'pool' | 'asgi' | 'cursors'>;

function checkAsgi(context: Context): void {
  const databases = context.value('DATABASES');
  if (keysOf(databases).every((alias) => isPersistent(inside(databases, alias)) === false)) return;
  const asgi = asgiStart(context.project);
  if (!asgi) return;
  const kept = aliasesWhere(context, 'DATABASES', (database) =>
    every(runsOn(database, 'postgresql', 'mysql', 'oracle'), isPersistent(database), not(isPooled(database))),
  );
  for (const found of kept) report(context, 'asgi', found, { severity: 'warning', related: [asgi] });
}

function checkCursors(context: Context): void {
  const found = aliasesWhere(context, 'DATABASES', (database) =>
    every(
      runsOn(database, 'postgresql'),
      isBehindPgBouncer(database),
      not(answer(inside(database, 'DISABLE_SERVER_SIDE_CURSORS'), isTruthy, false)),
    ),
  );
  const [first] = found;
  if (!first) return;
  const mode = context.project.derived(transactionMode);
  if (!mode) {
    context.unknown('whether PgBouncer hands out connections by session or by transaction is in no file of the workspace');
    return;
  }
  for (const { alias, value } of found) {
    const at = displayPlace(value);
    const unset = inside(value, 'DISABLE_SERVER_SIDE_CURSORS').kind === 'unset';
    context.report({
      message: 'cursors',
      data: { alias },
      place: placeAmong(context, 'DATABASES', inside(value, 'HOST'), value),
      severity: 'warning',
      related: [{ place: mode, message: 'PgBouncer is told so here' }],
      fixes:
        at && unset
          ? [
              {
                title: 'Set DISABLE_SERVER_SIDE_CURSORS to True',
                safe: true,
                edit: () => insertEntry(context, at, '"DISABLE_SERVER_SIDE_CURSORS": True'),
              },
            ]
          : [],
    });
  }
}

function report(
  context: Context,
  message: 'pool' | 'asgi',
  { alias, value }: Alias,
  more: Pick<Parameters<Context['report']>[0], 'severity' | 'related'>,
): void {
  const age = inside(value, 'CONN_MAX_AGE');
  context.report({
    message,
    data: { alias },
    place: placeAmong(context, 'DATABASES', age, value),
    fixes: fixesFor(context, age.at, message),
    ...more,
  });
}

/** With a pool nothing works before; under ASGI it changes what works. */
function fixesFor(context: Context, at: Place | undefined, message: 'pool' | 'asgi'): readonly Fix[] {
  if (!at || !context.settings.files.includes(at.file)) return [];
  return [{ title: 'Set CONN_MAX_AGE to 0', safe: message === 'pool', edit: () => replaceExpression(context, at, '0') }];
}

/** Where a file of the workspace sets the mode: pgbouncer.ini, or the variable that images of it read. */
function transactionMode(project: Project): Place | undefined {
  for (const path of project.listing) {
    if (!/(pgbouncer[^/]*\.(ini|env|conf)|compose[^/]*\.ya?ml)$/i.test(path)) continue;
    const match = /^[ \t]*-?[ \t]*(?:pool_mode|(?:PGBOUNCER_)?POOL_MODE)[ \t]*[:=][ \t]*["']?(transaction|statement)\b/im.exec(
      project.files.read(path) ?? '',
    );
    if (match) return { file: path, span: { start: match.index, end: match.index + match[0].length } };
  }
  return undefined;
}
