import { isRegex, spelled } from '../../project/nginx/locations';
import { argsOf, headOf, type NginxBlock } from '../../project/nginx/model';
import { toRegExp } from '../../project/nginx/servers';
import { quoted, replaceWord } from '../edit/nginx';
import { aliases, endOf, isAnsweredElsewhere, isInternal, type Placed, servesFiles } from '../nginxPaths';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/alias-traversal',
    title: 'An alias lets clients read the folder above',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['gixy:alias_traversal', 'CWE-22'],
    summary: 'The location has no final slash and its alias has one: a path with two dots behind the location leads out of the folder.',
    settings: [],
  },
  messages: {
    prefix:
      'location {location} has no final slash, and its alias {alias} has one.\n{location}../ leads to the folder above it: whoever asks for {location}../settings.py gets it if it is there.\nEnd the location with a slash.',
    expression:
      'This expression takes {path}, and the alias puts ../ behind a slash.\nThat leads to the folder above: whoever asks for settings.py there gets it.\nLet the expression take the slash before what it captures.',
  },
  check(context) {
    for (const placed of aliases(context.configuration)) {
      if (!servesFiles(placed.block) || isInternal(placed.block)) continue;
      if (isRegex(placed.match)) checkExpression(context, placed);
      else checkPrefix(context, placed);
    }
  },
});

type Context = NginxContext<'prefix' | 'expression'>;

function checkPrefix(context: Context, { block, match, directive }: Placed): void {
  const { pattern, word } = match;
  if (match.modifier === '=' || match.modifier === '@' || pattern.endsWith('/') || endOf(directive) !== 'slash') return;
  if (isAnsweredElsewhere(context.configuration, block, `${pattern}../settings.py`)) return;
  const { opener } = block;
  if (!opener) return;
  const edit = () => replaceWord(context.project, opener, word, `${word.text}/`);
  context.report({
    message: 'prefix',
    data: { location: pattern, alias: argsOf(directive)[0] ?? '' },
    place: headOf(opener),
    related: [{ place: headOf(directive), message: 'It replaces the location here' }],
    fixes: hasTwin(block, `${pattern}/`) ? [] : [{ title: `Write location ${quoted(`${pattern}/`)}`, safe: true, edit }],
  });
}

/** A second location of the same path: nginx would refuse it. */
function hasTwin({ parent }: NginxBlock, path: string): boolean {
  return parent?.all('location').some((each) => argsOf(each).at(-1) === path) === true;
}

function checkExpression(context: Context, { block, match, directive }: Placed): void {
  const pattern = toRegExp(match.pattern, match.modifier === '~*');
  const source = context.project.nginx(directive.file);
  const [word] = directive.args;
  if (!pattern || !source || !word || !block.opener) return;
  const path = `${spelled(match.pattern.replace(/^\^/, ''))}../settings.py`;
  // nginx resolves `/../` before it looks for a location.
  const found = path.startsWith('/') && !path.includes('/../') ? pattern.exec(path) : null;
  if (!found) return;
  const leadsOut = word.parts.some((part) => {
    if (part.kind !== 'variable' || source.text[part.span.start - 1] !== '/') return false;
    const captured = /^\d+$/.test(part.name) ? found[Number(part.name)] : found.groups?.[part.name];
    return captured?.startsWith('../') === true;
  });
  if (!leadsOut || isAnsweredElsewhere(context.configuration, block, path)) return;
  const related = [{ place: headOf(directive), message: 'What it captures stands behind a slash here' }];
  context.report({ message: 'expression', data: { path }, place: headOf(block.opener), related });
}
