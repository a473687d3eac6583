/** The workbench in the browser, in the words of a person who uses it. */
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { example, repository } from '../workspace.mjs';

const waitMs = 30_000;

/**
 * Opens the address and waits until the workbench shows its files.
 * @param {{ page: import('playwright-core').Page, address: string, folder: string, screenshots: string }} options
 * @returns what the steps are written with.
 */
export async function openWorkbench({ page, address, folder, screenshots }) {
  page.setDefaultTimeout(waitMs);
  const viewport = page.viewportSize();
  const picture = (name) => page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  await page.goto(address);
  try {
    await page
      .locator('.monaco-editor .view-line, .explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: 2 * waitMs });
  } catch (error) {
    await picture('failed: the window opens');
    throw error;
  }

  const quickInput = page.locator('.quick-input-widget');
  const rows = page.locator('.quick-input-list .monaco-list-row');

  /** Presses the key until the quick input is there (a frame that is still loading swallows keys), types, and picks the first row with the label. */
  const pick = async (key, text, label) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press(key);
    const row = rows.filter({ hasText: label }).first();
    return soon(async (timeout) => {
      await quickInput.locator('input').fill(text, { timeout });
      await row.click({ timeout });
    });
  };

  /** Chooses the command of the palette with this whole title. */
  const palette = (title) => until(`the command ${title}`, () => pick('F1', `>${title}`, title));

  /** Runs a command that asks nothing more. */
  const command = async (title) => {
    await palette(title);
    await quickInput.waitFor({ state: 'hidden' });
  };

  /** Picks the entry of the list that is open now. */
  const quickPick = async (label) => {
    await quickInput.locator('input').fill(label);
    await rows.filter({ hasText: label }).first().click();
  };

  /** Opens a file of the folder, puts it in front, and the cursor on the line. */
  const open = async (file, line = 1) => {
    const tab = page.locator('.tab.active').filter({ hasText: path.basename(file) });
    await until(`the editor of ${file}`, async () => {
      return (await pick('ControlOrMeta+P', `${file}:${line}`, path.basename(file))) && (await soon((timeout) => tab.waitFor({ timeout })));
    });
    await page.locator('.monaco-editor .view-line').first().waitFor();
  };

  /** Changes the colour theme. */
  const theme = async (label) => {
    await palette('Preferences: Color Theme');
    await quickInput.locator('input').fill(label);
    await rows.filter({ hasText: label }).first().click();
    await quickInput.waitFor({ state: 'hidden' });
  };

  /** The token of the code that reads exactly so. */
  const token = (text) => page.locator('.monaco-editor .view-line span:not(:has(span))').filter({ hasText: text }).first();

  /** Chooses a quick fix from the menu of the light bulb at a piece of code. */
  const quickFix = async (text, title) => {
    const entry = page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
    await until(`the quick fix ${title}`, async () => {
      await token(text).click();
      await page.keyboard.press('ControlOrMeta+.');
      return soon((timeout) => entry.click({ timeout }));
    });
    await entry.waitFor({ state: 'hidden' });
  };

  /** The page inside the webview. */
  const checklist = () => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

  /** Opens the checklist, or puts it in front, and chooses which items it shows. */
  const openChecklist = async (filter) => {
    await command('Django Preflight: Open Deployment Checklist');
    await checklist().locator('[data-filter=all]').waitFor();
    if (filter) await checklist().locator(`[data-filter=${filter}]`).click();
    await insideChecklist(() => window.focus());
  };

  /** Evaluates a function, or a text, in the page of the checklist. */
  const insideChecklist = async (what, ...args) => {
    const outer = await (await page.waitForSelector('iframe.webview.ready')).contentFrame();
    const inner = await (await outer.waitForSelector('#active-frame')).contentFrame();
    return inner.evaluate(what, ...args);
  };

  /** Shows or hides the side bar. */
  const sideBar = async (isWanted) => {
    if ((await page.locator('.part.sidebar').isVisible()) !== isWanted) await command('View: Toggle Primary Side Bar Visibility');
  };

  /** Leaves only the editor in front, and no side bar. */
  const alone = async () => {
    await command('View: Close Editors in Other Groups');
    await sideBar(false);
  };

  /** Waits until two pictures of the window, taken one after the other, are the same. */
  const settled = async () => {
    let last;
    await until('the window at rest', async () => {
      const now = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      const isSame = last !== undefined && now.equals(last);
      last = now;
      return isSame;
    });
  };

  /** Makes the window so wide that the checklist has this many pixels; without a number, as wide as at first. */
  const width = async (pixels) => {
    const { height } = page.viewportSize();
    if (pixels === undefined) return page.setViewportSize(viewport);
    await until(`a checklist ${pixels} pixels wide`, async () => {
      const now = await insideChecklist(() => window.innerWidth);
      if (now !== pixels) await page.setViewportSize({ width: page.viewportSize().width + pixels - now, height });
      return now === pixels;
    });
  };

  return {
    page,
    palette,
    command,
    open,
    token,
    theme,
    quickFix,
    quickPick,
    read: (file) => readFile(path.join(folder, file), 'utf8'),
    /** Whether there is a file that has the text. */
    has: (file, text) =>
      readFile(path.join(folder, file), 'utf8').then(
        (found) => found.includes(text),
        () => false,
      ),
    save: () => page.keyboard.press('ControlOrMeta+S'),
    checklist,
    openChecklist,
    insideChecklist,
    alone,
    sideBar,
    settled,
    width,
    stored: () => page.evaluate(storageOf),
    putSound: () => cp(path.join(repository, 'examples/sound'), folder, { recursive: true }),
    /** The line that the cursor is on, one-based, as the status bar says it. */
    async line() {
      const text = await page.locator('#status\\.editor\\.selection').first().textContent();
      return Number(/Ln (\d+)/.exec(text ?? '')?.[1]);
    },
    picture,
    /** Gives the next step a window without panel and editors, and the files as they were. */
    async tidy() {
      await page.keyboard.press('Escape');
      if (await page.locator('.part.panel').isVisible()) await command('View: Hide Panel');
      await command('File: Save All Files');
      await command('View: Close All Editors');
      if (existsSync(path.join(folder, 'manage.py'))) await example(folder);
    },
  };
}

/** All that the window keeps over a reload, as text: runs in the page. */
async function storageOf() {
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store);
      for (const request of [all.getAllKeys(), all.getAll()])
        texts.push(await new Promise((resolve) => (request.onsuccess = () => resolve(JSON.stringify(request.result)))));
    }
    database.close();
  }
  return texts.join('\n');
}

/** True when it can be done in a moment: long enough for a list to be filtered, short enough to try again. */
function soon(act) {
  return act(3000).then(
    () => true,
    () => false,
  );
}

/** Asks again until the answer is true; rejects, naming `what`, when it never was. */
export async function until(what, ask) {
  const end = Date.now() + waitMs;
  for (;;) {
    if (await ask()) return;
    if (Date.now() > end) throw new Error(`waited ${waitMs / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
