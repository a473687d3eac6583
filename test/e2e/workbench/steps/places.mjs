/** Where else the extension may find itself: in a folder that nobody trusts, installed from its package, in a folder without Django. */

const production = 'config/settings/production.py';

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

/** In a window that has the extension from a .vsix. */
export const installedSteps = [
  {
    name: 'works as it is packaged: underlines faults and shows the checklist',
    async run({ page, open, command, checklist, picture }) {
      await open(production);
      await page.locator('.squiggly-error').first().waitFor();
      await command('Django Preflight: Open Deployment Checklist');
      await checklist().locator('.item').first().waitFor();
      await picture('installed');
    },
  },
  {
    name: 'explains a rule on the page that is packaged',
    async run({ page, open, palette, quickPick, picture }) {
      await open(production);
      await palette('Django Preflight: Explain a Rule');
      await quickPick('django/whitenoise-order');
      await page.locator('.tab.active').filter({ hasText: 'whitenoise-order' }).waitFor();
      await picture('installed-page');
    },
  },
];

/** In a folder without Django. */
export const plainSteps = [
  {
    name: 'shows nothing of itself in a folder without Django',
    async run({ page, open, command, picture }) {
      await open('script.py');
      // It shows once every extension that the folder starts has started.
      await command('Developer: Show Running Extensions');
      await page.locator('.runtime-extensions-editor .extension').first().waitFor();
      await picture('elsewhere');
      const traces = page
        .getByText(/Preflight/)
        .and(page.locator('.statusbar *, .activitybar *, .sidebar *, .runtime-extensions-editor *'));
      const found = await traces.allTextContents();
      if (found.length > 0) throw new Error(`the window shows ${found.join(', ')}`);
    },
  },
];
