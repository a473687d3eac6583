import type { Member, Stack } from '../../project/stack/model';
import { isContainerName, mayKnowMore, type Nameless, namelessHops, placeOfHop } from '../../project/stack/strays';
import { literal, quoteFor, replaceExpression } from '../edit';
import { replaceWord } from '../edit/nginx';
import { type Fix, type SubjectContext, subjectRule } from '../rule';
import { type BackingHost, backingHosts, isOwnMachine } from '../shared/backingServices';
import { type Site, sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/unknown-service',
    title: 'A host is no container of its compose files',
    category: 'containers and units',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary:
      'nginx, or Django in a container, looks for a host that no service of its compose files answers to, or none in a network with it.',
    settings: ['DATABASES', 'CACHES', 'CELERY_BROKER_URL'],
  },
  messages: {
    unknown:
      'No service of {files} is called {name}, and nginx runs in its service {proxy}.\nnginx ends at its start with “host not found in upstream”, and nobody answers visitors.\nUse the name of a service: {services}.',
    apart:
      'The services {proxy}, which runs nginx, and {name} of {files} share no network.\nnginx ends at its start with “host not found in upstream”, and nobody answers visitors.\nPut both into one network.',
    backing:
      '{setting} names the host {name}, Django runs in the service {member}, and no service of {files} that it reaches is called so.\nIt finds no such host: every page that needs it ends with “500 Server Error”.\nUse the name of a service{services}.',
    itself:
      '{setting} names {name}, and Django runs in the service {member} of {files}: in a container that is the container itself, where nothing of the kind listens.\nThe connection is refused: every page that needs it ends with “500 Server Error”.\nUse the name of the service: {services}.',
  },
  check(context) {
    const { compose } = context.subject;
    if (!compose) return context.notApplicable('it is not made of containers');
    if (compose.incomplete !== undefined) return context.unknown(compose.incomplete);
    reportProxies(context);
    for (const site of sitesOf(context)) for (const member of site.members) reportBacking(context, site, member);
  },
});

type Context = SubjectContext<'stack', 'unknown' | 'apart' | 'backing' | 'itself'>;

function reportProxies(context: Context): void {
  const { compose, members } = context.subject;
  const servers = members.filter(({ role }) => role === 'django');
  const seen = new Set<unknown>();
  for (const hop of namelessHops(context.project, context.subject)) {
    const { directive, endpoint, proxy, apart } = hop;
    if (seen.has(directive)) continue;
    seen.add(directive);
    const [only] = servers;
    const files = compose?.files.join(' with ') ?? '';
    context.report({
      message: apart ? 'apart' : 'unknown',
      data: { name: endpoint.host, proxy: proxy.name, files, services: namesOf(servers) },
      place: placeOfHop(hop),
      related: [
        { place: proxy.place, message: 'nginx runs in this service' },
        ...(apart
          ? [{ place: apart.place, message: 'This service is in other networks' }]
          : servers.map(({ place, name }) => ({ place, message: `Django runs in ${name}` }))),
      ],
      fixes: apart || servers.length !== 1 || !only ? [] : renamed(context, hop, only.name),
    });
  }
}

function renamed(context: Context, { directive, endpoint }: Nameless, name: string): readonly Fix[] {
  const [word] = directive.args;
  const text = word?.text.replace(new RegExp(`(^|//)${endpoint.host}(?=[:/]|$)`), `$1${name}`);
  if (!word || text === undefined || text === word.text) return [];
  return [{ title: `Hand requests to ${name}`, safe: false, edit: () => replaceWord(context.project, directive, word, text) }];
}

/** The hosts of databases, caches and brokers, as a container of Django looks for them. */
function reportBacking(context: Context, site: Site, member: Member): void {
  const { compose, members } = context.subject;
  const { service } = member;
  if (!compose || !service || member.isOnHost) return;
  for (const backing of backingHosts(site)) {
    const candidates = members.filter(({ role, service: other }) => role === backing.what && other && compose.reach(other.name, service));
    const isItself = isOwnMachine(backing) && candidates.length > 0 && service.networkMode === undefined;
    if (!isItself && !isUnreachable(context, backing, member)) continue;
    const related = [
      { place: member.place, message: 'Django runs in this service' },
      ...candidates.map(({ place, name }) => ({ place, message: `This is the service ${name}` })),
    ];
    const services = isItself ? namesOf(candidates) : candidates.length > 0 ? `: ${namesOf(candidates)}` : '';
    context.report({
      message: isItself ? 'itself' : 'backing',
      data: { setting: backing.written, name: backing.host, member: member.name, files: compose.files.join(' with '), services },
      place: backing.place,
      related,
      fixes: replaced(site, backing, candidates),
    });
  }
}

function isUnreachable(context: Context, { host }: BackingHost, { service }: Member): boolean {
  const stack: Stack = context.subject;
  if (!service || !isContainerName(host) || stack.compose?.reach(host, service)) return false;
  return !mayKnowMore(context.project, stack, service, host);
}

function replaced({ asked }: Site, { literal: at }: BackingHost, candidates: readonly Member[]): readonly Fix[] {
  const [only, ...others] = candidates;
  const file = at && asked.project.python(at.file);
  if (!at || !file || !only || others.length > 0) return [];
  const text = literal(only.name, quoteFor(file));
  return [{ title: `Use the service ${only.name}`, safe: false, edit: () => replaceExpression(asked, at, text) }];
}

function namesOf(members: readonly Member[]): string {
  return members.map(({ name }) => name).join(' or ');
}
