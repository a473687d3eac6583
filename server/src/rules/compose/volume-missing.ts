import { relativeTo } from '../../base/paths';
import type { ComposedService } from '../../project/compose/model';
import { together } from '../edit';
import { addVolume, type ComposeEdits, declareVolume } from '../edit/compose';
import { type SubjectContext, subjectRule } from '../rule';
import { deployedServices, editPlace, factsOf, isDeployment, isForSwarm } from '../shared/services';

type Message = 'none' | 'elsewhere';

export const rule = subjectRule('compose', {
  meta: {
    id: 'compose/volume-missing',
    title: 'The data of a database goes with its container',
    category: 'database',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'No volume holds the folder in which the database keeps its data: docker compose down leaves an empty one.',
    settings: [],
  },
  messages: {
    none: 'Service {service} keeps the data of {title} in no volume.\nIt lives in a volume without a name, which a new container after docker compose down does not get: the data is gone.\nMount a named volume at {path}.',
    elsewhere:
      'Service {service} mounts volumes, and none of them where {title} keeps its data ({path}).\nThe data lives in a volume without a name, which a new container after docker compose down does not get: it is gone.\nMount the volume at {path}.',
  },
  check(context) {
    if (!isDeployment(context.subject, context.unknown)) return;
    for (const service of deployedServices(context.subject)) judge(context, service);
  },
});

function judge(context: SubjectContext<'compose', Message>, service: ComposedService): void {
  const { subject: group, project } = context;
  const facts = factsOf(project, group, service);
  if (facts?.sort !== 'database' || facts.data === undefined) return;
  const path = dataPath(context, service, facts.data, facts.dataVariable);
  if (path === undefined) return;
  if (service.tmpfs.length > 0 || service.mounts.some(({ type }) => type === 'tmpfs')) return;
  if (service.keys.has('volumes_from') || service.mounts.some(({ target }) => target === undefined)) {
    context.unknown(`where ${service.name} mounts a volume is not told`);
    return;
  }
  const isHeld = service.mounts.some(({ target }) => target !== undefined && touches(target, path));
  if (isHeld) return;
  const volumes = service.mounts.filter(({ type, target }) => type === 'volume' && target !== undefined);
  const name = `${service.name.replace(/[^\w.-]/g, '_')}_data`;
  const edit = (): ComposeEdits => {
    const mounted = addVolume(editPlace(project, service), { source: name, target: path });
    return together(mounted, declareVolume(project, service.place.file, name));
  };
  const isMeant = volumes.length > 0;
  context.report({
    message: isMeant ? 'elsewhere' : 'none',
    data: { service: service.name, title: facts.title ?? 'its database', path },
    place: volumes[0]?.place ?? service.place,
    fixes: isMeant || isForSwarm(group) ? [] : [{ title: `Keep the data in a volume ${name}`, safe: false, edit }],
  });
}

/** One of the paths lies in the other: a volume at `/var/lib/postgresql` holds `/var/lib/postgresql/data`. */
function touches(one: string, other: string): boolean {
  return relativeTo(one, other) !== undefined || relativeTo(other, one) !== undefined;
}

/** Where the database keeps its data; undefined where a variable says so and is not told. */
function dataPath(
  context: SubjectContext<'compose', Message>,
  service: ComposedService,
  path: string,
  variable: string | undefined,
): string | undefined {
  const own = variable === undefined ? undefined : service.environment.get(variable);
  if (own) {
    if (own.kind === 'text' && own.value.sure && own.value.value?.startsWith('/')) return own.value.value;
    context.unknown(`${variable} of ${service.name} is not told`);
    return undefined;
  }
  if (variable !== undefined && service.envFiles.length > 0 && service.mounts.length > 0) {
    context.unknown(`a file of variables may set ${variable} of ${service.name}`);
    return undefined;
  }
  return path;
}
