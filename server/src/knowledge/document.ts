/**
 * A page about one thing, before it is known where it will be read. Texts may hold Markdown inline code, and links where the page is
 * made for Markdown only.
 */
export type Block =
  | { readonly kind: 'title'; readonly name: string; readonly context: string }
  /** Short remarks under the title: since, deprecated, removed. */
  | { readonly kind: 'badges'; readonly items: readonly string[] }
  | { readonly kind: 'text'; readonly label?: string; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, text: string])[] }
  /** An item may go on in lines that begin a list of their own (`\n  - …`). */
  | { readonly kind: 'list'; readonly label: string; readonly items: readonly string[] }
  | { readonly kind: 'command'; readonly label: string; readonly run: string; readonly expect: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export type Page = readonly Block[];

/** For hovers and files. */
export function toMarkdown(page: Page): string {
  return page.map(markdownBlock).join('\n\n');
}

/** For a terminal: no marks, no wrapping. */
export function toText(page: Page): string {
  return page.map(textBlock).join('\n\n');
}

/** A text as inline code on one line, also when it holds back-quotes of its own. */
export function code(value: string): string {
  const text = value.replace(/\s*[\r\n]\s*/g, ' ');
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `### ${code(block.name)}${block.context ? ` · ${escapeMarks(block.context)}` : ''}`;
    case 'badges':
      return block.items.map((item) => `*${escapeMarks(item)}*`).join(' · ');
    case 'text':
      return block.label ? `**${block.label}.** ${escapeMarks(block.text)}` : escapeMarks(block.text);
    case 'facts':
      return block.rows.map(([label, text]) => `- **${label}:** ${escapeMarks(text)}`).join('\n');
    case 'list':
      return [`**${block.label}**`, '', ...block.items.map((item) => `- ${escapeMarks(item)}`)].join('\n');
    case 'command':
      return `**${block.label}**\n\n\`\`\`sh\n${block.run}\n\`\`\`\n\nExpect: ${escapeMarks(block.expect)}`;
    case 'link':
      return `[${block.label}](${block.url})`;
  }
}

function textBlock(block: Block): string {
  switch (block.kind) {
    case 'title':
      return block.context ? `${block.name} (${plain(block.context)})` : block.name;
    case 'badges':
      return block.items.map(plain).join('; ');
    case 'text':
      return block.label ? `${block.label}: ${plain(block.text)}` : plain(block.text);
    case 'facts': {
      const width = Math.max(0, ...block.rows.map(([label]) => label.length));
      return block.rows.map(([label, text]) => `  ${label.padEnd(width)}  ${plain(text)}`).join('\n');
    }
    case 'list':
      return [`${block.label}:`, ...block.items.map((item) => `  - ${plain(item).replaceAll('\n', '\n  ')}`)].join('\n');
    case 'command':
      return `${block.label}:\n  $ ${block.run}\n  expect: ${plain(block.expect)}`;
    case 'link':
      return `${block.label}: ${block.url}`;
  }
}

/** Keeps Markdown from reading `<mail@example.com>`, a leading `__` or a star outside inline code as marks of its own. */
export function escapeMarks(text: string): string {
  return outsideCode(text, (part) => part.replace(/[<*]|(?<!\w)_|_(?!\w)/g, '\\$&'));
}

function plain(text: string): string {
  return text.replace(/(`+) ?(.+?) ?\1/g, '$2');
}

/** Changes what stands outside inline code and outside the target of a link. */
export function outsideCode(text: string, change: (part: string) => string): string {
  return text
    .split(/((`+).*?(?<!`)\2(?!`)|\]\([^()\s]*\))/)
    .filter((_, at) => at % 3 !== 2)
    .map((part, at) => (at % 2 === 0 ? change(part) : part))
    .join('');
}
