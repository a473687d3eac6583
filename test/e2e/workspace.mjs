/** Folders for the editor to open: always copies, so that a test may write. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A settings.py, as other frameworks have one too. */
const plainFiles = {
  'settings.py': 'DEBUG = True\nSECRET_KEY = "x"\nTIMEOUT = 10\n',
  'requirements.txt': 'flask==3.1.0\n',
};

/**
 * Calls `use` with the folder and a scratch folder beside it, and removes both afterwards.
 * @param {'django' | 'nginx' | 'plain'} kind a copy of examples/faulty for the first two, or a folder without Django.
 * @param {(folder: string, scratch: string) => Promise<T>} use
 * @returns {Promise<T>} what `use` gave.
 * @template T
 */
export async function withWorkspace(kind, use) {
  const parent = await mkdtemp(path.join(tmpdir(), 'preflight-e2e-'));
  try {
    const folder = path.join(parent, kind === 'plain' ? 'notes' : 'harbour-books');
    if (kind === 'plain') await writePlain(folder);
    else await cp(path.join(repository, 'examples/faulty'), folder, { recursive: true });
    return await use(folder, parent);
  } finally {
    await rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function writePlain(folder) {
  await mkdir(folder);
  for (const [name, text] of Object.entries(plainFiles)) await writeFile(path.join(folder, name), text);
}
