import { holds, isFalsy } from '../judge';
import { settingsRule } from '../rule';
import { stateOf } from '../state';

export const rule = settingsRule({
  meta: {
    id: 'django/naive-datetimes',
    title: 'Points in time without a time zone',
    category: 'database',
    severity: 'info',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'With USE_TZ off the database holds local times: one hour a year exists twice, and another not at all.',
    settings: ['USE_TZ'],
  },
  messages: {
    naive:
      'USE_TZ {state}.\nThe database holds local times without saying where: when the clocks change an hour is there twice, and a move to another zone shifts everything.\nPlan the change to USE_TZ = True; stored times have to be converted with it.',
  },
  check(context) {
    if (!holds(context, 'USE_TZ', isFalsy)) return;
    context.report({
      message: 'naive',
      data: { state: stateOf(context, 'USE_TZ', 'is False') },
      place: context.place('USE_TZ'),
    });
  },
});
