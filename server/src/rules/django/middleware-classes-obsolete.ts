import { atLeast, formatVersion } from '../../base/version';
import { removeSetting, renameSetting } from '../edit';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { unmentioned } from '../workspaceReads';

const OLD = 'MIDDLEWARE_CLASSES';

export const rule = settingsRule({
  meta: {
    id: 'django/middleware-classes-obsolete',
    title: 'Middleware under a name that Django no longer reads',
    category: 'middleware and apps',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'Django reads MIDDLEWARE alone since 2.0: what stands in MIDDLEWARE_CLASSES does not run.',
    settings: [OLD, 'MIDDLEWARE'],
  },
  messages: {
    ignored:
      'MIDDLEWARE_CLASSES is not read since Django 2.0 (judged for Django {django}), and MIDDLEWARE is not set.\nNo middleware runs: no sessions, no login, no CSRF check, no security headers.\nRename it to MIDDLEWARE, and see that each class is of the new kind.',
    leftover:
      'MIDDLEWARE_CLASSES is not read since Django 2.0 (judged for Django {django}); MIDDLEWARE decides.\nThe next reader will believe this list.\nRemove it.',
  },
  check(context) {
    const old = context.setting(OLD);
    if (!old || old.assignments.length === 0) return context.notApplicable('MIDDLEWARE_CLASSES is not set');
    const { version, source } = context.project.django;
    if (source.startsWith('assumed'))
      return context.unknown('no file says which Django the project uses, and before 2.0 it read the setting');
    if (!atLeast(version, '2.0')) return context.notApplicable('before Django 2.0 the setting was read');
    if (unmentioned(context.project, [OLD], context.settings.files).length === 0) {
      return context.unknown('code of the project reads MIDDLEWARE_CLASSES');
    }
    const isReplaced = context.setting('MIDDLEWARE') !== undefined;
    if (isReplaced && old.assignments.every(({ conditional }) => conditional)) {
      return context.notApplicable('a condition sets MIDDLEWARE_CLASSES beside MIDDLEWARE, for an older Django');
    }
    context.report({
      message: isReplaced ? 'leftover' : 'ignored',
      data: { django: formatVersion(version) },
      place: context.place(OLD),
      ...(isReplaced && { severity: 'info' }),
      fixes: [isReplaced ? removal(context) : renaming(context)],
    });
  },
});

function removal(context: SettingsContext): Fix {
  return { title: 'Remove MIDDLEWARE_CLASSES', safe: true, edit: () => removeSetting(context, OLD) };
}

function renaming(context: SettingsContext): Fix {
  return { title: 'Rename it to MIDDLEWARE', safe: false, edit: () => renameSetting(context, OLD, 'MIDDLEWARE') };
}
