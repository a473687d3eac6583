import { celeryNames, foreignSetting, isConfiguredInCode } from '../celery';
import { setSetting, together } from '../edit';
import { certainItems, doubt, isText, judge, type Verdict } from '../judge';
import { isOneAssignment, setTo } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/celery-pickle',
    title: 'Celery takes pickles',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-502'],
    summary: 'Loading a pickle runs code: whoever can write to the broker runs code on the workers.',
    settings: ['CELERY_ACCEPT_CONTENT', 'CELERY_TASK_SERIALIZER', 'CELERY_RESULT_SERIALIZER'],
  },
  messages: {
    accept:
      '{name} lets workers take pickles, and loading a pickle runs the code in it.\nWhoever can write to the broker, or to the store of results, runs code on the workers.\nTake JSON alone, and hand ids to tasks instead of objects.',
    serializer:
      '{name} is "pickle", and loading a pickle runs the code in it.\nWhoever reads one has to trust everybody who can write to the broker.\nUse JSON, and hand ids to tasks instead of objects.',
  },
  check(context) {
    const names = celeryNames(context);
    if (!names) return;
    const accept = names('accept_content');
    const serializers = [names('task_serializer'), names('result_serializer')];
    const content = foreignSetting(context, accept);
    const takesPickle = certainItems(content).some(({ value }) => PICKLES.some((name) => isText(name)(value) === true));
    const pickling = serializers.filter((name) => isPickle(context, name) === 'always');
    if ((takesPickle || pickling.length > 0) && isConfiguredInCode(context, 'accept_content', 'task_serializer', 'result_serializer')) {
      return context.unknown('some code sets the serializers of Celery as well');
    }
    if (takesPickle) {
      context.report({
        message: 'accept',
        data: { name: accept },
        place: context.place(accept),
        fixes: json(context, accept, pickling),
      });
      return;
    }
    if (content.kind === 'unknown' || content.kind === 'choice') context.unknown(doubt(accept, content));
    for (const name of serializers) {
      const verdict = isPickle(context, name);
      if (verdict === 'never') continue;
      if (verdict !== 'always') context.unknown(doubt(name, foreignSetting(context, name)));
      else
        context.report({
          message: 'serializer',
          data: { name },
          place: context.place(name),
          fixes: [setTo(context, name, '"json"', false)],
        });
    }
  },
});

const PICKLES = ['pickle', 'application/x-python-serialize'];

function isPickle(context: SettingsContext, name: string): Verdict {
  const value = foreignSetting(context, name);
  return value.kind === 'unset' ? 'never' : judge(value, isText('pickle'));
}

/** All that says pickle says JSON afterwards; nothing where a setting is put together in several steps. */
function json(context: SettingsContext, accept: string, pickling: readonly string[]): readonly Fix[] {
  if (![accept, ...pickling].every((name) => isOneAssignment(context, name))) return [];
  const edit = () => together(setSetting(context, accept, '["json"]'), ...pickling.map((name) => setSetting(context, name, '"json"')));
  return [{ title: 'Use JSON alone', safe: false, edit }];
}
