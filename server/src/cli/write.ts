import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { UsageError } from './io';

/**
 * Replaces a file at once: the new text is written beside it and then renamed, so that no reader ever sees a half.
 * Mode, byte order mark and the target of a link are kept.
 * @throws UsageError where the file cannot be written, or where its bytes are not UTF-8 and would be lost.
 */
export function writeWhole(path: string, text: string): void {
  const target = existing(path) ?? path;
  const before = existing(path) === undefined ? undefined : readFileSync(target);
  if (before && !before.equals(Buffer.from(before.toString('utf8'), 'utf8'))) throw new UsageError(`${path}: not UTF-8; left as it is.`);
  const mark = before?.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) === true ? '\uFEFF' : '';
  const temporary = `${target}.preflight-${process.pid}.tmp`;
  try {
    writeFileSync(temporary, mark + text, { flag: 'wx' });
    if (before) chmodSync(temporary, statSync(target).mode & 0o7777);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(`${path}: cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}).`);
  }
}

function existing(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
