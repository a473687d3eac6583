import { knownItems, type Value } from '../../evaluate/value';
import { doubt } from '../judge';
import { answer, placeAmong } from '../nested';
import { addOption, apiOption } from '../restFramework';
import { settingsRule } from '../rule';
import { usesAny } from '../workspaceUses';

export const rule = settingsRule({
  meta: {
    id: 'django/drf-open-by-default',
    title: 'The API is open unless a view says otherwise',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-862'],
    summary: 'Django REST framework lets everybody do everything with a view that names no permissions.',
    settings: ['REST_FRAMEWORK', 'INSTALLED_APPS'],
  },
  messages: {
    unset:
      'REST_FRAMEWORK has no DEFAULT_PERMISSION_CLASSES.\nA view that names no permissions lets everybody do all that it offers; one forgotten line is enough.\nStart from IsAuthenticated, and open the views that are meant for everybody.',
    open: 'DEFAULT_PERMISSION_CLASSES lets everybody in.\nA view that names no permissions lets everybody do all that it offers; one forgotten line is enough.\nStart from IsAuthenticated, and open the views that are meant for everybody.',
  },
  check(context) {
    const classes = apiOption(context, 'DEFAULT_PERMISSION_CLASSES');
    if (!classes) return;
    const open = answer(classes, letsAllIn, true);
    if (open === false) return;
    if (open === undefined) return context.unknown(doubt('DEFAULT_PERMISSION_CLASSES', classes));
    const unset = classes.kind === 'unset';
    // Somebody has written the default down, views name permissions, or all that there is can only be read: it was thought of.
    const thoughtOf =
      !unset || usesAny(context, /\bpermission_classes\b|\bget_permissions\b/, 'permission') || !usesAny(context, WRITES, 'rest_framework');
    context.report({
      message: unset ? 'unset' : 'open',
      place: placeAmong(context, 'REST_FRAMEWORK', classes, context.setting('REST_FRAMEWORK')?.value ?? classes),
      severity: thoughtOf ? 'info' : 'warning',
      fixes: unset
        ? addOption(context, 'Let in only who is signed in', '"DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"]')
        : [],
    });
  },
});

/** Views of the framework that write. */
const WRITES =
  /\bviewsets\.ModelViewSet\b|\bimport (?:\([^)]*|[^\n]*)\bModelViewSet\b|\b\w*(?:Create|Update|Destroy)\w*(?:APIView|ModelMixin)\b|\bapi_view\([^)]*\b(?:POST|PUT|PATCH|DELETE)\b|\bAPIView\b[\s\S]*?\bdef (?:post|put|patch|delete)\(/;

function letsAllIn(classes: Value): boolean | undefined {
  const items = knownItems(classes);
  if (!items) return undefined;
  const answers = items.map((item) => (item.kind === 'str' ? item.value === 'rest_framework.permissions.AllowAny' : undefined));
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
