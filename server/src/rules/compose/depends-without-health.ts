import { basename } from '../../base/paths';
import type { ComposedDependency, ComposedService } from '../../project/compose/model';
import type { StartWords } from '../../project/images/startWords';
import { together } from '../edit';
import { type ComposeEdits, listToMap, setDependency, setServiceKey } from '../edit/compose';
import { type Fix, type SubjectContext, subjectRule } from '../rule';
import { deployedServices, editPlace, factsOf, imageOf, isDeployment, serverOf } from '../shared/services';

export const rule = subjectRule('compose', {
  meta: {
    id: 'compose/depends-without-health',
    title: 'The application does not wait until its database answers',
    category: 'database',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'depends_on waits until the container of the database runs, not until it takes connections: the migration at the start fails.',
    settings: [],
  },
  messages: {
    started:
      'Service {service} migrates the database when it starts, and waits only until the container of {database} runs.\nOn a fresh machine, and after a reboot, the database is not ready by then: migrate fails, and the container ends.\nGive {database} a health check, and wait for condition: service_healthy.',
  },
  check(context) {
    if (!isDeployment(context.subject, context.unknown)) return;
    const { subject: group, project } = context;
    for (const service of deployedServices(group)) {
      if (serverOf(project, group, service)?.kind !== 'production') continue;
      const databases = service.dependsOn.filter((one) => one.condition === 'service_started' && isDatabase(context, one.service));
      const starts = imageOf(project, group, service)?.startsWith(service);
      if (databases.length === 0 || !starts || !migrates(starts)) continue;
      if (starts.opaque !== undefined || !starts.commands.every(isKnown)) {
        context.unknown(`what ${service.name} runs when it starts may wait for the database`);
        continue;
      }
      for (const one of databases) {
        context.report({
          message: 'started',
          data: { service: service.name, database: one.service },
          place: one.place,
          fixes: fixesFor(context, service, one),
        });
      }
    }
  },
});

type Context = SubjectContext<'compose', 'started'>;

function isDatabase({ subject, project }: Context, name: string): boolean {
  const service = subject.service(name);
  return service !== undefined && factsOf(project, subject, service)?.sort === 'database';
}

function migrates({ commands }: StartWords): boolean {
  return commands.some((words) =>
    words.some((word, index) => word === 'migrate' && /^(manage\.py|django-admin)$/.test(basename(words[index - 1] ?? ''))),
  );
}

/** Commands that wait for nothing. */
const PROGRAMS: ReadonlySet<string> = new Set([
  'gunicorn',
  'uvicorn',
  'uwsgi',
  'daphne',
  'hypercorn',
  'granian',
  'celery',
  'echo',
  'set',
  'cd',
  'export',
  'mkdir',
  'chmod',
  'chown',
  'cp',
  'true',
  ':',
  '"$@"',
]);
const DJANGO: ReadonlySet<string> = new Set([
  'migrate',
  'collectstatic',
  'compilemessages',
  'createcachetable',
  'check',
  'loaddata',
  'createsuperuser',
]);

function isKnown(words: readonly (string | undefined)[]): boolean {
  const own = words.filter((word) => word !== 'exec' && !/^(\/bin\/)?(ba|da|a)?sh$|^-[a-z]*c$|^\/bin\/env$/.test(word ?? ''));
  const manage = own.findIndex((word) => /^(manage\.py|django-admin)$/.test(basename(word ?? '')));
  if (manage >= 0) return DJANGO.has(own[manage + 1] ?? '');
  const [first] = own;
  if (first === undefined) return words.length > 0 && words.every((word) => word !== undefined);
  return PROGRAMS.has(basename(first)) || /\s/.test(first) || /\.sh$/.test(first);
}

function fixesFor(context: Context, service: ComposedService, { service: name, form }: ComposedDependency): readonly Fix[] {
  const { subject: group, project } = context;
  const database = group.service(name);
  const check = database && factsOf(project, group, database)?.check;
  if (!database || (!database.healthcheck && !check)) return [];
  const edit = (): ComposeEdits => {
    const place = editPlace(project, service);
    const conditions = Object.fromEntries(
      service.dependsOn.map((one) => [one.service, { condition: one.service === name ? 'service_healthy' : one.condition }]),
    );
    const waits = form === 'list' ? listToMap(project, place, 'depends_on', conditions) : setDependency(place, name, 'service_healthy');
    if (database.healthcheck) return waits;
    const checked = setServiceKey(editPlace(project, database), 'healthcheck', {
      test: check ?? [],
      interval: '5s',
      timeout: '5s',
      retries: { verbatim: '10' },
    });
    return together(waits, checked);
  };
  return [{ title: `Wait until ${name} is healthy`, safe: false, edit }];
}
