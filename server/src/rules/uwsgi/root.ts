import { lastOf } from '../../project/servers/uwsgi/query';
import { subjectRule } from '../rule';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/root',
    title: 'uWSGI stays root',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: ['CWE-250'],
    summary: 'The workers keep the rights of root: a fault in the site is a fault of the whole machine.',
    settings: [],
  },
  messages: {
    root: '{key} is root.\nThe workers keep every right of the machine: whoever finds a way to run code in the site has all of it.\nName a user that owns nothing but the site.',
  },
  check(context) {
    const { uwsgi } = context.subject;
    if (!uwsgi) return context.notApplicable('it is not uWSGI');
    for (const key of ['uid', 'gid']) {
      const setting = lastOf(uwsgi, key);
      if (setting && !setting.conditional && /^(root|0+)$/.test(setting.value ?? ''))
        context.report({ message: 'root', data: { key }, place: setting.place });
    }
  },
});
