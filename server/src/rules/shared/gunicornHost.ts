import type { ComposedPort, ComposedService } from '../../project/compose/model';
import type { GunicornAddress } from '../../project/servers/gunicorn/address';
import type { UnitSubject } from '../../project/subjects/unit';
import type { GunicornContext } from '../rule';

/** The services of compose files that run it: one for each group of files that has the service. Empty elsewhere. */
export function servicesOf({ project, run }: GunicornContext): readonly ComposedService[] {
  const { process, service } = run;
  if (!process || service === undefined) return [];
  return project
    .subjects('compose')
    .filter(({ files }) => files.includes(process.place.file))
    .flatMap((group) => group.service(service) ?? []);
}

/** The unit that starts it; undefined where none does. */
export function unitOf({ project, run }: GunicornContext): UnitSubject | undefined {
  const file = run.process?.place.file;
  return run.host === 'machine' ? project.subjects('unit').find((unit) => unit.file === file && unit.type === 'service') : undefined;
}

/**
 * The `Type=` of the unit that starts it, `simple` where it says none; undefined where no unit does, or it is a template.
 * Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html, “Type=”.
 */
export function unitTypeOf(context: GunicornContext): string | undefined {
  const unit = unitOf(context);
  if (!unit || unit.doubt !== undefined) return undefined;
  return unit.one('Service', 'Type')?.value.trim() || 'simple';
}

/** The port of a service that hands the network of the machine on to an address of the container; undefined where none certainly does. */
export function publishedPort({ ports, networkMode }: ComposedService, address: GunicornAddress): ComposedPort | undefined {
  if (networkMode || address.kind !== 'tcp' || address.port === undefined) return undefined;
  const { port } = address;
  return ports.find(
    ({ on, target, protocol, sure }) =>
      on === 'all' && sure && protocol === 'tcp' && target !== undefined && target.first <= port && port <= target.last,
  );
}

/** In words, why a variable that no file gives may be set where it runs; undefined where the files tell all of its environment. */
export function openEnvironment(context: GunicornContext, variable: string): string | undefined {
  const { run, project } = context;
  if (run.host === 'machine') {
    const unit = unitOf(context);
    if (!unit || unit.doubt !== undefined) return `${variable} may be set where it runs`;
    const files = [...unit.all('Service', 'EnvironmentFile'), ...unit.all('Service', 'PassEnvironment')];
    return files.length > 0 ? `${files[0]?.key ?? ''}= may set ${variable}` : undefined;
  }
  const services = servicesOf(context);
  if (services.length === 0) return `${variable} may be set where the container is started`;
  const file = services.flatMap(({ envFiles }) => envFiles).find(({ path }) => path === undefined || project.files.kind(path) !== 'file');
  if (file) return `${file.text} may set ${variable}`;
  return services.some(({ environment }) => environment.has(variable)) ? `${variable} comes from the shell of compose` : undefined;
}

/** How many containers of a service run at a time; undefined where that is not told. Something else than a service counts as one. */
export function replicasOf(context: GunicornContext): number | undefined {
  const counts = servicesOf(context).map(({ deploy, keys }) => {
    if (keys.has('scale')) return undefined;
    const replicas = deploy?.replicas;
    if (!replicas) return 1;
    return replicas.sure && /^\d+$/.test(replicas.value ?? '') ? Number(replicas.value) : undefined;
  });
  return counts.every((count) => count === counts[0]) ? (counts.length === 0 ? 1 : counts[0]) : undefined;
}

/** Whether a service of a compose file keeps a folder of the container outside of it, or in a volume; also where that may be. */
export function mountAt(context: GunicornContext, path: string): boolean {
  return servicesOf(context).some(({ mounts }) => mounts.some(({ target }) => target === undefined || isWithin(path, target)));
}

/** Whether a service of a compose file has a folder in memory; also where that may be. */
export function isMemory(context: GunicornContext, folder: string): boolean {
  return servicesOf(context).some(({ tmpfs, mounts }) => {
    const paths = [...tmpfs.map(({ value }) => value?.replace(/:.*$/, '')), ...mounts.map(({ target }) => target)];
    return paths.some((path) => path === undefined || isWithin(folder, path));
  });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
