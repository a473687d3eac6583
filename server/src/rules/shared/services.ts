import type { Place } from '../../base/text';
import { type ImageFacts, imageFacts } from '../../knowledge/containerImages';
import type { ComposedService } from '../../project/compose/model';
import { kindOfPath } from '../../project/environment/names';
import type { Process } from '../../project/environment/process';
import type { Project } from '../../project/project';
import type { ComposeSubject } from '../../project/subjects/compose';
import type { ImageSubject } from '../../project/subjects/image';
import { imageReference } from '../../syntax/dockerfile/stages';
import type { ContainerCommand } from '../../syntax/written';
import type { ServicePlace } from '../edit/compose';

/** The services of a group that run in its deployment: those of a profile for development or tests do not. */
export function deployedServices({ services }: ComposeSubject): readonly ComposedService[] {
  return services.filter(
    ({ profiles }) =>
      !profiles.some((name) => /^(development|test)$/.test(kindOfPath(name) ?? '') || /debug|tools?|backup|setup|init/.test(name)),
  );
}

/**
 * Whether something shows that a group is a deployment: its name, services that come back after a reboot, or a port where visitors come.
 * A plain compose.yml without any of it may be how somebody tries the application; `unknown` is told then.
 */
export function isDeployment(group: ComposeSubject, unknown: (reason: string) => void): boolean {
  const lasts = group.services.some(({ restart, deploy }) => (restart !== undefined && restart.value !== 'no') || deploy !== undefined);
  const isOpen = group.services.some(({ ports }) => ports.some(({ published }) => published?.first === 80 || published?.first === 443));
  if (lasts || isOpen || group.files.some((file) => kindOfPath(file) === 'production')) return true;
  unknown(`nothing shows that ${group.name} is more than a way to try the application`);
  return false;
}

/** The image that a service is built into; undefined where it is not built, or from what is not told. */
export function imageOf(project: Project, group: ComposeSubject, service: ComposedService): ImageSubject | undefined {
  return project
    .subjects('image')
    .find(({ services }) => services.some((one) => one.group.name === group.name && one.service.name === service.name));
}

/** What is known of the image of a service, or of the one that its own is built upon. */
export function factsOf(project: Project, group: ComposeSubject, service: ComposedService): ImageFacts | undefined {
  const facts = imageFactsOf(project, group, service);
  return facts?.sort === 'base' || isItself(service) ? facts : undefined;
}

function imageFactsOf(project: Project, group: ComposeSubject, service: ComposedService): ImageFacts | undefined {
  if (service.build) {
    const image = imageOf(project, group, service);
    const facts = image?.base.sure ? image.base.facts : undefined;
    // An image upon that of a database may be anything, once it starts something else.
    return facts?.sort === 'base' || (!image?.cmd && !image?.entrypoint) ? facts : undefined;
  }
  if (!service.image?.sure || service.image.value === undefined) return undefined;
  const { name, tag } = imageReference(service.image.value);
  return imageFacts(name, tag);
}

const DAEMONS =
  /(^|[\s/"'])(postgres|mysqld|mariadbd|mongod|redis-server|redis-stack-server|valkey-server|memcached|rabbitmq-server|nginx|traefik|caddy|haproxy|httpd|envoy)\b/;

/** Whether a service runs what its image is for: a command of its own may make a backup of another database. */
function isItself({ command, entrypoint }: ComposedService): boolean {
  const own = [entrypoint, command].flatMap((one) => (one ? [textOf(one.command)] : []));
  return own.every((text) => text === '' || text.startsWith('-') || DAEMONS.test(text));
}

function textOf(command: ContainerCommand): string {
  return command.form === 'shell' ? command.line.text.trim() : command.words.map(({ text }) => text).join(' ');
}

/** Tells of each place once: what services share by an anchor is one thing. */
export function onePerPlace(): (place: Place) => boolean {
  const known = new Set<string>();
  return ({ file, span }) => {
    const key = `${file}:${span.start}`;
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  };
}

/** The server of Python applications that a service starts. */
export function serverOf(project: Project, group: ComposeSubject, service: ComposedService): Process | undefined {
  return project.processes.find(
    (process) => process.service === service.name && process.words === `in service ${service.name} of ${group.name}`,
  );
}

/** Files for a swarm (`docker stack deploy`): its keys mean other things there. */
export function isForSwarm({ files, services }: ComposeSubject): boolean {
  if (files.some((file) => /(^|[/._-])(stack|swarm)[._-]?/i.test(file))) return true;
  return services.some(({ deploy }) => deploy?.isSwarm === true);
}

/** Where an edit of a service starts: the file of the group that names it last. */
export function editPlace(project: Project, { place, name }: ComposedService): ServicePlace {
  return { project, file: place.file, service: name };
}

/** The value of a key of a service, else the service's name. */
export function keyPlace(service: ComposedService, key: string): Place {
  return service.keys.get(key)?.key ?? service.place;
}
