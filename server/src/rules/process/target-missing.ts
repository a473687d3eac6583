import type { ServedName } from '../../project/servers/serverReader';
import { type Resolution, resolveServed } from '../../project/servers/target';
import { type Fix, subjectRule } from '../rule';

export const rule = subjectRule('server', {
  meta: {
    id: 'process/target-missing',
    title: 'The application that a server is to serve is not there',
    category: 'application server',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'The command of a server names a module, or a name in it, that the project does not have: the server does not start.',
    settings: [],
  },
  messages: {
    noModule:
      '{title} is to serve {text}, and {folder} has no module {name}.\nThe server ends at its start.\nName a module that is there, or add it.',
    nearModule: '{title} is to serve {text}, and {folder} has no module {name}.\nThe server ends at its start.\nWrite {near}.',
    noAttribute: '{title} is to serve {text}, and {file} does not define {name}.\nThe server ends at its start.\nName what it defines.',
    nearAttribute: '{title} is to serve {text}, and {file} does not define {name}.\nThe server ends at its start.\nWrite {near}.',
  },
  check(context) {
    const { served, title } = context.subject;
    if (!served) return context.notApplicable('it does not say what it serves');
    const found = resolveServed(context.project, served);
    if (found.kind === 'unknown') return context.unknown(found.reason);
    if (found.kind === 'found') return;
    const near = wholeName(served, found);
    const data = { title, text: served.text, near: near ?? '' };
    const fixes = near === undefined ? [] : [replaceName(served, near)];
    if (found.kind === 'noModule') {
      const name = served.module?.split('.').at(-1) ?? '';
      const message = near === undefined ? 'noModule' : 'nearModule';
      return context.report({ message, data: { ...data, folder: found.folder, name }, place: served.place, fixes });
    }
    const related = [{ place: { file: found.file, span: { start: 0, end: 0 } }, message: 'This module is served' }];
    const message = near === undefined ? 'noAttribute' : 'nearAttribute';
    context.report({ message, data: { ...data, file: found.file, name: found.name }, place: served.place, related, fixes });
  },
});

/** What was meant, written as a whole; undefined where nothing is near. */
function wholeName(
  { text, module, path }: ServedName,
  found: Extract<Resolution, { kind: 'noModule' | 'noAttribute' }>,
): string | undefined {
  const colon = text.indexOf(':');
  const rest = colon < 0 ? '' : text.slice(colon);
  if (found.near === undefined) return undefined;
  if (found.kind === 'noModule')
    return module === undefined ? undefined : `${module.slice(0, module.lastIndexOf('.') + 1)}${found.near}${rest}`;
  return `${module ?? path}:${found.near}`;
}

function replaceName({ place, exact }: ServedName, near: string): Fix {
  const edit = () => (exact ? [{ file: place.file, edits: [{ span: place.span, newText: near }] }] : undefined);
  return { title: `Write ${near}`, safe: false, edit };
}
