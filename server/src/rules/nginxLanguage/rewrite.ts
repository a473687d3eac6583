import { parseNumber } from './numbers';
import { type Call, quoted } from './reading';

/** The checks of the rewrite module. https://github.com/nginx/nginx/blob/master/src/http/modules/ngx_http_rewrite_module.c */
export const REWRITE: Readonly<Record<string, (call: Call) => void>> = {
  rewrite(call) {
    if (call.arg(1) === '') return call.invalid(1, 'the replacement of rewrite is empty', 'Write the new URI.');
    if (!call.regex(0, call.arg(0))) return;
    const flag = call.args[2];
    if (flag !== undefined && !['last', 'break', 'redirect', 'permanent'].includes(flag))
      return call.invalid(2, `${quoted(flag)} is no flag of rewrite`, 'It knows last, break, redirect and permanent.');
    call.script(1, call.arg(1).replace(/\?$/, ''));
  },
  return(call) {
    const [first = '', text] = call.args;
    const code = parseNumber(first);
    if (code === undefined && text === undefined && /^(?:https?:\/\/|\$scheme)/.test(first)) return void call.script(0);
    if (code === undefined || code > 999)
      return call.invalid(0, `${quoted(first)} is no status`, 'Write a code, or an address that begins with http://, https:// or $scheme.');
    if (text !== undefined) call.script(1);
  },
  set(call) {
    const name = call.variableName(0);
    if (name === undefined || !call.define(name, 0)) return;
    call.script(1);
  },
  if: condition,
};

const FILE_TESTS = /^!?-[fdex]$/;
const ADVICE = 'Conditions are ($variable), ($variable = text), ($variable ~ regex) and (-f file).';

function condition(call: Call): undefined {
  const found = conditionWords(call);
  if (!found) return;
  const { words, first } = found;
  const [left = '', operator = ''] = words;
  const last = first + words.length - 1;
  if (left.startsWith('$') && left.length > 1) {
    if (words.length !== 1 && words.length !== 3)
      return call.invalid(first, `${quoted(left)} begins no condition that nginx knows`, ADVICE);
    const word = call.directive.args[first];
    if (word) call.use(left.slice(1), word);
    if (words.length === 1) return;
    const value = words[2] ?? '';
    if (operator === '=' || operator === '!=') return void call.script(last, value);
    if (/^!?~\*?$/.test(operator)) return void call.regex(last, value);
    return call.invalid(first + 1, `${quoted(operator)} compares nothing`, 'It is =, !=, ~, ~*, !~ or !~*.');
  }
  if (/^!?-.$/s.test(left)) {
    if (words.length !== 2) return call.invalid(first, `${quoted(left)} tests one file`, ADVICE);
    if (!call.script(last, operator)) return;
    if (FILE_TESTS.test(left)) return;
  }
  call.invalid(Math.min(first, call.args.length - 1), `${quoted(left)} begins no condition that nginx knows`, ADVICE);
}

/** What stands between the parentheses, and the index of its first word. */
function conditionWords(call: Call): { readonly words: readonly string[]; readonly first: number } | undefined {
  const words = [...call.args];
  const end = words.length - 1;
  if (!call.arg(0).startsWith('(')) {
    call.invalid(0, `the condition does not begin with a parenthesis: ${quoted(call.arg(0))}`, ADVICE);
    return undefined;
  }
  const first = call.arg(0).length === 1 ? 1 : 0;
  words[0] = call.arg(0).slice(1);
  const final = words[end] ?? '';
  if (!final.endsWith(')')) {
    call.invalid(end, `the condition does not end with a parenthesis: ${quoted(call.arg(end))}`, ADVICE);
    return undefined;
  }
  words[end] = final.slice(0, -1);
  const until = final.length === 1 ? end : end + 1;
  return { words: words.slice(first, Math.max(until, first)), first };
}
