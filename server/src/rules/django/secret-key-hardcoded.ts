import type { Value } from '../../evaluate/value';
import { gitIgnored } from '../../project/ignored/git';
import { holds } from '../judge';
import { settingsRule } from '../rule';
import { fitsEnvFile, moveToEnvFile, standsInCode, weakness } from '../secret';

export const rule = settingsRule({
  meta: {
    id: 'django/secret-key-hardcoded',
    title: 'SECRET_KEY stands in the code',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: ['CWE-798'],
    summary: 'The production key is a literal in a settings module: everyone with the repository can sign as the site.',
    settings: ['SECRET_KEY'],
  },
  messages: {
    literal:
      'The SECRET_KEY of production stands in the code.\nEveryone who ever sees the repository, a backup or an image layer can forge sessions and reset links.\nKeep it in the environment, and change it: this one is known.',
  },
  check(context) {
    if (!holds(context, 'SECRET_KEY', isLiteral)) return;
    const value = context.value('SECRET_KEY');
    const module = value.at?.file ?? context.place('SECRET_KEY').file;
    if (gitIgnored(context.project.files, module)) return context.notApplicable(`${module} is kept out of the repository by .gitignore`);
    const key = value.kind === 'str' ? value.value : '';
    if (!standsInCode(context, key)) return context.notApplicable('SECRET_KEY does not stand in a module');
    const keeps = weakness(key) === undefined && fitsEnvFile(key);
    context.report({
      message: 'literal',
      place: context.place('SECRET_KEY'),
      fixes: [
        keeps
          ? moveToEnvFile(context, 'Move SECRET_KEY to .env and read it from the environment', () => key)
          : moveToEnvFile(context, 'Read SECRET_KEY from the environment, with a new key in .env', () => context.project.randomSecret()),
      ],
    });
  },
});

/** Known text that no environment read had a part in: it comes from the code, or from a file that the settings read. */
function isLiteral(value: Value): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  return value.kind === 'str' && value.value !== '' && value.env === undefined;
}
