import { definitionFor, type NginxDefinition } from '../../knowledge/nginx';
import type { NginxDirective } from '../../project/nginx/model';
import { isCount } from './counts';
import { terminatorOf } from './places';
import type { Problem } from './problem';
import type { Reading } from './reading';

/**
 * A directive that has swallowed the next line, because its own semicolon is missing: what nginx refuses in it, its words go on in
 * another line, and that begins with a directive which may stand here.
 * @param problems what is wrong with the directive as it was read.
 */
export function swallowed(
  reading: Reading,
  directive: NginxDirective,
  definition: NginxDefinition,
  problems: readonly Problem[],
): Problem | undefined {
  if (definition.block || problems.every(({ kind }) => kind === 'duplicate-directive' || kind === 'directive-deprecated')) return undefined;
  const lines = reading.lines(directive.file);
  if (!lines) return undefined;
  const crosses = (from: number, to: number) => lines.position(from).line < lines.position(to).line;
  const words = [directive.syntax.name, ...directive.args];
  for (let index = 0; index < directive.args.length; index++) {
    const [word, next] = [words[index], words[index + 1]];
    if (!word || !next || next.quote !== undefined || !crosses(word.span.end, next.span.start)) continue;
    if (!isCount(definition, index) || !definitionFor(next.text, directive.parent.context)) continue;
    const place = { file: directive.file, span: word.span };
    return {
      kind: 'missing-semicolon',
      what: `${directive.name} does not end: nginx takes ${next.text} in the next line for an argument of it`,
      advice: 'Add the semicolon.',
      place,
      reported: terminatorOf(directive),
      fix: { title: 'Add the semicolon', safe: true, edits: [{ span: { start: word.span.end, end: word.span.end }, newText: ';' }] },
    };
  }
  return undefined;
}
