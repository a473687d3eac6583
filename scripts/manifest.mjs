/** package.json as the editor shows it in English: every `%key%` replaced by its text of package.nls.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} root of the repository. */
export function readManifest(root) {
  const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'), (_, value) => {
    const key = typeof value === 'string' ? /^%([\w.-]+)%$/.exec(value)?.[1] : undefined;
    return key === undefined ? value : texts[key];
  });
}
