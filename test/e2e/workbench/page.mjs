/** The workbench in the browser, in the words of a person who uses it. */
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { repository } from '../workspace.mjs';

const waitMs = 30_000;

/**
 * Opens the address and waits until the workbench shows its file.
 * @param {{ page: import('playwright-core').Page, address: string, folder: string, screenshots: string }} options
 * @returns what the steps are written with.
 */
export async function openWorkbench({ page, address, folder, screenshots }) {
  page.setDefaultTimeout(waitMs);
  const picture = (name) => page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  await page.goto(address);
  try {
    await page
      .locator('.monaco-editor .view-line')
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

  return {
    page,
    command,
    open,
    token,
    theme,
    read: (file) => readFile(path.join(folder, file), 'utf8'),
    save: () => page.keyboard.press('ControlOrMeta+S'),
    /** The page inside the webview. */
    checklist: () => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame'),
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
      await cp(path.join(repository, 'examples/faulty'), folder, { recursive: true });
    },
  };
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
