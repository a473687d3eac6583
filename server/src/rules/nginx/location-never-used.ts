import { isRegex, type LocationMatch, locationOf, locationsOf } from '../../project/nginx/locations';
import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { inEveryDirective } from '../../project/nginx/survey';
import { mayBeExpression } from '../nginxExpressions';
import { covers, coversPrefix, literalPrefix, type Shape, shapeOf } from '../nginxRegexShape';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/location-never-used',
    title: 'A location that no request reaches',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: ['nginx-lint:unreachable-location'],
    summary: 'Another location takes every path that this one could match, by the order in which nginx chooses.',
    settings: [],
  },
  messages: {
    expression:
      '{earlier} stands before this and matches every path that this matches.\nnginx takes the first regular expression that fits: what is set here never counts.\nPut this location first, or remove it.',
    prefix:
      'The regular expression of {earlier} matches every path that begins with {path}, and goes before a prefix.\nWhat is set here never counts: the other location answers for the files below it, too.\nWrite location ^~ {path}, which no expression overrides.',
    final:
      '{earlier} takes every path that this expression matches: nginx asks no expression after ^~.\nWhat is set here never counts.\nTake ^~ away there, or put this location into it.',
  },
  check(context) {
    for (const block of withExpressions(context.configuration)) judge(context, block);
    const { top } = context.configuration;
    if ((top.context === 'server' || top.context === 'location') && top.all('location').some(mayBeExpression)) judge(context, top);
  },
});

/** Only an expression takes another location's requests away. */
const withExpressions = inEveryDirective(({ block }) =>
  block && (block.context === 'server' || block.context === 'location') && block.all('location').some(mayBeExpression) ? [block] : [],
);

interface Candidate {
  readonly opener: NginxDirective;
  readonly block: NginxBlock;
  readonly match: LocationMatch;
  /** Of a regular expression that can be read. */
  readonly shape: Shape | undefined;
}

function judge(context: NginxContext<'expression' | 'prefix' | 'final'>, parent: NginxBlock): void {
  const all = locationsOf(parent).flatMap((block): readonly Candidate[] => {
    const match = locationOf(block);
    return match && block.opener && !block.opener.conditional
      ? [
          {
            block,
            opener: block.opener,
            match,
            shape: isRegex(match) ? shapeOf({ source: match.pattern, ignoreCase: match.modifier === '~*' }) : undefined,
          },
        ]
      : [];
  });
  const isComplete = parent.open === undefined && all.length === locationsOf(parent).length;
  const expressions = all.filter(({ match }) => isRegex(match));
  for (const candidate of all) {
    const { match, opener } = candidate;
    const data = { path: match.pattern };
    const report = (message: 'expression' | 'prefix' | 'final', by: Candidate) =>
      context.report({
        message,
        data: { ...data, earlier: `location ${by.opener.args.map(({ text }) => text).join(' ')}` },
        place: headOf(opener),
        related: [{ place: headOf(by.opener), message: 'This takes its requests' }],
      });
    if (isRegex(match)) {
      const earlier = expressions
        .slice(0, expressions.indexOf(candidate))
        .find((each) => each.shape && candidate.shape && covers(each.shape, candidate.shape));
      if (earlier) report('expression', earlier);
      else if (isComplete) {
        const final = finalFor(all, candidate);
        if (final) report('final', final);
      }
    } else if (match.modifier === '' && locationsOf(candidate.block).length === 0) {
      const taker = expressions.find((each) => each.shape && coversPrefix(each.shape, match.pattern));
      if (taker && candidate.block.open === undefined) report('prefix', taker);
    }
  }
}

/** The `^~` that every path of an expression meets before any other prefix. */
function finalFor(all: readonly Candidate[], { shape }: Candidate): Candidate | undefined {
  const start = shape ? literalPrefix(shape) : '';
  const prefixes = all.filter(
    (each) => (each.match.modifier === '' || each.match.modifier === '^~') && start.startsWith(each.match.pattern),
  );
  const longest = prefixes.sort((a, b) => b.match.pattern.length - a.match.pattern.length)[0];
  if (start === '' || longest?.match.modifier !== '^~') return undefined;
  const isSplit = all.some(
    (each) => each.match.modifier === '' && each.match.pattern.length > start.length && each.match.pattern.startsWith(start),
  );
  return isSplit ? undefined : longest;
}
