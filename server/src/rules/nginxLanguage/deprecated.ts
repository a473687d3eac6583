import { type NginxDefinition, nginxParameterDeprecations } from '../../knowledge/nginx';
import { type NginxDirective, nameOf } from '../../project/nginx/model';
import { nginxIsSince } from '../../project/nginx/version';
import { wholeLine } from './names';
import { terminatorOf } from './places';
import type { ProblemFix } from './problem';
import type { Reading } from './reading';

/** What nginx takes and warns about, where the version is known to do so. */
export function deprecations(reading: Reading, directive: NginxDirective, definition: NginxDefinition): undefined {
  wholeDirective(reading, directive, definition);
  for (const { parameter, deprecatedIn, removedIn, replacement, area } of nginxParameterDeprecations(directive.name)) {
    if (area !== definition.area || !deprecatedIn || !nginxIsSince(reading.version, deprecatedIn)) continue;
    const word = directive.args.find(({ text }) => text === parameter);
    if (!word) continue;
    const gone = removedIn !== undefined && nginxIsSince(reading.version, removedIn);
    const fix = parameter === 'http2' ? http2Fix(reading, directive) : undefined;
    reading.report({
      kind: gone ? 'directive-removed' : 'directive-deprecated',
      what: gone
        ? `${parameter} of ${directive.name} is gone since nginx ${removedIn}`
        : `${parameter} of ${directive.name} is deprecated since nginx ${deprecatedIn}`,
      advice: replacement ? `Use ${replacement}.` : 'Leave it out.',
      place: { file: directive.file, span: word.span },
      reported: terminatorOf(directive),
      ...(fix ? { fix } : {}),
    });
  }
}

function wholeDirective(reading: Reading, directive: NginxDirective, { deprecated }: NginxDefinition): undefined {
  if (!deprecated?.since || !nginxIsSince(reading.version, deprecated.since)) return;
  const span = deprecated.ignored ? wholeLine(reading, directive) : undefined;
  const fix = span && { title: `Remove ${directive.name}`, safe: true, edits: [{ span, newText: '' }] };
  const what = `${directive.name} is deprecated since nginx ${deprecated.since}${deprecated.ignored ? ', and has no effect' : ''}`;
  const advice = deprecated.replacement ? `Use ${deprecated.replacement}.` : 'Leave it out.';
  reading.report({
    kind: 'directive-deprecated',
    what,
    advice,
    place: nameOf(directive),
    reported: terminatorOf(directive),
    ...(fix ? { fix } : {}),
  });
}

/** `listen 443 ssl http2;` → `listen 443 ssl;` and, once in the server, `http2 on;`. */
function http2Fix(reading: Reading, directive: NginxDirective): ProblemFix | undefined {
  const { parent, syntax, args, file } = directive;
  const lines = reading.lines(file);
  const listens = parent.all('listen').filter((each) => each.args.some(({ text }) => text === 'http2'));
  if (!lines || listens.some((each) => each.file !== file) || parent.open !== undefined) return undefined;
  const removals = listens.flatMap((each) => {
    const words = [each.syntax.name, ...each.args];
    const at = words.findIndex(({ text }) => text === 'http2');
    const [before, word] = [words[at - 1], words[at]];
    return before && word ? [{ span: { start: before.span.end, end: word.span.end }, newText: '' }] : [];
  });
  // The first of them brings the directive for all.
  if (parent.all('http2').length > 0) return { title: 'Leave http2 out of listen', safe: true, edits: removals };
  const last = listens.at(-1);
  if (!last || args.length === 0) return undefined;
  const indent = /^\s*/.exec(lines.lineText(lines.position(syntax.span.start).line))?.[0] ?? '';
  const end = last.syntax.span.end;
  return { title: 'Write http2 on', safe: true, edits: [...removals, { span: { start: end, end }, newText: `\n${indent}http2 on;` }] };
}
