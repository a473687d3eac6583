import { type Files, MemoryFiles } from '../../server/src/host/files';
import type { FolderFiles } from '../../server/src/lsp/host';

/** A folder in memory that a test can write to; what was read stays remembered until it is forgotten, as on a disk. */
export interface Disk extends FolderFiles {
  write(path: string, text: string): void;
  remove(path: string): void;
}

export function memoryDisk(tree: Readonly<Record<string, string>>): Disk {
  const texts = new Map(Object.entries(tree));
  let seen: Files = new MemoryFiles(new Map(texts));
  return {
    files: {
      root: '/project',
      read: (path) => seen.read(path),
      kind: (path) => seen.kind(path),
      list: (path) => seen.list(path),
      realPath: (path) => seen.realPath(path),
    },
    forget: () => {
      seen = new MemoryFiles(new Map(texts));
    },
    write: (path, text) => void texts.set(path, text),
    remove: (path) => void texts.delete(path),
  };
}
