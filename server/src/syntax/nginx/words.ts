import type { SyntaxNode } from '../treeSitter';
import type { Word, WordPart } from './ast';

/** A word of the tree, quoted or not, as nginx hands it to a directive. A quote that nobody closed is left out of its text. */
export function lowerWord(text: string, node: SyntaxNode): Word {
  const span = { start: node.start, end: node.end };
  const parts = node.children.length > 0 ? node.children.flatMap((child) => lowerPart(text, child)) : NO_PARTS;
  if (node.type === 'word') return { text: unescaped(text.slice(node.start, node.end)), span, quote: undefined, parts };
  const quote = text[node.start] === '"' ? '"' : "'";
  const end = node.type === 'quoted_word' ? node.end - 1 : node.end;
  return { text: unescaped(text.slice(node.start + 1, end)), span, quote, parts };
}

const NO_PARTS: readonly WordPart[] = [];

function lowerPart(text: string, { type, start, end }: SyntaxNode): readonly WordPart[] {
  const span = { start, end };
  if (type === 'template') return [{ kind: 'template', span }];
  if (type !== 'variable') return NO_PARTS;
  const name = text[start + 1] === '{' ? text.slice(start + 2, end - 1) : text.slice(start + 1, end);
  return [{ kind: 'variable', name, span }];
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '\\': '\\', t: '\t', r: '\r', n: '\n' };

function unescaped(raw: string): string {
  return raw.includes('\\') ? raw.replace(/\\([\s\S])/g, (pair, next: string) => ESCAPES[next] ?? pair) : raw;
}

/** What a tag says, without its marks: `if tls` of `{%- if tls -%}`, `NGINX_EXTRA` of `${NGINX_EXTRA}`. */
export function templateText(tag: string): string {
  if (tag.startsWith('$')) return tag.replace(/^\$\{*|\}*$/g, '');
  return tag
    .slice(2, -2)
    .replace(/^[-+~=]|[-+~]$/g, '')
    .trim();
}
