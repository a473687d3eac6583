import type { Memory } from './records';

const KEY = 'djangoPreflight.checklist.author';

/** The name that records are written under. */
export interface Author {
  /** The last name that was used, at first that of the machine's user; may be empty. */
  readonly name: string;
  remember(name: string): void;
}

/** @param userName gives the name of the machine's user; may throw where there is none. */
export function createAuthor(memory: Memory, userName: () => string): Author {
  return {
    get name() {
      return memory.get<string>(KEY) ?? orNobody(userName);
    },
    remember(name) {
      if (name.trim() !== '') void memory.update(KEY, name.trim());
    },
  };
}

function orNobody(userName: () => string): string {
  try {
    return userName();
  } catch {
    return '';
  }
}
