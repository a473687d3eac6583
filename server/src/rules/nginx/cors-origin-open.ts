import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { mapsOf } from '../../project/nginx/variables';
import { conditionOf } from '../nginxExpressions';
import { foreignOrigin } from '../nginxOrigins';
import { variablesOf } from '../nginxTaint';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/cors-origin-open',
    title: 'Origins of others may read the answers',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: ['gixy:origins', 'gixy-next:origins', 'CWE-942', 'CWE-346'],
    summary: 'The check of Origin lets foreign sites through, and their pages read what Django answers to your users.',
    settings: [],
  },
  messages: {
    expression:
      'This is meant for origins of your own, and {origin} fits, too.\nA page there reads the answers of the site with Access-Control-Allow-Origin.\nBegin the expression with ^https://, end it with $, and write a dot as \\. .',
    any: 'Every origin is sent back in Access-Control-Allow-Origin, together with Allow-Credentials.\nAny page on the web reads what Django answers to the user who visits it, with the user’s session.\nAllow origins by name, in a map or with django-cors-headers.',
  },
  check(context) {
    for (const directive of directivesNamed(context.configuration, 'add_header')) {
      if (
        directive.name !== 'add_header' ||
        directive.conditional ||
        directive.args[0]?.text.toLowerCase() !== 'access-control-allow-origin'
      )
        continue;
      const [, value] = directive.args;
      const [variable, ...others] = variablesOf(value?.text ?? '');
      if (variable === undefined || others.length > 0) continue;
      if (variable === 'http_origin') judgeEcho(context, directive);
      else judgeMap(context, variable);
    }
  },
});

type Context = NginxContext<'expression' | 'any'>;

/** `add_header Access-Control-Allow-Origin $http_origin`: what may have looked at it before. */
function judgeEcho(context: Context, directive: NginxDirective): void {
  const guards = guardsOf(directive);
  for (const guard of guards) {
    const condition = conditionOf(guard);
    if (condition?.variable !== 'http_origin' || condition.word.parts.some((part) => part.kind === 'template')) continue;
    // A list of origins that are refused is another matter.
    if (!condition.isNegated && guard.block?.all('return').some(({ args }) => /^[45]/.test(args[0]?.text ?? ''))) continue;
    const origin = foreignOrigin(condition.source, condition.ignoreCase);
    if (origin !== undefined)
      context.report({ message: 'expression', data: { origin }, place: { file: guard.file, span: condition.word.span } });
  }
  if (guards.length > 0 || !allowsCredentials(context, directive.parent) || directive.args[1]?.text !== '$http_origin') return;
  context.report({ message: 'any', place: headOf(directive) });
}

/** The ifs that ask for the origin, around a directive or beside it. */
function guardsOf({ parent }: NginxDirective): readonly NginxDirective[] {
  const found: NginxDirective[] = [];
  for (let at: NginxBlock | undefined = parent; at; at = at.parent) {
    if (at.opener?.name === 'if') found.push(at.opener);
    found.push(...at.all('if').filter((each) => each.block !== parent));
  }
  return found.filter(
    ({ args }) =>
      args.some(({ text }) => /\$\{?http_(origin|referer)/i.test(text)) ||
      args.some(({ text }) => /^\(?\$\w*(cors|origin|allow)/i.test(text)),
  );
}

function allowsCredentials({ configuration }: Context, block: NginxBlock): boolean {
  const found = effective(configuration, block, 'add_header');
  return (
    found.kind === 'set' &&
    found.directives.some(({ args }) => args[0]?.text.toLowerCase() === 'access-control-allow-credentials' && args[1]?.text === 'true')
  );
}

/** A `map` from the origin to the header: its expressions. */
function judgeMap(context: Context, variable: string): void {
  for (const map of mapsOf(context.configuration, variable)) {
    if (!variablesOf(map.args[0]?.text ?? '').includes('http_origin')) continue;
    for (const entry of map.block?.directives ?? []) {
      const key = entry.syntax.name;
      const isSent = variablesOf(entry.args[0]?.text ?? '').length > 0;
      if (!key.text.startsWith('~') || !isSent || entry.conditional || key.parts.some((part) => part.kind === 'template')) continue;
      const ignoreCase = key.text.startsWith('~*');
      const origin = foreignOrigin(key.text.slice(ignoreCase ? 2 : 1), ignoreCase);
      if (origin !== undefined) context.report({ message: 'expression', data: { origin }, place: { file: entry.file, span: key.span } });
    }
  }
}
