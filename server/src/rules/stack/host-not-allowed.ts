import { knownItems } from '../../evaluate/value';
import { enclosing, headOf } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { type ServerName, serverNamesOf } from '../../project/nginx/servers';
import type { Route } from '../../project/stack/model';
import { seenBy } from '../../project/stack/seen';
import { insertItem } from '../edit';
import { replaceDirective } from '../edit/nginx';
import { addHeaders, isRefusedHost } from '../nginxHeaders';
import { mayRedirect } from '../nginxRequests';
import { type Fix, subjectRule } from '../rule';
import { allowsHost } from '../shared/allowedHosts';
import { isPlaceholderHost } from '../shared/placeholderHosts';
import { type Site, type StackContext, sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/host-not-allowed',
    title: 'nginx answers for a name that Django refuses',
    category: 'hosts',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'A server_name, or the Host that nginx sends instead of it, is not covered by ALLOWED_HOSTS: Django answers 400 to it.',
    settings: ['ALLOWED_HOSTS', 'USE_X_FORWARDED_HOST', 'MIDDLEWARE'],
  },
  messages: {
    name: 'nginx answers for {names} ({file}) and hands the name on, and ALLOWED_HOSTS does not list it.\nWhoever comes by that name gets “400 Bad Request” for every page, and Django logs DisallowedHost.\nAdd it to ALLOWED_HOSTS, or take it out of server_name.',
    sent: 'nginx sends Host: {names} with every request ({file}), whatever name the visitor asked for, and ALLOWED_HOSTS does not list it.\nEvery visitor gets “400 Bad Request”, and Django logs DisallowedHost.\nHave nginx send the name that the visitor asked for, $host.',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      if (site.routes.length === 0) context.notApplicable('no nginx of the workspace certainly hands requests to it');
      // An empty list refuses everything: django/allowed-hosts-empty.
      if (knownItems(site.asked.value('ALLOWED_HOSTS'))?.length === 0) continue;
      reportSent(context, site, (found) => context.report(found));
      const refused = refusedNames(context, site);
      const [first] = refused;
      if (!first) continue;
      context.report({
        message: 'name',
        data: { names: [...new Set(refused.map(({ name }) => name.text))].join(', '), file: first.route.configuration.file },
        place: site.asked.place('ALLOWED_HOSTS'),
        related: refused.map(({ name }) => ({
          place: { file: name.directive.file, span: name.word.span },
          message: 'nginx answers for it here',
        })),
        fixes: fixesFor(
          context,
          site,
          refused.map(({ name }) => name),
        ),
      });
    }
  },
});

interface Refused {
  readonly name: ServerName;
  readonly route: Route;
}

function refusedNames(context: StackContext, site: Site): readonly Refused[] {
  const found = new Map<ServerName['word'], Refused>();
  for (const route of site.routes) {
    const server = enclosing(route.proxied.block, 'server');
    const host = seenBy(context.project, route, 'https', site.asked.value).host;
    if (host.kind === 'unknown') context.unknown(host.reason);
    if (host.kind !== 'visitors' || !server) continue;
    if (mayRedirect(route.proxied.block)) {
      context.unknown(`a condition in ${route.configuration.file} may send some names elsewhere`);
      continue;
    }
    for (const name of serverNamesOf(server)) {
      if (name.kind !== 'exact' || name.text.startsWith('.') || isUnknown(name.word) || isPlaceholderHost(name.text)) continue;
      if (allowsHost(site, name.text, context.unknown) === false) found.set(name.word, { name, route });
    }
  }
  return [...found.values()];
}

function reportSent(context: StackContext, site: Site, report: (found: Found) => void): void {
  for (const route of site.routes) {
    const { host } = seenBy(context.project, route, 'https', site.asked.value);
    if (host.kind !== 'text' || isRefusedHost(host.text)) continue;
    const name = host.text.replace(/:\d+$/, '').toLowerCase();
    if (allowsHost(site, name, context.unknown) !== false) continue;
    const asked = { ...context, configuration: route.configuration };
    const isDefault = host.at.span.start === headOf(route.proxied.target.directive).span.start;
    const edit = () => addHeaders(asked, route.proxied, ['proxy_set_header Host $host;']);
    report({
      message: 'sent',
      data: { names: host.text, file: route.configuration.file },
      place: site.asked.place('ALLOWED_HOSTS'),
      related: [{ place: host.at, message: 'nginx sends this name' }],
      fixes: isDefault ? [{ title: 'Send the name that the visitor asked for', safe: true, edit }] : [],
    });
    return;
  }
}

interface Found {
  readonly message: 'sent';
  readonly data: Readonly<Record<string, string>>;
  readonly place: ReturnType<Site['asked']['place']>;
  readonly related: readonly { readonly place: ReturnType<Site['asked']['place']>; readonly message: string }[];
  readonly fixes: readonly Fix[];
}

function fixesFor(context: StackContext, site: Site, names: readonly ServerName[]): readonly Fix[] {
  const [name] = names;
  if (!name) return [];
  const add: Fix = {
    title: `Add ${name.text} to ALLOWED_HOSTS`,
    safe: false,
    edit: () => insertItem(site.asked, 'ALLOWED_HOSTS', name.text, 'end'),
  };
  const others = name.directive.args.filter((word) => word !== name.word);
  if (others.length === 0) return [add];
  const edit = () => replaceDirective(context.project, name.directive, `server_name ${others.map(({ text }) => text).join(' ')};`);
  return [add, { title: `Take ${name.text} out of server_name`, safe: false, edit }];
}
