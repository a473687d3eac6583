import { atLeast } from '../../base/version';
import { entry, type Value } from '../../evaluate/value';
import { insertEntry } from '../edit';
import { doubt } from '../judge';
import { settingsRule } from '../rule';
import { STORAGE_ALIASES, usesStaticFiles } from '../storages';

export const rule = settingsRule({
  meta: {
    id: 'django/storages-incomplete',
    title: 'STORAGES lacks a storage that Django needs',
    category: 'static and media',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['staticfiles.E005'],
    summary: 'STORAGES replaces the default as a whole: a project that sets it has to name both `default` and `staticfiles`.',
    settings: ['STORAGES', 'INSTALLED_APPS'],
  },
  messages: {
    default:
      'STORAGES has no "default" storage.\nIt replaces Django\'s own value as a whole, so that the first file field or upload fails.\nAdd the "default" key.',
    staticfiles:
      'STORAGES has no "staticfiles" storage.\nIt replaces Django\'s own value as a whole, so that collectstatic and the static template tag have nothing to work with.\nAdd the "staticfiles" key.',
  },
  check(context) {
    const setting = context.setting('STORAGES');
    if (!setting || !atLeast(context.django, '4.2')) return context.notApplicable('STORAGES is not set');
    const { value } = setting;
    if (value.kind !== 'dict' || value.rest !== undefined) return context.unknown(doubt('STORAGES', value));
    for (const { alias, backend } of STORAGE_ALIASES) {
      if (entry(value, alias) || !hasPlainKeys(value)) continue;
      const needed = alias === 'default' ? true : usesStaticFiles(context);
      if (needed === undefined) context.unknown(doubt('INSTALLED_APPS', context.value('INSTALLED_APPS')));
      if (!needed) continue;
      const { at } = value;
      context.report({
        message: alias,
        place: context.place('STORAGES'),
        references: alias === 'staticfiles' && atLeast(context.django, '5.0') ? ['staticfiles.E005'] : [],
        fixes: at
          ? [
              {
                title: `Add the "${alias}" storage`,
                safe: true,
                edit: () => insertEntry(context, at, `"${alias}": {"BACKEND": "${backend}"}`),
              },
            ]
          : [],
      });
    }
  },
});

function hasPlainKeys(value: Extract<Value, { kind: 'dict' }>): boolean {
  return value.entries.every(({ key }) => key.kind === 'str');
}
