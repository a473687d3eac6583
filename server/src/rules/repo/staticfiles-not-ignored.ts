import { join, normalize, relativeTo } from '../../base/paths';
import type { Value } from '../../evaluate/value';
import { gitVerdict, isRepository } from '../../project/ignored/git';
import { appendLine } from '../edit';
import { subjectRule } from '../rule';
import { defaultProfiles } from '../run';

export const rule = subjectRule('repository', {
  meta: {
    id: 'repo/staticfiles-not-ignored',
    title: 'Folder of collected files that git does not ignore',
    category: 'static and media',
    severity: 'info',
    scope: 'any',
    fix: 'multi',
    references: [],
    summary: 'What collectstatic writes is made anew with every release; in the repository it is stale, and in the way of every merge.',
    settings: ['STATIC_ROOT'],
  },
  messages: {
    default:
      'collectstatic writes to {folder}, which no .gitignore names.\nCopies of every app’s files get into the repository, are stale soon, and are in the way of every merge.\nIgnore the folder.',
  },
  check({ project, report, unknown }) {
    if (!isRepository(project.files))
      return unknown('the workspace has no .gitignore and is no top of a repository: one above it may say more');
    const said = new Set<string>();
    for (const profile of defaultProfiles(project)) {
      const setting = project.evaluate(profile).settings.get('STATIC_ROOT');
      const path = setting && pathOf(setting.value);
      const place = setting?.assignments.at(-1)?.place;
      // Where the project has no manage.py of its own, collectstatic runs elsewhere.
      const hasManage = project.files.kind(join(profile.pythonPath, 'manage.py')) === 'file';
      if (path === undefined || place === undefined || !hasManage) continue;
      const folder = relativeTo(project.files.root, normalize(join(project.files.root, path)));
      if (folder === undefined || folder === '' || said.has(folder)) continue;
      said.add(folder);
      // What lies there already may have been put into the repository on purpose.
      if (project.files.list(folder).length > 0) continue;
      if (gitVerdict(project.files, `${folder}/admin/any`).ignored) continue;
      report({
        message: 'default',
        data: { folder },
        place,
        fixes: [{ title: `Let git ignore ${folder}`, safe: false, edit: () => [appendLine(project, '.gitignore', `/${folder}/`)] }],
      });
    }
  },
});

/** A text or a `pathlib` path. */
function pathOf(value: Value): string | undefined {
  return value.kind === 'str' || value.kind === 'path' ? value.value : undefined;
}
