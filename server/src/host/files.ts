/**
 * The only way to files. Paths are relative to the workspace root, with `/`; '' is the root.
 * Synchronous: a virtual workspace is read into memory before it is asked.
 */
export interface Files {
  /** Absolute path of the root as the user's programs would see it, with `/`, no final slash. */
  readonly root: string;
  /** Text of a file (UTF-8; a byte order mark is dropped); undefined when there is none, or it is binary, unreadable or too large. */
  read(path: string): string | undefined;
  kind(path: string): 'file' | 'directory' | undefined;
  /** Names in a folder, sorted; empty when there is no such folder. */
  list(path: string): readonly string[];
  /**
   * The path with symbolic links resolved, relative to the root when the result is inside it.
   * A link that leaves the workspace gives undefined: such a file is not read.
   */
  realPath(path: string): string | undefined;
}

/** Files larger than this are not read: no settings module, unit or proxy configuration is. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** A workspace held in memory: tests, virtual workspaces, and open documents over another store. */
export class MemoryFiles implements Files {
  private readonly folders = new Map<string, Set<string>>();

  constructor(
    private readonly texts: ReadonlyMap<string, string>,
    readonly root = '/project',
  ) {
    this.folders.set('', new Set());
    for (const path of texts.keys()) {
      const parts = path.split('/');
      for (let at = 0; at < parts.length; at++) {
        const folder = parts.slice(0, at).join('/');
        const names = this.folders.get(folder) ?? new Set();
        this.folders.set(folder, names.add(parts[at] ?? ''));
      }
    }
  }

  read(path: string): string | undefined {
    return this.texts.get(path);
  }

  kind(path: string): 'file' | 'directory' | undefined {
    if (this.texts.has(path)) return 'file';
    return this.folders.has(path) ? 'directory' : undefined;
  }

  list(path: string): readonly string[] {
    return [...(this.folders.get(path) ?? [])].sort();
  }

  realPath(path: string): string | undefined {
    return path;
  }
}

/** Another store with some texts replaced: documents open in an editor, a fix that is only being tried. */
export class OverlayFiles implements Files {
  constructor(
    private readonly below: Files,
    private readonly overlay: ReadonlyMap<string, string>,
  ) {}

  get root(): string {
    return this.below.root;
  }

  read(path: string): string | undefined {
    return this.overlay.get(path) ?? this.below.read(path);
  }

  kind(path: string): 'file' | 'directory' | undefined {
    return this.overlay.has(path) ? 'file' : this.below.kind(path);
  }

  list(path: string): readonly string[] {
    const names = new Set(this.below.list(path));
    const prefix = path === '' ? '' : `${path}/`;
    for (const file of this.overlay.keys()) if (file.startsWith(prefix)) names.add(file.slice(prefix.length).split('/')[0] ?? '');
    return [...names].sort();
  }

  realPath(path: string): string | undefined {
    return this.overlay.has(path) ? path : this.below.realPath(path);
  }
}
