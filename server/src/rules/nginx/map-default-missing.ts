import { enclosing, headOf, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { partsOf, variablesOf } from '../nginxTaint';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/map-default-missing',
    title: 'A map without default leaves a needed value empty',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: ['gixy:hash_without_default', 'gixy-next:hash_without_default', 'nginx-lint:map-missing-default'],
    summary: 'What no entry of a map or geo block names becomes the empty text, and here something hangs on it.',
    settings: [],
  },
  messages: {
    upstream:
      '{block} gives {variable} no default, and proxy_pass takes its address from it.\nA request that no entry fits answers 500: there is no host in the URL.\nAdd default with an upstream, or answer such requests with return.',
    host: '{block} gives {variable} no default, and the header Host is made of it.\nA request that no entry fits goes to Django without Host, which answers 400.\nAdd default $host;.',
    guard:
      '{block} gives {variable} no default, so that it is never {value}: what no entry names is empty.\nThis condition never holds, and what it was to refuse comes through.\nAdd default {value}; to the block.',
  },
  check(context) {
    for (const directive of directivesNamed(context.configuration, 'map', 'geo')) {
      if (directive.block && !directive.conditional) judge(context, directive);
    }
  },
});

function judge(context: NginxContext<'upstream' | 'host' | 'guard'>, made: NginxDirective): void {
  const { block } = made;
  const name = made.args.at(-1)?.text ?? '';
  if (!block || block.open !== undefined || block.all('include').length > 0 || block.all('default').length > 0 || !/^\$\w+$/.test(name))
    return;
  if (block.directives.some(({ conditional }) => conditional) || isTotal(made)) return;
  const variable = name.slice(1).toLowerCase();
  const all = directivesNamed(context.configuration, 'if', 'proxy_pass', 'proxy_set_header');
  const isAsked = all.some(({ name: each, args }) => each === 'if' && args.some(({ text }) => variablesOf(text).includes(variable)));
  for (const use of all) {
    const how = use.conditional ? undefined : useOf(use, variable);
    if (!how || (how.message === 'guard' ? !refuses(use) : isAsked || !isOpenSource(made))) continue;
    if (how.message === 'guard' && block.directives.some(({ args }) => args[0]?.text === how.value || (args[0]?.parts.length ?? 0) > 0))
      continue;
    context.report({
      message: how.message,
      data: { block: made.name, variable: name, value: how.value },
      place: headOf(how.message === 'guard' ? use : made),
      related: [
        {
          place: headOf(how.message === 'guard' ? made : use),
          message: how.message === 'guard' ? 'It gets its values here' : 'It is needed here',
        },
      ],
    });
    return;
  }
}

/** Whether the entries name every value: an expression that matches all, or the whole network. */
function isTotal({ name, block }: NginxDirective): boolean {
  const keys = block?.directives.map(({ syntax }) => syntax.name.text) ?? [];
  return name === 'geo' ? keys.includes('0.0.0.0/0') : keys.some((key) => /^~\*?\^?(\.\*|\(\.\*\))?\$?$/.test(key));
}

/** Whether anybody can send a value that no entry names. What host or path a request has may be settled before. */
function isOpenSource({ name, args }: NginxDirective): boolean {
  const variables = variablesOf(args[0]?.text ?? '');
  return name === 'geo' || variables.some((each) => /^(http|cookie|arg)_/.test(each) && each !== 'http_host');
}

function refuses({ block }: NginxDirective): boolean {
  return block?.all('return').some(({ args }) => /^4/.test(args[0]?.text ?? '')) === true;
}

interface Use {
  readonly message: 'upstream' | 'host' | 'guard';
  readonly value: string;
}

/** What a directive does with a variable that the empty text makes wrong. */
function useOf({ name, args, parent }: NginxDirective, variable: string): Use | undefined {
  const [first, second, third] = args;
  if (name === 'proxy_pass' && first && enclosing(parent, 'location')) {
    const rest = first.text.replace(/^https?:\/\//, '');
    const [address, ...others] = partsOf(rest);
    const isWhole = address?.variable === variable && !others.some((part) => part.variable === undefined && !/^[:/?]/.test(part.text));
    return isWhole ? { message: 'upstream', value: '' } : undefined;
  }
  if (name === 'proxy_set_header' && first?.text.toLowerCase() === 'host')
    return second && isAlone(second.text, variable) ? { message: 'host', value: '' } : undefined;
  if (name !== 'if' || !first || second?.text !== '=' || !third || args.length > 4) return undefined;
  const value = third.text.replace(/\)$/, '');
  const isTest = variablesOf(first.text).includes(variable) && first.text.replace(/^\(/, '').toLowerCase() === `$${variable}`;
  return isTest && value !== '' && !value.includes('$') ? { message: 'guard', value } : undefined;
}

function isAlone(text: string, variable: string): boolean {
  const [part, ...others] = partsOf(text);
  return others.length === 0 && part?.variable === variable;
}
