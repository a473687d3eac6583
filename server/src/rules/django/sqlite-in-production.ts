import { runsOn } from '../databases';
import { type NewExpression, readFromEnv, setSetting } from '../edit';
import type { NewText } from '../edit/expression';
import { aliasesWhere, answer, every, inside, keysOf, not, placeAmong, some } from '../nested';
import { isOneAssignment } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/sqlite-in-production',
    title: 'SQLite as the database of a production site',
    category: 'database',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'One process at a time may write to SQLite, and its file is gone with the container or the machine.',
    settings: ['DATABASES'],
  },
  messages: {
    sqlite:
      'The default database is SQLite.\nOnly one process at a time can write, the others wait and then fail with “database is locked”; and the file goes where the machine or container goes.\nUse PostgreSQL or MySQL, or set SQLite up for a server as the page of this rule says.',
  },
  check(context) {
    // Whoever sets up how transactions begin, or the journal, has thought of a server.
    const [found] = aliasesWhere(context, 'DATABASES', (database) => every(runsOn(database, 'sqlite'), not(isTuned(database))), 'default');
    if (!found) return;
    context.report({
      message: 'sqlite',
      place: placeAmong(context, 'DATABASES', inside(found.value, 'ENGINE'), found.value),
      fixes: fixesFor(context),
    });
  },
});

function isTuned(database: Parameters<typeof inside>[0]): boolean | undefined {
  const says = (key: string, words: RegExp) =>
    answer(
      inside(database, 'OPTIONS', key),
      (option) => (option.kind === 'unknown' ? undefined : option.kind === 'str' && words.test(option.value)),
      false,
    );
  return some(says('transaction_mode', /immediate|exclusive/i), says('init_command', /journal_mode/i));
}

function fixesFor(context: SettingsContext): readonly Fix[] {
  if (!isOneAssignment(context, 'DATABASES') || keysOf(context.value('DATABASES')).length > 1) return [];
  return [
    {
      title: 'Use PostgreSQL, named by the environment',
      safe: false,
      edit: () => setSetting(context, 'DATABASES', fromEnvironment(context)),
    },
  ];
}

/** The names are those of the official image of PostgreSQL. */
const READS = [
  { key: 'NAME', variable: 'POSTGRES_DB' },
  { key: 'USER', variable: 'POSTGRES_USER' },
  { key: 'PASSWORD', variable: 'POSTGRES_PASSWORD' },
  { key: 'HOST', variable: 'POSTGRES_HOST' },
  { key: 'PORT', variable: 'POSTGRES_PORT', default: '"5432"' },
] as const;

function fromEnvironment(context: SettingsContext): NewExpression {
  return (file) => {
    const texts: NewText[] = [];
    for (const { key: _, ...read } of READS) {
      const text = readFromEnv(context, file, { ...read, parse: 'str' });
      if (!text) return undefined;
      texts.push(text);
    }
    const lines = READS.map(({ key }, index) => `        "${key}": ${texts[index]?.text},`);
    const imports = new Map(texts.flatMap((text) => text.imports).map((edit) => [JSON.stringify(edit), edit]));
    return {
      text: ['{', '    "default": {', '        "ENGINE": "django.db.backends.postgresql",', ...lines, '    }', '}'].join('\n'),
      imports: [...imports.values()],
      from: Math.max(...texts.map((text) => text.from ?? 0)),
    };
  };
}
