/**
 * Edits of Python settings that rules build their fixes from. All of them are pure, keep comments, quotes, indentation,
 * line ends and trailing commas, and answer undefined where they cannot be certain: a fix is then not offered.
 */
export { appendElement, insertEntry, removeEntry } from './dict';
export { type EnvironmentRead, readFromEnv } from './environment';
export { literal, type NewExpression, quoteFor } from './expression';
export { appendLine } from './lines';
export { type ItemPlace, insertItem, moveItem, removeItem, replaceItem } from './list';
export { nodeAt } from './nodes';
export { type EditScope, type Edits, gunicornScope, sourceAt, together } from './scope';
export { removeSetting, renameSetting, replaceExpression, replaceStatement, setSetting } from './setting';
