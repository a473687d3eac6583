import { removeItem } from '../edit';
import { certainTexts, doubt, hasItem, judge, settle } from '../judge';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/allowed-hosts-blank',
    title: 'ALLOWED_HOSTS holds an empty name',
    category: 'hosts',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'An empty text in ALLOWED_HOSTS matches no host, and hides from Django that the list says nothing.',
    settings: ['ALLOWED_HOSTS'],
  },
  messages: {
    only: 'ALLOWED_HOSTS is a list with nothing but an empty name.\nIt matches no host, so that every request gets 400 Bad Request, and check --deploy passes because the list is not empty.\nList the names under which the site is reached.',
    one: 'ALLOWED_HOSTS holds an empty name.\nIt matches no host; where a variable should have given a name, that name is missing.\nTake it out, or give the name.',
    split:
      'ALLOWED_HOSTS holds an empty name, because {variable} is empty or not set: splitting an empty text gives one empty item.\nIt matches no host, so that requests get 400 Bad Request.\nSet {variable}, or leave out what is empty.',
  },
  check(context) {
    const value = context.value('ALLOWED_HOSTS');
    if (!settle(context, judge(value, hasItem('')), () => doubt('ALLOWED_HOSTS', value))) return;
    const names = certainTexts(context, 'ALLOWED_HOSTS');
    const blank = names.find((item) => item.text === '');
    const place = blank?.place ?? context.place('ALLOWED_HOSTS');
    const variable = value.env?.name;
    if (variable) {
      context.report({ message: 'split', data: { variable }, place });
      return;
    }
    const edit = () => removeItem(context, 'ALLOWED_HOSTS', '');
    context.report({
      message: names.every((item) => item.text === '') ? 'only' : 'one',
      place,
      fixes: [{ title: 'Remove the empty name', safe: true, edit }],
    });
  },
});
