/**
 * `npm run screenshots [-- NAME…]`: takes the pictures of the documentation anew, in the real editor, from what is built. They are
 * written to docs/images. Look at each.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { findChromium } from '../test/e2e/chromium.mjs';
import { pictures, takePictures } from '../test/e2e/workbench/pictures.mjs';
import { inWorkbench } from '../test/e2e/workbench.mjs';
import { repository } from '../test/e2e/workspace.mjs';
import { installEditor } from './editor/install.mjs';

const folder = path.join(repository, 'docs/images');
const names = process.argv.slice(2);
const unknown = names.filter((name) => !pictures.some((picture) => picture.name === name));
if (unknown.length > 0) throw new Error(`no such picture: ${unknown.join(', ')}; there are ${pictures.map(({ name }) => name).join(', ')}`);
const wanted = pictures.filter(({ name }) => names.length === 0 || names.includes(name));

const options = { editor: await installEditor(), extension: repository, chromium: findChromium(), screenshots: folder };
// Installed, not under development: the title of the window would say so.
await inWorkbench({ workspace: 'django', file: 'config/settings/base.py', installed: true }, options, (tools) =>
  takePictures(tools, wanted, async (name, png) => {
    await writeFile(path.join(folder, `${name}.png`), png);
    console.log(`${name}.png  ${Math.round(png.length / 1000)} kB`);
  }),
);
