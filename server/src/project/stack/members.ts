import type { Place } from '../../base/text';
import type { ComposedService } from '../compose/model';
import type { Discovery } from '../discover';
import { kindOfPath } from '../environment/names';
import type { Process } from '../environment/process';
import { belowPrefix } from '../nginx/includes';
import { mayBeDjango } from '../nginx/listeners';
import type { NginxConfiguration } from '../nginx/model';
import { isNginxImage } from '../nginx/version';
import type { Profile, Project } from '../project';
import type { Listening } from '../servers/listen';
import { listensOf } from '../servers/listens';
import type { ComposeSubject } from '../subjects/compose';
import type { Member, MemberMount, Role } from './model';
import { mountsOf } from './mounts';

/** The container of a service. */
export function containerMember(project: Project, discovery: Discovery, group: ComposeSubject, service: ComposedService): Member {
  const process = project.processes.find((one) => one.service === service.name && isSame(one.place, service.place));
  const mounts = mountsOf(discovery, service.mounts, service.build);
  const configurations = project.nginxConfigurations.filter(({ file }) => isReadBy(mounts, file));
  const base = {
    name: service.name,
    words: `service ${service.name} of ${group.files[0] ?? group.name}`,
    place: service.place,
    service,
    process,
    ...serverOf(project, process),
    published: service.ports,
    mounts,
    configurations,
    isOnHost: service.networkMode?.value === 'host',
  };
  return { ...base, role: roleOf(project, base) };
}

/** What an artefact starts that is no service of compose. */
export function processMember(project: Project, process: Process): Member {
  return {
    name: process.place.file,
    words: process.words.replace(/^(in|under|as) (the )?/, ''),
    role: mayBeDjango(process) ? 'django' : 'other',
    place: process.place,
    service: undefined,
    process,
    ...serverOf(project, process),
    published: [],
    mounts: [],
    configurations: [],
    isOnHost: process.host === 'machine',
  };
}

/** An nginx of which only the configuration is there. */
export function nginxMember(configuration: NginxConfiguration, isOnHost: boolean): Member {
  return {
    name: configuration.file,
    words: configuration.file,
    role: 'proxy',
    place: { file: configuration.file, span: { start: 0, end: 0 } },
    service: undefined,
    process: undefined,
    profile: undefined,
    listening: undefined,
    variables: new Map(),
    published: [],
    mounts: [],
    configurations: [configuration],
    isOnHost,
  };
}

/** A Django of which only the settings are there: nothing says what starts it. */
export function settingsMember(profile: Profile): Member {
  return {
    name: profile.name,
    words: profile.file,
    role: 'django',
    place: { file: profile.file, span: { start: 0, end: 0 } },
    service: undefined,
    process: undefined,
    profile,
    listening: undefined,
    variables: new Map(),
    published: [],
    mounts: [],
    configurations: [],
    isOnHost: true,
  };
}

/** A sample, and what is for staging, says nothing about production. */
export function isForUse({ file }: NginxConfiguration): boolean {
  return isForUseFile(file);
}

export function isForUseFile(file: string): boolean {
  return kindOfPath(file) !== 'sample';
}

/** Whether something puts a file where nginx reads its configuration. */
export function isReadBy(mounts: readonly MemberMount[], file: string): boolean {
  return placesOf(mounts, file).some((path) => {
    const below = belowPrefix(path);
    return below === undefined ? /\/(nginx|openresty)\//.test(path) : READ.test(below);
  });
}

/** What the nginx.conf of packages and images includes, and itself. Of other folders of nginx a file may include what it likes. */
const READ = /^(nginx\.conf(\.\w+)?|(conf\.d|http\.d)\/[^/]+\.conf|templates\/[^/]+\.template|sites-enabled\/[^/]+)$/;

/** Where a container has a file of the workspace. */
export function placesOf(mounts: readonly MemberMount[], file: string): readonly string[] {
  return mounts.flatMap(({ kind, source, target }) => {
    if (kind !== 'workspace' && kind !== 'image') return [];
    if (source === file) return [target];
    return source !== '' && file.startsWith(`${source}/`) ? [`${target}/${file.slice(source.length + 1)}`] : [];
  });
}

function serverOf(
  project: Project,
  process: Process | undefined,
): { readonly profile: Profile | undefined; readonly listening: Listening | undefined; readonly variables: Process['variables'] } {
  if (!process) return { profile: undefined, listening: undefined, variables: new Map() };
  const profile = mayBeDjango(process) ? project.profileOf(process) : undefined;
  return { profile, listening: listensOf(project, process), variables: process.variables };
}

const DATABASES = /(?:^|[/-])(?:postgres|postgis|timescaledb|pgvector|mysql|mariadb|percona|mongo|cockroach|clickhouse-server)(?:[:@-]|$)/i;
const CACHES = /(?:^|[/-])(?:redis|valkey|memcached|keydb|dragonfly|rabbitmq)(?:[:@-]|$)/i;
const PROXIES = /(?:^|[/-])(?:traefik|caddy|haproxy|envoy|varnish|nginx-proxy|letsencrypt-nginx-proxy-companion)(?:[:@-]|$)/i;

function roleOf(project: Project, member: Omit<Member, 'role'>): Role {
  const { process, service, configurations } = member;
  if (process) return mayBeDjango(process) ? 'django' : 'other';
  const image = service?.image?.value ?? service?.image?.text ?? '';
  if (DATABASES.test(image)) return 'database';
  if (CACHES.test(image)) return 'cache';
  if (configurations.length > 0 || isNginxImage(image) || PROXIES.test(image)) return 'proxy';
  return workerRole(project, member) ?? 'other';
}

/** By the command of Celery, or of another queue, that the service runs. */
function workerRole(project: Project, { service, name }: Pick<Member, 'service' | 'name'>): Role | undefined {
  const own = project.runs.filter((run) => run.service === name && run.words.includes(service?.place.file ?? ''));
  for (const { command } of own) {
    const words = command.args.map(({ text }) => text);
    if (command.program === 'celery' && words.includes('beat')) return 'beat';
    if (command.program === 'celery' && words.includes('worker')) return 'worker';
    if (command.program === 'manage.py' && /^(qcluster|rqworker|run_huey|rundramatiq|db_worker)$/.test(words[0] ?? '')) return 'worker';
  }
  return undefined;
}

export function isSame(a: Place, b: Place): boolean {
  return a.file === b.file && a.span.start === b.span.start;
}
