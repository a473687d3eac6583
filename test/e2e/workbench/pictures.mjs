/** The pictures of the documentation: a name, what is to be seen, and what of the window is kept. Each begins without open editors. */

const base = 'config/settings/base.py';
const production = 'config/settings/production.py';
const light = 'Light Modern';

/**
 * @typedef {object} Picture
 * @property {string} name of the file, without its ending.
 * @property {string} [theme] Light Modern, unless it says so.
 * @property {readonly [width: number, height: number]} [size] of the window in CSS pixels.
 * @property {(tools: object) => Promise<import('playwright-core').Locator | undefined>} show makes the window look as wanted; gives the
 *   part that is kept, or nothing for the whole window.
 * @type {readonly Picture[]}
 */
export const pictures = [
  {
    name: 'quick-fix',
    size: [1180, 720],
    async show({ page, open, token, sideBar }) {
      await sideBar(false);
      await open(base, 32);
      await page.locator('.squiggly-warning').first().waitFor();
      await token('whitenoise.middleware.WhiteNoiseMiddleware').click();
      await page.keyboard.press('ControlOrMeta+.');
      await page
        .locator('.action-widget .monaco-list-row')
        .filter({ hasText: /Move .*WhiteNoise/i })
        .first()
        .waitFor();
    },
  },
  {
    name: 'hover',
    size: [1180, 720],
    async show({ page, open, token, sideBar }) {
      await sideBar(false);
      await open(production);
      await page.locator('.squiggly-error').first().waitFor();
      await token('SECURE_SSL_REDIRECT').hover();
      await page.locator('.monaco-hover:visible').filter({ hasText: 'config.settings.production' }).waitFor();
    },
  },
  {
    name: 'checklist',
    size: [1280, 800],
    async show({ page, open, openChecklist, sideBar }) {
      await sideBar(false);
      await open(production);
      await page.locator('.squiggly-error').first().waitFor();
      await openChecklist('todo');
    },
  },
  { name: 'checklist-light', size: [1000, 800], show: checklistAlone },
  { name: 'checklist-dark', size: [1000, 800], theme: 'Dark Modern', show: checklistAlone },
  { name: 'checklist-high-contrast', size: [1000, 800], theme: 'Dark High Contrast', show: checklistAlone },
  {
    name: 'checklist-narrow',
    size: [1000, 800],
    async show(tools) {
      const page = await checklistAlone(tools);
      await tools.width(400);
      return page;
    },
  },
  {
    name: 'tree',
    size: [1180, 720],
    async show({ page, open, command, sideBar }) {
      await sideBar(true);
      await open(production);
      await command('Django Preflight: Focus on Checklist View');
      await widen(page, 130);
      const item = page
        .locator('.sidebar')
        .getByRole('treeitem', { name: /^SECURE_PROXY_SSL_HEADER/ })
        .first();
      await item.click();
      await item.click({ button: 'right' });
      await page.locator('.context-view .action-label').first().waitFor();
    },
  },
  {
    name: 'settings',
    // Further down there are paths of this machine.
    size: [1180, 620],
    async show({ page, open, command, sideBar }) {
      await sideBar(false);
      await open(production);
      await command('Django Preflight: Show Effective Settings');
      await page.locator('.tab.active').filter({ hasNotText: 'production.py' }).waitFor();
    },
  },
  {
    name: 'walkthrough',
    // High enough for all steps: choosing one would otherwise scroll the list.
    size: [1280, 1080],
    async show({ page, command, sideBar }) {
      await sideBar(false);
      await command('Django Preflight: Take Your Project to Production');
      await page.locator('.getting-started-step[data-step-id$="#stack"]').click();
      await page.frameLocator('.getting-started-media iframe.webview').frameLocator('#active-frame').locator('svg').first().waitFor();
    },
  },
];

/** Drags the edge of the side bar. */
async function widen(page, pixels) {
  const { x, y, width, height } = await page.locator('.part.sidebar').boundingBox();
  await page.mouse.move(x + width + 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width + 2 + pixels, y + height / 2, { steps: 5 });
  await page.mouse.up();
}

async function checklistAlone({ page, open, openChecklist, alone }) {
  await open(production);
  await openChecklist('todo');
  await alone();
  return page.locator('.part.editor .editor-container').first();
}

/**
 * Takes the pictures in a window that shows the example.
 * @param {object} tools what openWorkbench gives.
 * @param {readonly Picture[]} wanted
 * @param {(name: string, png: Buffer) => Promise<void>} keep
 */
export async function takePictures(tools, wanted, keep) {
  let current = light;
  for (const { name, theme = light, size = [1280, 800], show } of wanted) {
    await tools.tidy();
    await tools.page.setViewportSize({ width: size[0], height: size[1] });
    if (theme !== current) await tools.theme(theme);
    current = theme;
    const part = await show(tools);
    await tools.settled();
    await keep(name, await (part ?? tools.page).screenshot({ animations: 'disabled', caret: 'hide' }));
  }
}
