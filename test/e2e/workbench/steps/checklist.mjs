/** What a person does with the checklist. Each step begins without open editors. */
import { until } from '../page.mjs';

const production = 'config/settings/production.py';
const rule = 'django/x-frame-options-not-deny';

export const checklistSteps = [
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
    async run({ openChecklist, open, checklist, picture }) {
      await open(production);
      await openChecklist('all');
      await checklist().locator(`[data-item="${rule}"][data-status=fail] [data-action=fix]`).first().click();
      await checklist().locator(`[data-item="${rule}"][data-status=pass]`).waitFor();
      await picture('checklist-fixed');
    },
  },
  {
    name: 'follows what is typed in the settings, and what is taken back',
    async run({ page, openChecklist, open, checklist, token }) {
      await open(production);
      await openChecklist('all');
      await checklist().locator(`[data-item="${rule}"][data-status=fail]`).waitFor();
      await token('SAMEORIGIN').dblclick();
      await page.keyboard.type('DENY');
      await checklist().locator(`[data-item="${rule}"][data-status=pass]`).waitFor();
      await page.keyboard.press('ControlOrMeta+Z');
      await checklist().locator(`[data-item="${rule}"][data-status=fail]`).waitFor();
    },
  },
  {
    name: 'takes the findings of another profile when it is chosen',
    async run({ openChecklist, open, checklist }) {
      await open(production);
      await openChecklist('all');
      await checklist().locator(`[data-item="${rule}"][data-status=fail]`).waitFor();
      await checklist().locator('select[data-choice=profile]').selectOption({ label: 'config.settings.development (development)' });
      await checklist().locator(`[data-item="${rule}"]:not([data-status=fail])`).waitFor();
      await checklist().locator('select[data-choice=profile]').selectOption({ label: 'config.settings.production (production)' });
      await checklist().locator(`[data-item="${rule}"][data-status=fail]`).waitFor();
    },
  },
  {
    name: 'finds items by what they say, and says so when there are none',
    async run({ page, openChecklist, open, checklist }) {
      await open(production);
      await openChecklist('all');
      const search = checklist().getByRole('searchbox', { name: 'Search the checklist' });
      await search.fill('whitenoise');
      await checklist().locator('[data-item="django/whitenoise-order"]').waitFor();
      await checklist().locator(`[data-item="${rule}"]`).waitFor({ state: 'detached' });
      await search.fill('no such thing');
      await checklist().getByText('Nothing matches.').waitFor();
      await page.keyboard.press('Escape');
      await checklist().locator(`[data-item="${rule}"]`).waitFor();
    },
  },
  {
    name: 'copies the checklist as Markdown and saves it as a report',
    async run({ page, openChecklist, open, checklist, has }) {
      await open(production);
      await openChecklist('all');
      await checklist().getByRole('button', { name: 'Copy as Markdown' }).click();
      await until('the checklist in the clipboard', async () => {
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        return copied.startsWith('# ') && copied.includes(rule);
      });
      await checklist().getByRole('button', { name: 'Save Report…' }).click();
      const dialog = page.locator('.quick-input-widget');
      await dialog.locator('input').first().waitFor();
      await dialog.getByRole('button', { name: /OK|Save/ }).click();
      await until('the report on the disk', () => has('deployment-checklist.config.settings.production.md', rule));
    },
  },
  {
    name: 'has the same items as a tree in the side bar, and opens their lines',
    async run({ page, open, command, line, picture }) {
      await open('config/settings/base.py');
      await command('Django Preflight: Focus on Checklist View');
      const tree = page.locator('.sidebar');
      const item = tree.getByRole('treeitem', { name: /^Pages may be shown in frames/ }).first();
      await item.waitFor();
      await picture('tree');
      await item.click();
      await until('the cursor on line 20', async () => (await line()) === 20);
    },
  },
];

/** In a window that is loaded anew: what a person settled is still there, and so is the page. */
export const reloadSteps = [
  {
    name: 'keeps who settled an item, and the page, over a reload of the window',
    async run({ page, openChecklist, checklist, stored, picture }) {
      await openChecklist('byHand');
      const item = checklist().locator('[data-item^="by-hand/"]').first();
      const id = await item.getAttribute('data-item');
      await item.locator('[data-action=settle]').click();
      await checklist().locator('input[name=by]').fill('Ada');
      await checklist().locator('textarea[name=note]').fill('tried with the copy of Tuesday');
      await checklist().locator('[data-action=save]').click();
      await checklist().locator(`[data-item="${id}"]`).waitFor({ state: 'detached' });
      await until('the record and the page in the storage of the window', async () => {
        const kept = await stored();
        return (
          kept.includes('tried with the copy of Tuesday') && /memento\/workbench\.parts\.editor.*djangoPreflight\.checklist/s.test(kept)
        );
      });
      await page.reload();
      await checklist().locator('[data-filter=all]').click();
      const settled = checklist().locator(`[data-item="${id}"][data-status=done]`);
      await settled.waitFor();
      await settled.getByText('Done by Ada').waitFor();
      await settled.getByText('tried with the copy of Tuesday').waitFor();
      await picture('reloaded');
    },
  },
];
