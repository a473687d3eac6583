/** The whole checklist by keyboard: every kind of control is reached with Tab and used. The window has two projects. */
import { until } from '../page.mjs';

const rule = 'django/x-frame-options-not-deny';
const item = `[data-item="${rule}"]`;

export const keyboardSteps = [
  {
    name: 'lets the keyboard alone choose folder and profile, narrow, search and fold',
    async run(tools) {
      const { openChecklist, checklist } = tools;
      const { reach, press, show } = keys(tools);
      await openChecklist();
      const facts = checklist().locator('select[data-choice=folder] option:checked');
      await reach('select[data-choice=folder]');
      await press('ArrowDown');
      await until('the second folder', async () => (await facts.textContent()) === 'second');
      await press('ArrowUp');
      await until('the first folder', async () => (await facts.textContent()) === 'first');
      await reach('select[data-choice=profile]');
      const profile = checklist().locator('select[data-choice=profile]');
      const before = await profile.inputValue();
      await press('ArrowDown');
      await until('another profile', async () => (await profile.inputValue()) !== before);
      await press('ArrowUp');
      await until('the first profile', async () => (await profile.inputValue()) === before);
      await show('all', '');
      await checklist().locator('[data-item][data-status=pass]').first().waitFor();
      await show('all', 'x-frame-options');
      await checklist().locator('[data-item="django/whitenoise-order"]').waitFor({ state: 'detached' });
      await show('all', '');
      await checklist().locator('[data-item="django/whitenoise-order"]').waitFor();
      await reach('[data-section] h2 button[aria-expanded]');
      const heading = checklist().locator('[data-section] h2 button').first();
      const isOpen = () => heading.getAttribute('aria-expanded');
      const first = await isOpen();
      await press('Enter');
      await until('the section folded or open', async () => (await isOpen()) !== first);
      await press('Space');
      await until('the section as it was', async () => (await isOpen()) === first);
    },
  },
  {
    name: 'lets the keyboard alone open evidence, read about a rule and apply a fix',
    async run(tools) {
      const { page, openChecklist, checklist, line, command } = tools;
      const { reach, press, show } = keys(tools);
      await openChecklist();
      await show('all', 'x-frame-options');
      await reach(`${item} [data-action=reveal]`);
      await press('Enter');
      await until('the cursor on line 20', async () => (await line()) === 20);
      await openChecklist();
      await show('all', 'x-frame-options');
      await reach(`${item} [data-action=explain]`);
      await press('Enter');
      const pageOfRule = page.locator('.tab').filter({ hasText: 'x-frame-options-not-deny' });
      await pageOfRule.waitFor();
      await command('View: Close All Editors');
      await openChecklist();
      await show('all', 'x-frame-options');
      await reach(`${item} [data-action=fix]`);
      await press('Enter');
      await checklist().locator(`${item}[data-status=pass]`).waitFor();
    },
  },
  {
    name: 'lets the keyboard alone settle an item with a note, take it back, copy and save',
    async run(tools) {
      const { page, openChecklist, checklist, has } = tools;
      const { reach, press, show } = keys(tools);
      const byHand = '[data-item="by-hand/test-mail"]';
      await openChecklist();
      await show('all', 'mail arrived');
      await reach(`${byHand} [data-action=settle]`);
      await press('Enter');
      // The form has the focus by itself.
      await checklist().locator('input[name=by]:focus').waitFor();
      await press('ControlOrMeta+A');
      await page.keyboard.type('Grace');
      await reach('textarea[name=note]');
      await page.keyboard.type('by the runbook');
      await press('ControlOrMeta+Enter');
      await checklist().locator(`${byHand}[data-status=done]`).getByText('by the runbook').waitFor();
      await show('all', 'mail arrived');
      await reach(`${byHand} [data-action=takeBack]`);
      await press('Enter');
      await checklist().locator(`${byHand}[data-status=byHand]`).waitFor();
      await show('all', '');
      await reach('[aria-label="Copy as Markdown"]');
      await press('Enter');
      await checklist().locator('#announcement').getByText('The checklist was copied.').waitFor({ state: 'attached' });
      await reach('[aria-label="Save Report…"]');
      await press('Enter');
      await page.locator('.quick-input-widget input').first().waitFor();
      await until('the report on the disk', async () => {
        await press('Enter');
        return has('first/deployment-checklist.config.settings.production.md', rule);
      });
    },
  },
];

/** A control that Tab does not reach within this many presses cannot be reached. */
const longestWay = 400;

function keys({ page, checklist, insideChecklist }) {
  const press = (key) => page.keyboard.press(key);
  /** Presses Tab until the focus is on an element that matches. */
  const reach = async (selector) => {
    for (let presses = 0; presses < longestWay; presses++) {
      if (await insideChecklist((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await press('Tab');
    }
    const on = await insideChecklist(() => document.activeElement?.outerHTML.slice(0, 200));
    throw new Error(`Tab does not reach ${selector}; the focus is on ${on}`);
  };
  /** Types into the search, which `/` leads to from anywhere, and chooses the filter. */
  const show = async (filter, text) => {
    if (!(await insideChecklist(() => document.activeElement?.matches('input[type=search]') ?? false))) await press('/');
    await press('ControlOrMeta+A');
    await press('Delete');
    await page.keyboard.type(text);
    await reach(`[data-filter=${filter}]`);
    await press('Enter');
    await checklist().locator(`[data-filter=${filter}][aria-pressed=true]`).waitFor();
    await press('/');
  };
  return { press, reach, show };
}
