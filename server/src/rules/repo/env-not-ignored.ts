import { basename } from '../../base/paths';
import { gitVerdict, isRepository } from '../../project/ignored/git';
import { appendLine } from '../edit';
import { subjectRule } from '../rule';
import { firstSecret } from '../shared/envSecrets';

export const rule = subjectRule('repository', {
  meta: {
    id: 'repo/env-not-ignored',
    title: 'Env file with secrets that git does not ignore',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'any',
    fix: 'multi',
    references: ['CWE-538', 'CWE-540'],
    summary: 'An env file that no .gitignore names goes into the repository with the next “git add”, and its secrets with it.',
    settings: [],
  },
  messages: {
    default:
      '{file} holds {name}, and no .gitignore keeps it out of the repository.\nWhoever can read the repository, now or later, has the secret.\nIgnore the file; where it has been committed, take it out and change what it holds.',
  },
  check({ project, report, unknown }) {
    if (!isRepository(project.files))
      return unknown('the workspace has no .gitignore and is no top of a repository: one above it may say more');
    for (const file of project.subjects('envFile')) {
      const secret = firstSecret(file);
      if (!secret || gitVerdict(project.files, file.path).ignored) continue;
      report({
        message: 'default',
        data: { file: file.path, name: secret.name },
        place: { file: file.path, span: secret.nameSpan },
        fixes: [
          {
            title: `Let git ignore ${basename(file.path)}`,
            safe: false,
            edit: () => [appendLine(project, '.gitignore', file.path.includes('/') ? `/${file.path}` : file.path)],
          },
        ],
      });
    }
  },
});
