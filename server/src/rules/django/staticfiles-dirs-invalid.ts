import type { Value } from '../../evaluate/value';
import { replaceExpression } from '../edit';
import { certainItems, judge } from '../judge';
import { setTo } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { searchesFolders } from '../staticFinder';

export const rule = settingsRule({
  meta: {
    id: 'django/staticfiles-dirs-invalid',
    title: 'STATICFILES_DIRS is not a list of folders',
    category: 'static and media',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['staticfiles.E001', 'staticfiles.E003'],
    summary: 'It is no list, or an entry is no folder and no pair of a prefix and a folder.',
    settings: ['STATICFILES_DIRS', 'STATICFILES_FINDERS', 'INSTALLED_APPS'],
  },
  messages: {
    kind: 'STATICFILES_DIRS is {kind}, and Django takes only a list or a tuple.\nIts check refuses it or fails over it, and migrate and runserver with it.\nWrite a list of folders.',
    slash:
      'The prefix "{prefix}" of STATICFILES_DIRS ends with a slash.\nDjango’s check refuses that, and migrate and runserver with it.\nWrite it without.',
    pair: 'An entry of STATICFILES_DIRS has {count} items.\nDjango takes a folder, or a pair of a prefix and a folder, and fails at anything else: every command stops.\nWrite each folder as an entry of its own.',
  },
  check(context) {
    if (!context.setting('STATICFILES_DIRS') || !searchesFolders(context)) return;
    const value = context.value('STATICFILES_DIRS');
    const kind = WORDS[value.kind] ?? (value.kind === 'str' && value.value === '' ? 'an empty text' : undefined);
    // Text and a lone path are the matter of django/setting-type, which knows how to write them as a list.
    if (kind !== undefined && judge(value, () => true) === 'always') {
      const isNothing = value.kind === 'none' || value.kind === 'str' || (value.kind === 'bool' && !value.value);
      const references = value.kind === 'none' || value.kind === 'bool' || value.kind === 'int' ? [] : ['staticfiles.E001'];
      const fixes = isNothing ? [setTo(context, 'STATICFILES_DIRS', '[]')] : [];
      return context.report({ message: 'kind', data: { kind }, place: context.place('STATICFILES_DIRS'), references, fixes });
    }
    for (const { value: item } of certainItems(value)) checkItem(context, item);
  },
});

const WORDS: Readonly<Record<string, string | undefined>> = {
  none: 'None',
  bool: 'true or false',
  int: 'a number',
  set: 'a set',
  frozenset: 'a set',
  dict: 'a dict',
};

function checkItem(context: SettingsContext<'kind' | 'slash' | 'pair'>, item: Value): void {
  if (item.kind !== 'list' && item.kind !== 'tuple') return;
  const place = item.at ?? context.place('STATICFILES_DIRS');
  const isOpen = item.items.some(({ kind }) => kind === 'rest');
  if (!isOpen && item.items.length !== 2) {
    context.report({ message: 'pair', data: { count: item.items.length }, place, references: [] });
    return;
  }
  const [prefix] = item.items;
  if (isOpen || prefix?.kind !== 'str' || !prefix.value.endsWith('/')) return;
  const fixes = prefixFixes(context, prefix);
  context.report({ message: 'slash', data: { prefix: prefix.value }, place: prefix.at ?? place, references: ['staticfiles.E003'], fixes });
}

function prefixFixes(context: SettingsContext, prefix: Extract<Value, { kind: 'str' }>): readonly Fix[] {
  const { at, env, value } = prefix;
  const clean = value.replace(/\/+$/, '');
  if (!at || env || !/^[\w./-]+$/.test(clean)) return [];
  return [{ title: `Write "${clean}"`, safe: true, edit: () => replaceExpression(context, at, `"${clean}"`) }];
}
