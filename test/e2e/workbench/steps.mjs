/** What a person does in the window, and what they must see. Each step begins without open editors. */
import { until } from './page.mjs';

const base = 'config/settings/base.py';
const production = 'config/settings/production.py';

export const steps = [
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
    name: 'opens the checklist from the status bar; evidence jumps to its line',
    async run({ page, open, checklist, line, picture }) {
      await open(production);
      await page.getByRole('button', { name: /Django Preflight: \d+ error/ }).click();
      const evidence = checklist()
        .getByRole('button', { name: /SECURE_PROXY_SSL_HEADER.* Open config\/settings\/production\.py:13/ })
        .first();
      await evidence.scrollIntoViewIfNeeded();
      await picture('checklist');
      await evidence.click();
      await until('the cursor on line 13', async () => (await line()) === 13);
      await picture('checklist-evidence');
    },
  },
  {
    name: 'mends a fault from the checklist, which then counts it as passed',
    async run({ command, open, checklist, picture }) {
      await open(production);
      await command('Django Preflight: Open Deployment Checklist');
      const item = checklist().locator('.item').filter({ hasText: 'django/x-frame-options-not-deny' });
      await item.locator('button.fix').first().click();
      await checklist().locator('.item-pass').filter({ hasText: 'django/x-frame-options-not-deny' }).waitFor();
      await picture('checklist-fixed');
    },
  },
  {
    name: 'shows the checklist in dark and in high contrast',
    async run({ command, open, checklist, theme, picture }) {
      await open(production);
      await command('Django Preflight: Open Deployment Checklist');
      for (const [kind, label] of [
        ['vscode-dark', 'Dark Modern'],
        ['vscode-high-contrast', 'Dark High Contrast'],
      ]) {
        await theme(label);
        await checklist().locator(`body.${kind} .item`).first().waitFor();
        await picture(`checklist-${kind.replace('vscode-', '')}`);
      }
      await theme('Light Modern');
    },
  },
  {
    name: 'lets the keyboard alone walk the checklist and open the evidence',
    async run({ page, command, open, checklist, line }) {
      await open(production);
      await command('Django Preflight: Open Deployment Checklist');
      const evidence = checklist()
        .getByRole('button', { name: /Open config\/settings\/production\.py:20/ })
        .first();
      await evidence.waitFor();
      await evidence.evaluate((button) => button.ownerDocument.defaultView.focus());
      await until('the focus on the evidence', async () => {
        await page.keyboard.press('Tab');
        return evidence.evaluate((button) => button.ownerDocument.activeElement === button);
      });
      await page.keyboard.press('Enter');
      await until('the cursor on line 20', async () => (await line()) === 20);
    },
  },
];

export const restrictedSteps = [
  {
    name: 'works in Restricted Mode',
    async run({ page, open, picture }) {
      await page
        .getByRole('button', { name: /Restricted Mode/ })
        .first()
        .waitFor();
      await open(production);
      await page.locator('.squiggly-error').first().waitFor();
      await page.getByRole('button', { name: /Django Preflight: \d+ error/ }).waitFor();
      await picture('restricted');
    },
  },
];
