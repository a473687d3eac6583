import { everyDirective, headOf, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { isUnknown } from '../../project/nginx/placeholder';
import type { NginxFile, Word } from '../../syntax/nginx/ast';
import { replaceWord } from '../edit/nginx';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/variable-in-two-cases',
    title: 'One variable in two spellings',
    category: 'proxy',
    severity: 'hint',
    scope: 'any',
    fix: 'safe',
    references: ['gixy-next:mixed_case_variable'],
    summary: 'nginx knows variables by their lower-case name: two spellings are one variable.',
    settings: [],
  },
  messages: {
    default:
      '${used} is the same variable as ${made}, which is made elsewhere: nginx does not tell capitals apart.\nTwo spellings look like two variables, and the one overwrites the other.\nSpell it one way.',
  },
  check({ configuration, project, report }) {
    const made = new Map<string, string>();
    for (const each of directivesNamed(configuration, 'set', 'map', 'geo', 'split_clients')) {
      const name = madeBy(each);
      if (name !== undefined && !made.has(name.toLowerCase())) made.set(name.toLowerCase(), name);
    }
    const isPlain = [...made.values()].every((name) => name === name.toLowerCase());
    const uses = configuration.files.some((file) => {
      const tree = project.nginx(file)?.tree;
      return tree === undefined || configuration.ofTree(tree, hasCapitals);
    });
    if (isPlain && !uses) return;
    for (const directive of everyDirective(configuration.top)) {
      if (directive.conditional) continue;
      for (const word of directive.args) {
        const found = word.parts.length === 0 ? undefined : otherSpelling(word, made);
        if (!found || isUnknown(word)) continue;
        const { used, spelled } = found;
        const text = word.text.replaceAll(`$${used}`, `$${spelled}`).replaceAll(`\${${used}}`, `\${${spelled}}`);
        const edit = () => replaceWord(project, directive, word, text);
        report({
          message: 'default',
          data: { used, made: spelled },
          place: headOf(directive),
          fixes: [{ title: `Spell it $${spelled}`, safe: true, edit }],
        });
        break;
      }
    }
  },
});

/** Whether a variable of a file has a capital in its name. */
function hasCapitals({ body }: NginxFile): boolean {
  const isCapital = ({ parts }: Word) => parts.some((part) => part.kind === 'variable' && /[A-Z]/.test(part.name));
  const visit = (statements: NginxFile['body']): boolean =>
    statements.some(
      (each) => each.kind === 'directive' && (each.args.some(isCapital) || (each.block !== undefined && visit(each.block.body))),
    );
  return visit(body);
}

/** The first variable of a word that is spelled otherwise where it is made. */
function otherSpelling(
  { parts }: Word,
  made: ReadonlyMap<string, string>,
): { readonly used: string; readonly spelled: string } | undefined {
  for (const part of parts) {
    const spelled = part.kind === 'variable' ? made.get(part.name.toLowerCase()) : undefined;
    if (part.kind === 'variable' && spelled !== undefined && spelled !== part.name) return { used: part.name, spelled };
  }
  return undefined;
}

/** The variable that a directive makes, as it spells it. */
function madeBy({ name, args }: NginxDirective): string | undefined {
  const word = name === 'set' ? args[0] : name === 'map' || name === 'split_clients' ? args[1] : name === 'geo' ? args.at(-1) : undefined;
  return word && !isUnknown(word) ? /^\$(\w+)$/.exec(word.text)?.[1] : undefined;
}
