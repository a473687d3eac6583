import { join, normalize, relativeTo } from '../../../base/paths';
import { enclosing, type NginxBlock, type NginxConfiguration } from '../../nginx/model';
import type { Profile, Project } from '../../project';
import type { Member, MemberMount, Route, Stack } from '../model';
import { locate } from '../mounts';
import { imageOf } from './codePlaces';
import { type NginxAnswer, nginxAnswer } from './nginxFile';

/** One server of nginx before one Django: visitors ask it for pages, and for the static files of those pages. */
export interface Site {
  readonly stack: Stack;
  readonly proxy: Member;
  readonly configuration: NginxConfiguration;
  readonly server: NginxBlock;
  readonly app: Member;
  readonly profile: Profile;
  readonly routes: readonly Route[];
}

/** The sites of a stack: those of its servers that hand requests to one Django whose settings are known. */
export function sitesOf(stack: Stack): readonly Site[] {
  const servers = new Map<NginxBlock, Route[]>();
  for (const route of stack.routes) {
    const server = enclosing(route.proxied.block, 'server');
    if (server) servers.set(server, [...(servers.get(server) ?? []), route]);
  }
  return [...servers].flatMap(([server, routes]): readonly Site[] => {
    const [{ app, proxy, configuration } = {}] = routes;
    const { profile } = app ?? {};
    const isOne = routes.every((route) => route.app.profile?.name === profile?.name);
    return app && proxy && configuration && profile && isOne ? [{ stack, proxy, configuration, server, app, profile, routes }] : [];
  });
}

/** Who answers a request, and with which file. */
export type Answer = NginxAnswer | { readonly kind: 'application'; readonly app: Member; readonly block: NginxBlock };

/**
 * Which file answers a path of a site, or who does.
 * @param path decoded, from `/` on, without arguments.
 */
export function answerFor({ configuration, server, routes }: Site, path: string): Answer {
  const answer = nginxAnswer(configuration, server, path);
  if (answer.kind !== 'proxied') return answer;
  const route = routes.find(({ proxied }) => proxied.target.place === answer.proxied.target.place);
  return route ? { kind: 'application', app: route.app, block: answer.block } : answer;
}

/** What a member has at a path. */
export type Held =
  /** A mount of its own: `rest` is the path below its source, '' for the source itself. */
  | { readonly kind: 'mount'; readonly mount: MemberMount; readonly rest: string }
  /** Its image's own layer: nobody else sees it. */
  | { readonly kind: 'own' }
  /** A folder of the machine that it runs on. */
  | { readonly kind: 'machine'; readonly path: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What a member has at an absolute path. */
export function heldAt(member: Member, path: string): Held {
  const wanted = normalize(path);
  if (!member.service)
    return member.isOnHost ? { kind: 'machine', path: wanted } : { kind: 'unknown', reason: `who runs ${member.name} is not told` };
  const vague = member.service.mounts.find(({ type, target, sure }) => type === 'other' || target === undefined || !sure);
  if (vague) return { kind: 'unknown', reason: `what ${member.name} mounts is not all told` };
  const runtime = member.mounts.filter(({ kind }) => kind !== 'image');
  const found = locate(runtime, wanted);
  if (found) return { kind: 'mount', mount: found.mount, rest: found.rest };
  const hidden = member.service.mounts.some(({ target }) => target !== undefined && relativeTo(target, wanted) !== undefined);
  const inside = runtime.some(({ target }) => relativeTo(wanted, target) !== undefined);
  if (hidden || inside) return { kind: 'unknown', reason: `${member.name} mounts something at ${wanted} that is not followed` };
  return { kind: 'own' };
}

/** Whether an image may bring files to a path itself: it is built from files of the workspace, from stages that made them, or upon more than nginx. */
export function mayBring(project: Project, stack: Stack, member: Member, path: string): boolean {
  const { service } = member;
  if (!service) return true;
  const image = imageOf(project, stack, member);
  if (!image) return service.build !== undefined || !isPlain(service.image?.value);
  const wanted = normalize(path);
  const places = [...image.placings.map(({ target }) => target), ...image.made];
  return (
    !isPlain(image.base) || places.some((target) => relativeTo(target, wanted) !== undefined || relativeTo(wanted, target) !== undefined)
  );
}

/** An image of nginx, or of a system, that is published for everybody: it has no files of a project. */
function isPlain(image: string | undefined): boolean {
  return image !== undefined && PUBLISHED.test(image);
}

const PUBLISHED =
  /^(docker\.io\/|public\.ecr\.aws\/docker\/)?(library\/)?(nginx|alpine|debian|ubuntu|(nginxinc|bitnami|tutum)\/nginx(-unprivileged)?|(staticfloat|jonasal)\/nginx-certbot|openresty\/openresty)(:|@|$)/;

/** Whether a path of one member and a path of another one hold the same files. */
export type Sameness = 'same' | 'different' | 'unknown';

export function sameFiles(a: Held, b: Held): Sameness {
  if (a.kind === 'unknown' || b.kind === 'unknown') return 'unknown';
  if (a.kind === 'machine' && b.kind === 'machine') return a.path === b.path ? 'same' : 'different';
  if (a.kind === 'machine' || b.kind === 'machine') return onMachine(a, b);
  if (a.kind === 'own' || b.kind === 'own') return 'different';
  if (a.mount.kind !== b.mount.kind) return 'unknown';
  return sourceOf(a) === sourceOf(b) ? 'same' : 'different';
}

/** Where the machine has the workspace and the volumes is not told: only its own paths are compared. */
function onMachine(a: Held, b: Held): Sameness {
  const [machine, other] = a.kind === 'machine' ? [a, b] : [b, a];
  if (machine.kind !== 'machine' || other.kind !== 'mount' || other.mount.kind !== 'machine') return 'unknown';
  return sourceOf(other) === machine.path ? 'same' : 'unknown';
}

function sourceOf({ mount, rest }: Extract<Held, { kind: 'mount' }>): string {
  return `${mount.kind}:${normalize(rest === '' ? mount.source : join(mount.source || '.', rest))}`;
}

/** Where another member has what this one has at a path, by a mount that both share; undefined where it has it nowhere. */
export function samePlaceIn(other: Member, held: Held): string | undefined {
  if (held.kind !== 'mount') return undefined;
  const wanted = normalize(join(held.mount.source || '.', held.rest === '' ? '.' : held.rest));
  for (const { kind, source, target } of other.mounts) {
    if (kind !== held.mount.kind) continue;
    const from = normalize(source || '.');
    const rest = from === wanted ? '' : from === '.' ? wanted : relativeTo(from, wanted);
    if (rest !== undefined) return normalize(join(target, rest === '' ? '.' : rest));
  }
  return undefined;
}
