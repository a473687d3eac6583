import { type Effective, effective } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock, type NginxDirective, SHIPPED } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { isUnknown } from '../../project/nginx/placeholder';
import { insertInto } from '../edit/nginx';
import { addedName, isSecurityHeader, returnedStatus, sourceOf, writtenName } from '../nginxAddHeader';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/security-header-dropped',
    title: 'An inner add_header drops the security headers',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['gixy:add_header_redefinition', 'nginx-lint:directive-inheritance', 'CWE-693'],
    summary:
      'nginx inherits add_header only into blocks that have none of their own: one more header in a location takes all outer ones away.',
    settings: [],
  },
  messages: {
    dropped:
      'With this add_header, {names} is not sent here.\nnginx inherits the add_header of outer blocks only where a block has none of its own.\nRepeat the outer ones here.',
  },
  check(context) {
    const own = directivesNamed(context.configuration, 'add_header').map(({ parent }) => parent);
    for (const block of new Set(own)) {
      if (['server', 'location', 'if in location'].includes(block.context)) checkBlock(context, block);
    }
  },
});

function checkBlock(context: NginxContext<'dropped'>, block: NginxBlock) {
  const own = block.all('add_header');
  const [first] = own;
  if (!first || !block.parent || block.opener?.conditional || returnedStatus(block) !== undefined) return;
  const outer = effective(context.configuration, block.parent, 'add_header');
  const held = effective(context.configuration, block, 'add_header');
  if (outer.kind !== 'set' || held.kind === 'unset') return;
  const lost = lostBy(outer, held);
  if (lost.length === 0) return;
  const reason = held.kind === 'unknown' ? held.reason : held.open;
  if (reason !== undefined) return context.unknown(reason);
  const place = own.find((each) => each.file !== SHIPPED) ?? first;
  const repeated = lost.map((each) => sourceOf(context.project, each));
  const edit = () => (repeated.every((text) => text !== undefined) ? insertInto(context.project, block, repeated, own.at(-1)) : undefined);
  context.report({
    message: 'dropped',
    data: { names: lost.map(writtenName).join(', ') },
    place: headOf(place),
    related: lost
      .filter((each) => each.file !== SHIPPED)
      .map((each) => ({ place: headOf(each), message: 'It is lost in the inner block' })),
    fixes: [{ title: 'Repeat the outer headers here', safe: true, edit }],
  });
}

/** The security headers that hold outside a block and not in it. */
function lostBy(outer: Extract<Effective, { kind: 'set' }>, held: Effective): readonly NginxDirective[] {
  const inner = held.kind === 'set' ? held.directives : [];
  if (inner.some(({ args: [name] }) => name && isUnknown(name))) return [];
  const kept = new Set(inner.map(addedName));
  return outer.directives.filter((each) => isSecurityHeader(each) && !kept.has(addedName(each)) && each.args[1]?.text !== '');
}
