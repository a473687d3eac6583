import { effective, effectiveOne } from '../../project/nginx/inheritance';
import { argsOf, headOf, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { quoted, replaceDirective } from '../edit/nginx';
import { addedHeaders, addedName, alwaysSucceeds, returnedStatus } from '../nginxAddHeader';
import { type Fix, type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/header-content-type',
    title: 'add_header adds a second Content-Type',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: ['gixy:add_header_content_type'],
    summary: 'add_header does not replace the Content-Type of an answer: it comes twice, and the browser chooses.',
    settings: [],
  },
  messages: {
    second:
      'add_header Content-Type comes beside the Content-Type that the answer has already.\nWhich of the two a browser takes is its own affair.\nSet the type with default_type or types.',
  },
  check(context) {
    for (const directive of addedHeaders(context.configuration)) {
      if (addedName(directive) !== 'content-type' || hasNoType(context.configuration, directive.parent)) continue;
      const isAdded = directive.args.length > 2 || returnedStatus(directive.parent) === undefined || alwaysSucceeds(directive.parent);
      if (!isAdded) continue;
      context.report({ message: 'second', place: headOf(directive), fixes: typeOf(context, directive) });
    }
  },
});

/** The answer has no type of its own: it has no body, the one from behind is hidden, or nginx is told of none. */
function hasNoType(configuration: NginxConfiguration, block: NginxBlock): boolean {
  const status = returnedStatus(block);
  if (status === '204' || status === '304' || block.all('proxy_hide_header').some(isContentType)) return true;
  const hidden = ['proxy_hide_header', 'uwsgi_hide_header', 'fastcgi_hide_header'].some((name) => {
    const held = effective(configuration, block, name);
    return held.kind === 'unknown' || (held.kind === 'set' && held.directives.some(isContentType));
  });
  const type = effectiveOne(configuration, block, 'default_type')?.args[0]?.text;
  return hidden || type === '' || block.all('more_clear_headers').length > 0;
}

function isContentType(directive: NginxDirective): boolean {
  return argsOf(directive)[0]?.toLowerCase() === 'content-type';
}

/** For what `return` answers the default type is the type. */
function typeOf(context: NginxContext<'second'>, directive: NginxDirective): readonly Fix[] {
  const [, value] = directive.args;
  const isReturned = returnedStatus(directive.parent) !== undefined && directive.parent.all('default_type').length === 0;
  if (!isReturned || !value || isUnknown(value) || value.parts.length > 0) return [];
  const text = `default_type ${quoted(value.text)};`;
  return [{ title: 'Set default_type', safe: true, edit: () => replaceDirective(context.project, directive, text) }];
}
