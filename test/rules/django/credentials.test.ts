import { describe, expect, it } from 'vitest';
import { judge, settingsModule, type Workspace } from '../support';

const RULE = 'django/credential-hardcoded';

/** The first lines of what is said of a workspace. */
async function said(workspace: Workspace): Promise<readonly string[]> {
  const { findings } = await judge(workspace, RULE);
  return findings.map(({ message }) => message.split('\n')[0] ?? '');
}

describe('a credential in the code', () => {
  it('is called by the way to it, and never by its text', async () => {
    const text = [
      'DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "PASSWORD": "tr0ub4dor&3"}}',
      'CACHES = {"default": {"LOCATION": ["redis://:s3cr3tive@cache:6379/1"]}}',
      'SIMPLE_JWT = {"SIGNING_KEY": "kDIuzVbHvAafuJaJPI0v8Y2FvpQGpfTE"}',
      'PAYMENT_API_KEY = "live_51HfakQ9dZ8w"',
    ];
    const { findings } = await judge(settingsModule(`${text.join('\n')}\n`), RULE);
    expect(findings.map(({ message }) => message.split(' ')[0])).toEqual([
      'DATABASES["default"]["PASSWORD"]',
      'CACHES["default"]["LOCATION"]',
      'SIMPLE_JWT["SIGNING_KEY"]',
      'PAYMENT_API_KEY',
    ]);
    for (const { message, fixes } of findings) {
      for (const secret of ['tr0ub4dor', 's3cr3tive', 'kDIuzVbH', 'live_51']) {
        expect(message + fixes.map(({ title }) => title).join()).not.toContain(secret);
      }
    }
  });

  it('is no name of a form, of a limit, or of something in Python', async () => {
    const text = [
      'ACCOUNT_FORMS = {"reset_password": "accounts.forms.ResetPassword1"}',
      'ACCOUNT_RATE_LIMITS = {"change_password": "1/m/user"}',
      'REST_AUTH_TOKEN = "accounts.models.Token2Factor"',
      'LOGIN_TOKEN = "https://example.com/token/1234"',
      'GOOGLE_MAPS_API_KEY = "AIzaSyD31CT9P9KxvNUJOwDq2kcFEIG8ADga"',
    ];
    expect(await said(settingsModule(`${text.join('\n')}\n`))).toEqual([]);
  });

  it('is not SECRET_KEY under another name, which has a rule of its own', async () => {
    const text = 'SECRET_KEY = "x7k2v9q4w8e1r6t3y5u0ipasdfghjklzcbnmQWERTYUIOP"\nJWT_SIGNING_KEY = SECRET_KEY\n';
    expect(await said(settingsModule(text))).toEqual([]);
  });

  it('is one finding where several settings share it', async () => {
    const text = 'EMAIL_HOST_PASSWORD = "tr0ub4dor&3"\nMAIL_PASSWORD = EMAIL_HOST_PASSWORD\n';
    expect(await said(settingsModule(text))).toHaveLength(1);
  });

  it('is none where the environment has a part in it', async () => {
    const text = 'import os\nEMAIL_HOST_PASSWORD = os.environ.get("MAIL_PASSWORD", "tr0ub4dor&3")\n';
    expect(await said(settingsModule(text))).toEqual([]);
  });

  it('has no fix where an expression makes the text', async () => {
    const { findings } = await judge(settingsModule('EMAIL_HOST_PASSWORD = f"tr0ub4dor&3"\n'), RULE);
    expect(findings).toHaveLength(1);
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });
});
