import { enclosing, headOf, type NginxDirective } from '../../project/nginx/model';
import { inPieces } from '../../project/nginx/survey';
import type { Word } from '../../syntax/nginx/ast';
import { replaceWord } from '../edit/nginx';
import { mayHoldLineEnd } from '../nginxRegex';
import { expand, mentions, pathVariables } from '../nginxTaint';
import { pathOf } from '../nginxUpstreamChoice';
import { type Fix, type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/line-end-in-header',
    title: 'A visitor can put a line end into a header',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['gixy:http_splitting', 'gixy-next:http_splitting', 'CWE-113'],
    summary: 'A decoded path goes into a header or a request line: %0d%0a in the URL begins a new line there.',
    settings: [],
  },
  messages: {
    response:
      '{variable} is decoded: with %0d%0a in its URL a visitor adds lines to the response.\nA link that somebody else made then sets cookies or content in your name.\nTake $request_uri, which stays encoded, or keep line ends out of the expression.',
    request:
      '{variable} is decoded: with %0d%0a in the URL a visitor adds lines to the request that the application gets.\nSuch a line can be X-Forwarded-Proto or X-Real-IP, which Django trusts because only nginx sets it.\nTake $request_uri, which stays encoded, or leave the path away so that nginx hands it on itself.',
  },
  check(context) {
    const paths = pathVariables(context.configuration);
    // Most headers hold nothing of a path.
    const near = written(context.configuration).flatMap(({ variables, directives }) =>
      variables.some((name) => paths.has(name)) ? directives : [],
    );
    for (const directive of NAMES.flatMap((name) => near.filter((each) => each.name === name))) {
      if (!directive.args.some((word) => word.parts.length > 0 && mentions(word, paths))) continue;
      const sink = sinkOf(directive);
      if (sink && enclosing(directive.parent, 'server')) judge(context, directive, sink);
    }
  },
});

const NAMES = ['return', 'add_header', 'proxy_set_header', 'proxy_pass', 'rewrite'];

/** The directives of a piece that write variables somewhere, and the names of these in lower case. */
const written = inPieces((all) => {
  const directives = all.filter(
    ({ name, args, conditional }) => !conditional && NAMES.includes(name) && args.some(({ parts }) => parts.length > 0),
  );
  const parts = directives.flatMap(({ args }) => args.flatMap((word) => word.parts));
  const variables = new Set(parts.flatMap((part) => (part.kind === 'variable' ? [part.name.toLowerCase()] : [])));
  return { variables: [...variables], directives };
});

interface Sink {
  readonly word: Word;
  readonly side: 'request' | 'response';
}

/** The word of a directive that nginx writes into a header or a request line as it is. */
function sinkOf({ name, args, parent }: NginxDirective): Sink | undefined {
  const [first, second, third] = args;
  if (parent.context.startsWith('stream')) return undefined;
  if (name === 'return' && first && !second && /^(https?:\/\/|\$scheme)/.test(first.text)) return { word: first, side: 'response' };
  if (name === 'return' && first && second && /^30[12378]$/.test(first.text)) return { word: second, side: 'response' };
  if (name === 'add_header' && second) return { word: second, side: 'response' };
  if (name === 'proxy_set_header' && second) return { word: second, side: 'request' };
  if (name === 'proxy_pass' && first) return { word: first, side: 'request' };
  const isRedirect =
    name === 'rewrite' && second && (/^(redirect|permanent)$/.test(third?.text ?? '') || /^(https?:\/\/|\$scheme)/.test(second.text));
  return isRedirect ? { word: second, side: 'response' } : undefined;
}

function judge(context: NginxContext<'request' | 'response'>, directive: NginxDirective, { word, side }: Sink): void {
  const { configuration, project } = context;
  if (!mentions(word, pathVariables(configuration))) return;
  const ways = expand({ configuration, directive }, word);
  if (!ways) {
    context.unknown(`what ${word.text} becomes is not known`);
    return;
  }
  const written = directive.name === 'proxy_pass' ? ways.flatMap(pathOf) : ways.flat();
  const found = written.find((segment) => segment.kind === 'visitor' && mayHoldLineEnd(segment.piece));
  if (found?.kind !== 'visitor') return;
  const text = word.text.replace(
    /\$(?:(?:document_)?uri|\{(?:document_)?uri\})(?:(?:\$is_args|\?)\$(?:args|query_string))?(?!\w)/g,
    '$request_uri',
  );
  const edit = () => replaceWord(project, directive, word, text);
  const fixes: readonly Fix[] = text !== word.text && directive.name === 'return' ? [{ title: 'Use $request_uri', safe: false, edit }] : [];
  context.report({ message: side, data: { variable: `$${found.variable}` }, place: headOf(directive), fixes });
}
