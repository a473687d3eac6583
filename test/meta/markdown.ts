import { posix } from 'node:path';
import type { Texts } from './repository';

/** Relative links and pictures of the pages that lead nowhere, as `page: link`. */
export function deadLinks(pages: Texts, exists: (path: string) => boolean): readonly string[] {
  return [...pages].flatMap(([page, text]) =>
    linksIn(text).flatMap((link) => {
      if (/^[a-z][a-z\d+.-]*:/i.test(link)) return [];
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? page : posix.join(posix.dirname(page), decodeURI(path));
      if (file.startsWith('..') || !exists(file)) return [`${page}: ${link}`];
      const target = pages.get(file);
      return anchor === undefined || target === undefined || anchorsOf(target).has(anchor) ? [] : [`${page}: ${link}`];
    }),
  );
}

/** The commands that a page tells people to type: lines of its shell fences, and code in its text. */
export function commandsIn(text: string): readonly string[] {
  const fences = [...text.matchAll(/^ *```(?:sh|bash|console|yaml|yml)\n([\s\S]*?)^ *```/gm)].flatMap((match) =>
    (match[1] ?? '').split('\n'),
  );
  const spans = [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [...fences, ...spans]
    .map((line) => line.replace(/^\s*(?:- )?(?:run: |script: )?(?:\$ )?/, '').trim())
    .filter((line) => line !== '');
}

/** The scripts of package.json that a page names: `npm test`, `npm run bench`. */
export function npmScriptsIn(text: string): readonly string[] {
  const found = commandsIn(text).flatMap((command) => [...command.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]);
  return [...new Set(found.map((match) => match[1] ?? match[2] ?? ''))];
}

function linksIn(text: string): readonly string[] {
  return [
    ...withoutFences(text)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|\bsrc="([^"]+)"/g),
  ].map((match) => match[1] ?? match[2] ?? '');
}

/** What a forge makes of the headings of a page. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...withoutFences(text).matchAll(/^#+ +(.+)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

function withoutFences(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```/gm, '');
}
