import { doubt, hasItem } from '../judge';
import { answer, placeAmong } from '../nested';
import { addOption, apiOption } from '../restFramework';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/drf-browsable-api',
    title: 'The browsable API is on',
    category: 'middleware and apps',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Whoever opens an address of the API in a browser gets a page with forms for all that it can do.',
    settings: ['REST_FRAMEWORK', 'INSTALLED_APPS'],
  },
  messages: {
    on: 'Views of the API render as pages with forms.\nThey show visitors what there is to try, and their drop-down lists what is in other tables.\nRender JSON alone, unless the pages are meant for visitors.',
  },
  check(context) {
    const classes = apiOption(context, 'DEFAULT_RENDERER_CLASSES');
    if (!classes) return;
    const on = answer(classes, hasItem('rest_framework.renderers.BrowsableAPIRenderer'), true);
    if (on === undefined) return context.unknown(doubt('DEFAULT_RENDERER_CLASSES', classes));
    if (!on) return;
    context.report({
      message: 'on',
      place: placeAmong(context, 'REST_FRAMEWORK', classes, context.setting('REST_FRAMEWORK')?.value ?? classes),
      fixes:
        classes.kind === 'unset'
          ? addOption(context, 'Render JSON alone', '"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]')
          : [],
    });
  },
});
