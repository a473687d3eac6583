/** The browser of the editor tests: the machine's own Chromium or Chrome. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @returns {string} the executable; @throws when there is none, saying what to install. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const found = [
    process.env.CHROMIUM,
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    chromium.executablePath(),
  ].find((file) => file && existsSync(file));
  if (!found) throw new Error('The editor tests need Chromium: install it (Debian: apt-get install chromium), or name it in CHROMIUM.');
  return found;
}

/** Calls `use` with a fresh page and closes the browser afterwards. */
export async function withPage(executablePath, use, { width = 1440, height = 900 } = {}) {
  // Chromium's sandbox refuses to work for root, as in a container.
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] });
  try {
    const context = await browser.newContext({ viewport: { width, height }, permissions: ['clipboard-read', 'clipboard-write'] });
    return await use(await context.newPage());
  } finally {
    await browser.close();
  }
}
