import type { ComposedService } from '../../project/compose/model';
import { setServiceKey } from '../edit/compose';
import { type SubjectContext, subjectRule } from '../rule';
import { connectCheck } from '../shared/healthchecks';
import { deployedServices, editPlace, factsOf, imageOf, isDeployment, isForSwarm, serverOf } from '../shared/services';

export const rule = subjectRule('compose', {
  meta: {
    id: 'compose/no-healthcheck',
    title: 'Nothing asks whether a service still answers',
    category: 'operations',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Without a health check a service that hangs counts as running, and nobody can wait until it is ready.',
    settings: [],
  },
  messages: {
    missing:
      'Service {service} has no health check, and its image has none.\nWhile it hangs, or is still starting, it counts as running: nobody is told, and other services cannot wait for it.\nAdd a healthcheck.',
    disabled:
      'The health check of service {service} is switched off.\nWhile it hangs, or is still starting, it counts as running: nobody is told, and other services cannot wait for it.\nGive it one that works.',
  },
  check(context) {
    if (!isDeployment(context.subject, context.unknown)) return;
    const { subject: group, project } = context;
    for (const service of deployedServices(group)) {
      const server = serverOf(project, group, service);
      const facts = factsOf(project, group, service);
      const isServer = server?.kind === 'production';
      if (!isServer && !(facts?.check !== undefined)) continue;
      if (service.healthcheck && service.healthcheck.kind !== 'none') continue;
      if (service.healthcheck) {
        context.report({ message: 'disabled', data: { service: service.name }, place: service.healthcheck.place });
        continue;
      }
      const image = imageOf(project, group, service);
      if (image?.healthcheck) continue;
      if (isServer && !facts) {
        context.unknown(`whether the image of ${service.name} has a health check is not known`);
        continue;
      }
      const check = isServer ? appCheck(context, service) : facts?.check;
      const edit = () =>
        setServiceKey(editPlace(project, service), 'healthcheck', {
          test: check ?? [],
          interval: '30s',
          timeout: '5s',
          retries: { verbatim: '3' },
        });
      const fixes = check && !isForSwarm(group) ? [{ title: 'Add a health check', safe: false, edit }] : [];
      context.report({ message: 'missing', data: { service: service.name }, place: service.place, fixes });
    }
  },
});

/** The port of the server, where its command names one. */
function appCheck(
  { subject, project }: SubjectContext<'compose', 'missing' | 'disabled'>,
  service: ComposedService,
): readonly string[] | undefined {
  const words = serverOf(project, subject, service)?.command.args.map(({ text }) => text ?? '') ?? [];
  const ports = new Set(words.flatMap((word) => /^(?:-b|--bind=|--bind)?(?:[\d.]+|\[::\])?:(\d{2,5})$/.exec(word)?.[1] ?? []));
  const [port, ...others] = ports;
  return port === undefined || others.length > 0 ? undefined : connectCheck(Number(port));
}
