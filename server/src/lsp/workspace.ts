import { createFolder, type Folder } from './folder';
import type { ServerHost } from './host';
import { nameOf, pathBelow, uriBelow } from './uris';

/** A document or file of the workspace: its folder, and its path below it. */
export interface Located {
  readonly folder: Folder;
  readonly path: string;
}

/** All folders of the client, and which documents are open in them. */
export interface Workspace {
  readonly folders: readonly Folder[];
  /** The folder that holds a URI, the innermost first; undefined for what lies outside of all. */
  locate(uri: string): Located | undefined;
  folder(uri: string): Folder | undefined;
  /** The URI of a file, in the spelling of the client when the file is open. */
  uriOf(folder: Folder, path: string): string;
  /** Version of an open document; null when it is not open. */
  versionOf(uri: string): number | null;
  addFolder(uri: string, name?: string): Folder | undefined;
  removeFolder(uri: string): void;
  setDocument(uri: string, text: string, version: number): void;
  closeDocument(uri: string): void;
  /** Files changed on disk, by URI; true when one of them is in the workspace. */
  filesChanged(changes: readonly FileChange[]): boolean;
}

export interface FileChange {
  readonly uri: string;
  readonly moved: boolean;
}

/** Folders of installed packages and of other tools change in bulk, and nothing in them is ours. */
const OTHERS = /\/(node_modules|site-packages|__pycache__|\.git)(\/|$)/;

export function createWorkspace(host: ServerHost, log: (message: string) => void): Workspace {
  const folders: Folder[] = [];
  const documents = new Map<string, { readonly text: string; readonly version: number }>();

  const locate = (uri: string): Located | undefined => {
    let best: Located | undefined;
    for (const folder of folders) {
      const path = pathBelow(folder.uri, uri);
      if (path && (best === undefined || path.length < best.path.length)) best = { folder, path };
    }
    return best;
  };
  /** After folders came or went a document may belong to another one. */
  const redistribute = () => {
    for (const [uri, { text }] of documents) {
      const home = locate(uri);
      for (const folder of folders) {
        const path = pathBelow(folder.uri, uri);
        if (path) folder.setDocument(path, folder === home?.folder ? text : undefined);
      }
    }
  };

  return {
    folders,
    locate,
    folder: (uri) => folders.find((candidate) => candidate.uri === uri),
    uriOf(folder, path) {
      for (const uri of documents.keys()) if (pathBelow(folder.uri, uri) === path) return uri;
      return uriBelow(folder.uri, path);
    },
    versionOf: (uri) => documents.get(uri)?.version ?? null,
    addFolder(uri, name) {
      const disk = folders.some((folder) => folder.uri === uri) ? undefined : host.openFolder(uri);
      if (!disk) return undefined;
      const { parsePython, parseNginx } = host;
      const folder = createFolder({ uri, name: name || nameOf(uri), disk, parsePython, parseNginx, log });
      folders.push(folder);
      redistribute();
      return folder;
    },
    removeFolder(uri) {
      const at = folders.findIndex((folder) => folder.uri === uri);
      if (at >= 0) folders.splice(at, 1);
      redistribute();
    },
    setDocument(uri, text, version) {
      documents.set(uri, { text, version });
      const home = locate(uri);
      home?.folder.setDocument(home.path, text);
    },
    closeDocument(uri) {
      documents.delete(uri);
      const home = locate(uri);
      home?.folder.setDocument(home.path, undefined);
    },
    filesChanged(changes) {
      let any = false;
      for (const folder of folders) {
        const inside = changes.filter(({ uri }) => !OTHERS.test(uri) && locate(uri)?.folder === folder);
        if (inside.length === 0) continue;
        any = true;
        const paths = inside.flatMap(({ uri }) => pathBelow(folder.uri, uri) ?? []);
        folder.filesChanged(
          paths,
          inside.some(({ moved }) => moved),
        );
      }
      return any;
    },
  };
}
