import { gitIgnored } from '../../project/ignored/git';
import { type Credential, credentialsIn } from '../credentials';
import { sameSpan } from '../edit/nodes';
import { type SettingsContext, settingsRule } from '../rule';
import { moveLiteral, standsInCode } from '../secret';

export const rule = settingsRule({
  meta: {
    id: 'django/credential-hardcoded',
    title: 'A password or token stands in the code',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'production',
    fix: 'multi',
    references: ['CWE-798'],
    summary: 'A password, a token or a URL with a password is a literal in a settings module: everyone with the repository has it.',
    settings: ['DATABASES', 'EMAIL_HOST_PASSWORD', 'CACHES', 'CELERY_BROKER_URL', 'AWS_SECRET_ACCESS_KEY'],
  },
  messages: {
    secret:
      '{label} stands in the code.\nEveryone who ever sees the repository, a backup or an image layer has it.\nKeep it in the environment, and change it: this one is known.',
    url: '{label} holds a password, and stands in the code.\nEveryone who ever sees the repository, a backup or an image layer has it.\nKeep it in the environment, and change the password: this one is known.',
  },
  check(context) {
    const seen = new Set<string>();
    for (const { name, value } of context.settings.settings.values()) {
      for (const credential of credentialsIn(name, value)) {
        const { at, text, kind, label, variable } = credential;
        const key = `${at.file}:${at.span.start}`;
        if (seen.has(key) || !isInRepository(context, credential)) continue;
        seen.add(key);
        context.report({ message: kind, data: { label }, place: at, fixes: moveLiteral(context, at, variable, text) });
      }
    }
  },
});

/** Its text stands as it is in a module that git keeps, and is not SECRET_KEY under another name. */
function isInRepository(context: SettingsContext, { at, text }: Credential): boolean {
  const key = context.setting('SECRET_KEY')?.value.at;
  if (key && key.file === at.file && sameSpan(key.span, at.span)) return false;
  const isSample = /(^|[/._-])(example|sample|template|dist)s?([/._-]|$)/i.test(at.file);
  return at.file.endsWith('.py') && !isSample && !gitIgnored(context.project.files, at.file) && standsInCode(context, text);
}
