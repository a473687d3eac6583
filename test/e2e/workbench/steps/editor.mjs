/** What a person does with settings and nginx's files, and what they must see. Each step begins without open editors. */
import { until } from '../page.mjs';

const base = 'config/settings/base.py';
const production = 'config/settings/production.py';

export const editorSteps = [
  {
    name: 'underlines the faults and counts them in the status bar',
    async run({ page, open, picture }) {
      await open(production);
      await page.locator('.squiggly-error').first().waitFor();
      await page.getByRole('button', { name: /Django Preflight: \d+ error/ }).waitFor();
      await picture('diagnostics');
    },
  },
  {
    name: 'lists the faults of closed files in the Problems view',
    async run({ page, open, command, picture }) {
      await open(production);
      await command('Problems: Focus on Problems View');
      const rows = page.locator('.markers-panel-container .monaco-list-row');
      await rows.filter({ hasText: 'django/' }).first().waitFor();
      await picture('problems');
      // The list draws only the rows that fit.
      await page.locator('.panel').getByRole('button', { name: 'Collapse All' }).click();
      await rows.filter({ hasText: 'base.py' }).waitFor();
      await rows.filter({ hasText: 'gunicorn.conf.py' }).waitFor();
    },
  },
  {
    name: 'explains a setting where the mouse rests',
    async run({ page, open, token, picture }) {
      await open(production);
      await page.locator('.squiggly-error').first().waitFor();
      await token('SECURE_SSL_REDIRECT').hover();
      const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'config.settings.production' });
      await hover.waitFor();
      await picture('hover');
    },
  },
  {
    name: 'explains a directive of nginx where the mouse rests, and underlines what is missing',
    async run({ page, open, token, picture }) {
      await open('deploy/nginx.conf');
      await page.locator('.squiggly-warning').first().waitFor();
      await token('proxy_pass').hover();
      const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'ngx_http_proxy_module' });
      await hover.waitFor();
      await picture('nginx');
    },
  },
  {
    name: 'moves WhiteNoise by the light bulb menu, and the file on the disk has it',
    async run({ page, open, token, save, read, picture }) {
      await open(base, 32);
      await page.locator('.squiggly-warning').first().waitFor();
      await token('whitenoise.middleware.WhiteNoiseMiddleware').click();
      await page.keyboard.press('ControlOrMeta+.');
      const entry = page
        .locator('.action-widget .monaco-list-row')
        .filter({ hasText: /Move .*WhiteNoise/i })
        .first();
      await entry.waitFor();
      await picture('quick-fix');
      await entry.click();
      await entry.waitFor({ state: 'hidden' });
      await until('WhiteNoise behind SecurityMiddleware on the disk', async () => {
        await save();
        return /SecurityMiddleware",\n {4}"whitenoise[^\n]*# static files without a second server\n/.test(await read(base));
      });
      await picture('quick-fix-applied');
    },
  },
  {
    name: 'asks for the reason where a finding is ignored, and keeps what was typed',
    async run({ page, open, quickFix, save, read, picture }) {
      await open(production, 20);
      await page.locator('.squiggly-error').first().waitFor();
      await quickFix('SAMEORIGIN', /Ignore django\/x-frame-options-not-deny here/);
      await page.keyboard.type('framed by our own dashboard');
      await picture('ignore-here');
      await until('the reason on the disk', async () => {
        await save();
        return /SAMEORIGIN" {2}# preflight: ignore\[django\/x-frame-options-not-deny\] framed by our own dashboard\n/.test(
          await read(production),
        );
      });
    },
  },
  {
    name: 'turns a rule off, says so, and takes it back by Undo',
    async run({ page, open, command, quickFix, has, picture }) {
      await open(production, 20);
      await page.locator('.squiggly-error').first().waitFor();
      await quickFix('SAMEORIGIN', /Turn django\/x-frame-options-not-deny off/);
      await until('the rule turned off', () => has('.vscode/settings.json', 'x-frame-options-not-deny'));
      // A browser without a screen shows no toasts.
      await command('Notifications: Show Notifications');
      const message = page
        .locator('.notifications-center .notification-list-item')
        .filter({ hasText: 'django/x-frame-options-not-deny is off' });
      await message.waitFor();
      await picture('turned-off');
      await message.getByRole('button', { name: 'Undo' }).click();
      await until('the settings without it', async () => !(await has('.vscode/settings.json', 'x-frame-options-not-deny')));
    },
  },
];
