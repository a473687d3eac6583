import type { NginxParser } from '../treeSitter';
import type { Comment, NginxFile } from './ast';
import { byOrderOfReading, tooLongComment, unreadable } from './errors';
import { lowerFile } from './lower';

/** Parses a text of nginx configuration, or a template of one. Never throws; frees what it needs. */
export type ParseNginx = (text: string) => NginxFile;

/** The parser that a loaded grammar gives. Spans are UTF-16 offsets into the text. */
export function parseNginx(parser: NginxParser): ParseNginx {
  return (text) => {
    const tree = parser.parse(text);
    if (!tree || tree.root.broken) return { body: [], comments: [], errors: [unreadable(text)], templated: false };
    const { body, errors, templated } = lowerFile(text, tree.root);
    const comments = tree.comments.map(({ start, end }) => comment(text, start, end));
    const longComments = comments.flatMap((each) => tooLongComment(text, each) ?? []);
    return { body, comments, errors: byOrderOfReading([...errors, ...longComments]), templated };
  };
}

function comment(text: string, start: number, end: number): Comment {
  const body = text.slice(start + 1, end);
  return { text: body.trim(), span: { start, end: body.endsWith('\r') ? end - 1 : end } };
}
