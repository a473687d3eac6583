import { basename, dirname } from '../../base/paths';
import { truth } from '../../evaluate/value';
import { saysProxyBefore } from '../../project/nginx/arrivals';
import { isForWebSockets } from '../../project/nginx/sent';
import type { Profile } from '../../project/project';
import { type Entrance, entranceOf } from '../../project/stack/entrances';
import type { Gate, Member, Route } from '../../project/stack/model';
import type { SettingsContext, SubjectContext } from '../rule';
import { effectiveValue, placeOf } from '../run';

export type StackContext = Pick<SubjectContext<'stack'>, 'project' | 'subject' | 'unknown' | 'notApplicable'>;

/** The members of a stack that start with the same settings, and the ways to them. */
export interface Site {
  readonly profile: Profile;
  readonly members: readonly Member[];
  readonly routes: readonly Route[];
  readonly gates: readonly Gate[];
  /** The settings, for what rules about settings ask; it reports nothing. */
  readonly asked: SettingsContext<never>;
}

/**
 * The sites of a stack whose settings are known and for production, with the ways by which the world comes to them. The checklist hears of
 * the others.
 */
export function sitesOf(context: StackContext): readonly Site[] {
  const { members } = context.subject;
  const routes = context.subject.routes.filter(({ proxy }) => {
    const isInner = proxy.service !== undefined && !proxy.isOnHost && proxy.published.length === 0;
    if (isInner) context.unknown(`${proxy.words} publishes no port: something stands before it`);
    return !isInner;
  });
  const servers = members.filter(({ role }) => role === 'django');
  for (const { profile, words } of servers) if (!profile) context.unknown(`which settings ${words} starts with is not known`);
  const profiles = [...new Set(servers.flatMap(({ profile }) => profile ?? []))];
  return profiles.flatMap((profile): readonly Site[] => {
    const own = servers.filter((member) => member.profile === profile);
    const asked = settingsOf(context, profile);
    // See django/debug-enabled: what else such settings say is not what production has.
    const isDebugging = truth(asked.value('DEBUG')) === true;
    const optional = optionalModule(asked);
    if (isDebugging) context.unknown(`DEBUG is on in ${profile.name}: these are not the settings of production`);
    if (optional !== undefined) context.unknown(`${optional} may change the settings where they run, and is not in the workspace`);
    return isDebugging || optional !== undefined
      ? []
      : [
          {
            profile,
            members: own,
            routes: routes.filter(({ app }) => own.includes(app)),
            gates: context.subject.gates.filter(({ app }) => own.includes(app)),
            asked,
          },
        ];
  });
}

/** A module of settings that the chain imports where it is there: production may well have it. */
function optionalModule({ project, settings }: SettingsContext<never>): string | undefined {
  return settings.probes.find((path) => {
    const name = basename(path);
    if (!/\.py$/.test(name) || name === '__init__.py' || !/settings|(^|_)local(_|\.)|overrides?\.py$/.test(name)) return false;
    const folder = dirname(path);
    return folder === '' || project.files.kind(folder) === 'directory';
  });
}

/** What a rule about settings would have for a profile. */
export function settingsOf(context: Pick<StackContext, 'project' | 'unknown' | 'notApplicable'>, profile: Profile): SettingsContext<never> {
  const { project } = context;
  const settings = project.evaluate(profile);
  return {
    project,
    profile,
    settings,
    django: project.django.version,
    setting: (name) => settings.settings.get(name),
    value: (name) => effectiveValue(project, settings, name),
    place: (name) => placeOf(project, profile, settings, name),
    report: () => undefined,
    unknown: (reason) => context.unknown(reason),
    notApplicable: (reason) => context.notApplicable(reason),
  };
}

/** A way on which nothing stands before nginx by all that can be seen, and how visitors come to it. */
export interface OpenRoute {
  readonly route: Route;
  readonly entrance: Entrance;
}

/** The routes of a site that browsers take with pages and forms, with nothing before nginx. The checklist hears what is not known of others. */
export function openRoutes(context: StackContext, { routes }: Pick<Site, 'routes'>): readonly OpenRoute[] {
  if (routes.length === 0) context.notApplicable('no nginx of the workspace certainly hands requests to it');
  return routes.flatMap((route): readonly OpenRoute[] => {
    const { configuration, proxied } = route;
    if (isForWebSockets(configuration, proxied.block)) return [];
    const entrance = entranceOf(route);
    if (!entrance) context.unknown(`how requests reach a part of ${configuration.file} is not known`);
    if (!entrance) return [];
    const inFront = frontOf(route) ?? context.subject.open;
    if (inFront !== undefined) context.unknown(inFront);
    return inFront === undefined ? [{ route, entrance }] : [];
  });
}

/** In words, what shows that another proxy stands before nginx; undefined where its configuration says nothing of one. */
export function frontOf({ configuration, proxied }: Route): string | undefined {
  return saysProxyBefore(configuration, proxied.block) ? `${configuration.file} speaks of a proxy before nginx` : undefined;
}
