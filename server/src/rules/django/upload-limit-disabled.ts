import { atLeast } from '../../base/version';
import { holds, isNone } from '../judge';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/upload-limit-disabled',
    title: 'Requests may be as large as they like',
    category: 'static and media',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-770'],
    summary: 'A limit on the size of requests, or on the number of fields or files in them, is None: Django takes any.',
    settings: ['DATA_UPLOAD_MAX_MEMORY_SIZE', 'DATA_UPLOAD_MAX_NUMBER_FIELDS', 'DATA_UPLOAD_MAX_NUMBER_FILES'],
  },
  messages: {
    none: '{name} is None, so that Django takes {what}.\nOne request that is made for it {effect}.\nSet the largest number that the site needs.',
  },
  check(context) {
    for (const { name, what, effect, usual, since } of LIMITS) {
      if (!atLeast(context.django, since) || !context.setting(name) || !holds(context, name, isNone)) continue;
      context.report({
        message: 'none',
        data: { name, what, effect },
        place: context.place(name),
        fixes: [setTo(context, name, usual, false, `Set ${name} to ${usual}, as Django has it`)],
      });
    }
  },
});

const LIMITS = [
  {
    name: 'DATA_UPLOAD_MAX_MEMORY_SIZE',
    what: 'bodies of any size into memory, files not counted',
    effect: 'can fill the memory of the worker',
    usual: '2621440',
    since: '1.10',
  },
  {
    name: 'DATA_UPLOAD_MAX_NUMBER_FIELDS',
    what: 'any number of form fields',
    effect: 'can keep a worker busy for minutes',
    usual: '1000',
    since: '1.10',
  },
  {
    name: 'DATA_UPLOAD_MAX_NUMBER_FILES',
    what: 'any number of files in one request',
    effect: 'can use up the open files and the memory of the worker',
    usual: '100',
    since: '3.2',
  },
] as const;
