import { isRegex, locationOf } from '../../project/nginx/locations';
import { headOf, type NginxDirective } from '../../project/nginx/model';
import { inNamed } from '../../project/nginx/survey';
import { conditionOf } from '../nginxExpressions';
import { readPattern } from '../nginxRegex';
import { mentions, partsOf } from '../nginxTaint';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/capture-missing',
    title: 'A captured group that does not exist',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: ['gixy:invalid_regex', 'gixy-next:invalid_regex'],
    summary: '$1 and its like are empty where the expression has no such group.',
    settings: [],
  },
  messages: {
    none: '{variable} is always empty here: {expression} captures nothing.\nWhat was to stand there is missing from every URL that this makes.\nPut the part that is meant into brackets.',
    fewer:
      '{variable} is always empty here: {expression} has no more than {count} groups in brackets.\nWhat was to stand there is missing from every URL that this makes.\nCount the brackets; (?: … ) captures nothing.',
  },
  check({ configuration, report }) {
    for (const directive of withGroups(configuration)) {
      const matched = matcherOf(directive);
      const pattern = matched && readPattern(matched.source, matched.ignoreCase);
      if (!pattern) continue;
      const wanted = groupsIn(directive, matched.isOwn).find((group) => group > pattern.captures);
      if (wanted === undefined) continue;
      // An expression without groups leaves what an outer one captured.
      if (pattern.captures === 0 && !matched.isOwn) continue;
      const message = pattern.captures === 0 ? 'none' : 'fewer';
      report({ message, data: { variable: `$${wanted}`, expression: matched.source, count: pattern.captures }, place: headOf(directive) });
    }
  },
});

const GROUPS: ReadonlySet<string> = new Set(['1', '2', '3', '4', '5', '6', '7', '8', '9']);

const withGroups = inNamed(['rewrite', 'return', 'set', 'proxy_pass'], (directive) =>
  !directive.conditional && directive.args.some((word) => mentions(word, GROUPS)) ? [directive] : [],
);

interface Matched {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** The directive itself matches. */
  readonly isOwn: boolean;
}

/** The expression that certainly was the last to match before a directive reads its words. */
function matcherOf(directive: NginxDirective): Matched | undefined {
  const { name, args, parent } = directive;
  if (name === 'rewrite') return args[0] && { source: args[0].text, ignoreCase: false, isOwn: true };
  if (name !== 'return' && name !== 'set' && name !== 'proxy_pass') return undefined;
  if (parent.all('rewrite').length > 0 || parent.all('if').some((each) => each !== directive) || parent.open !== undefined)
    return undefined;
  // A map or a variable with an expression of its own may match in between.
  if (
    args.some(({ text }) =>
      partsOf(text).some(
        ({ variable }) =>
          variable !== undefined && !/^([1-9]|scheme|host|request_uri|is_args|args|uri|server_name|http_host)$/.test(variable),
      ),
    )
  )
    return undefined;
  if (parent.opener?.name === 'if') {
    const condition = conditionOf(parent.opener);
    return condition && !condition.isNegated ? { source: condition.source, ignoreCase: condition.ignoreCase, isOwn: false } : undefined;
  }
  const match = locationOf(parent);
  return match && isRegex(match) ? { source: match.pattern, ignoreCase: match.modifier === '~*', isOwn: false } : undefined;
}

function groupsIn({ args }: NginxDirective, isOwn: boolean): readonly number[] {
  const words = isOwn ? args.slice(1, 2) : args;
  return words.flatMap(({ text }) =>
    partsOf(text).flatMap(({ variable }) => (variable !== undefined && /^[1-9]$/.test(variable) ? [Number(variable)] : [])),
  );
}
