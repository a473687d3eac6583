import { atLeast, formatVersion } from '../../base/version';
import type { Setting } from '../../evaluate/settings';
import { entry, text } from '../../evaluate/value';
import { type Edits, insertEntry, quoteFor, removeSetting, replaceStatement, sourceAt, together } from '../edit';
import { doubt } from '../judge';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { STORAGE_ALIASES } from '../storages';

type Alias = (typeof STORAGE_ALIASES)[number];

export const rule = settingsRule({
  meta: {
    id: 'django/storage-setting-removed',
    title: 'Storage setting that Django no longer reads',
    category: 'static and media',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'STATICFILES_STORAGE and DEFAULT_FILE_STORAGE are ignored without a word from Django 5.1 on; STORAGES took their place.',
    settings: ['STATICFILES_STORAGE', 'DEFAULT_FILE_STORAGE', 'STORAGES'],
  },
  messages: {
    ignored:
      '{name} has no effect: Django reads only STORAGES since 5.1, and says nothing.\nWith Django {django} the project runs with {used} instead of {wanted}.\nMove it into STORAGES.',
    leftover: '{name} has no effect since Django 5.1; STORAGES decides.\nThe next reader will believe this line.\nRemove it.',
    conflict:
      '{name} and STORAGES are both set, and Django refuses to start with both.\nSince 4.2 they exclude each other.\nKeep STORAGES alone.',
    deprecated:
      '{name} is deprecated since Django 4.2, and ignored without a word from 5.1 on.\nThe upgrade would change the storage in silence.\nMove it into STORAGES.',
  },
  check(context) {
    if (!atLeast(context.django, '4.2')) return context.notApplicable('STORAGES came with Django 4.2');
    for (const alias of STORAGE_ALIASES) {
      const setting = context.setting(alias.formerly);
      if (!setting) continue;
      const place = context.place(alias.formerly);
      const fixes = fixesFor(context, alias, setting);
      const data = { name: alias.formerly, wanted: text(setting.value) ?? '', used: alias.backend, django: formatVersion(context.django) };
      if (!atLeast(context.django, '5.1')) {
        const conflict = context.setting('STORAGES') !== undefined;
        context.report({ message: conflict ? 'conflict' : 'deprecated', data, place, severity: conflict ? 'error' : 'warning', fixes });
        continue;
      }
      if (context.setting('STORAGES')) {
        context.report({ message: 'leftover', data, place, severity: 'info', fixes });
        continue;
      }
      if (data.wanted === '') context.unknown(doubt(alias.formerly, setting.value));
      else if (data.wanted !== alias.backend)
        context.report({ message: 'ignored', data, place, severity: isAssumed(context) ? 'warning' : 'error', fixes });
    }
  },
});

/** No file of the workspace names a Django: then it may as well be an older one. */
function isAssumed(context: SettingsContext): boolean {
  return context.project.django.source.startsWith('assumed');
}

function fixesFor(context: SettingsContext, alias: Alias, setting: Setting): readonly Fix[] {
  const storages = context.setting('STORAGES');
  if (!storages) return [{ title: 'Convert to STORAGES', safe: true, edit: () => convert(context) }];
  const { at, kind } = storages.value;
  if (kind !== 'dict') return [];
  if (entry(storages.value, alias.alias)) {
    return [{ title: `Remove ${alias.formerly}`, safe: true, edit: () => removeSetting(context, alias.formerly) }];
  }
  const source = sourceOf(context, setting);
  if (!at || source === undefined || source.includes('\n')) return [];
  const added = () => insertEntry(context, at, `"${alias.alias}": {"BACKEND": ${source}}`);
  return [{ title: 'Move it into STORAGES', safe: true, edit: () => together(added(), removeSetting(context, alias.formerly)) }];
}

/** Writes STORAGES in the place of the last of the old settings, with both of the keys that Django asks for. */
function convert(context: SettingsContext): Edits {
  const old = STORAGE_ALIASES.flatMap(({ formerly }) => context.setting(formerly) ?? []);
  const statements = old.map((setting) => (setting.assignments.length === 1 ? setting.assignments[0] : undefined));
  if (statements.some((statement) => statement?.kind !== 'assign')) return undefined;
  const [first, second] = statements;
  if (!first || (second && (second.place.file !== first.place.file || second.conditional || first.conditional))) return undefined;
  const file = context.project.python(first.place.file);
  if (!file) return undefined;
  const quote = /^['"]/.exec(sourceAt(context, { file: file.path, span: first.valueSpan }) ?? '')?.[0] ?? quoteFor(file);
  const quoted = (word: string) => quote + word + quote;
  const lines = STORAGE_ALIASES.flatMap(({ alias, formerly, backend }) => {
    const setting = context.setting(formerly);
    const value = (setting && sourceOf(context, setting)) ?? quoted(backend);
    return [`    ${quoted(alias)}: {`, `        ${quoted('BACKEND')}: ${value},`, '    },'];
  });
  const last = second && second.place.span.start > first.place.span.start ? second : first;
  const other = old.find((_, index) => statements[index] !== last);
  const written = replaceStatement(context, last.place, ['STORAGES = {', ...lines, '}']);
  return other ? together(written, removeSetting(context, other.name)) : written;
}

function sourceOf(context: SettingsContext, setting: Setting): string | undefined {
  const last = setting.assignments.at(-1);
  return last && sourceAt(context, { file: last.place.file, span: last.valueSpan });
}
