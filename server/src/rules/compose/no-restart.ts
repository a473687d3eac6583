import { setServiceKey } from '../edit/compose';
import { subjectRule } from '../rule';
import { deployedServices, editPlace, factsOf, isDeployment, isForSwarm, serverOf } from '../shared/services';

export const rule = subjectRule('compose', {
  meta: {
    id: 'compose/no-restart',
    title: 'A service stays down after a crash or a reboot',
    category: 'operations',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'Without restart, Docker starts a container that has ended no more, and none of them after a reboot.',
    settings: [],
  },
  messages: {
    missing:
      'Service {service} has no restart.\nAfter a crash, and after the machine was restarted, it stays down until somebody looks.\nLet Docker start it again: restart: unless-stopped.',
    no: 'Service {service} has restart: "no".\nAfter a crash, and after the machine was restarted, it stays down until somebody looks.\nLet Docker start it again: restart: unless-stopped.',
  },
  check(context) {
    if (!isDeployment(context.subject, context.unknown)) return;
    const { subject: group, project } = context;
    if (isForSwarm(group)) return context.notApplicable('a swarm restarts services by itself');
    const finished = new Set(
      group.services.flatMap(({ dependsOn }) =>
        dependsOn.flatMap((one) => (one.condition === 'service_completed_successfully' ? one.service : [])),
      ),
    );
    for (const service of deployedServices(group)) {
      const isKnown = serverOf(project, group, service)?.kind === 'production' || lasts(factsOf(project, group, service)?.sort);
      if (!isKnown || finished.has(service.name) || service.profiles.length > 0) continue;
      if (service.deploy?.restartPolicy || (service.restart && service.restart.value !== 'no')) continue;
      // What replaces the command of a database may be a task that ends.
      if (!serverOf(project, group, service) && (service.command || service.entrypoint) && !service.healthcheck) continue;
      const edit = () => setServiceKey(editPlace(project, service), 'restart', 'unless-stopped');
      const fixes = service.restart ? [] : [{ title: 'Restart it unless it was stopped', safe: true, edit }];
      const place = service.restart?.place ?? service.place;
      context.report({ message: service.restart ? 'no' : 'missing', data: { service: service.name }, place, fixes });
    }
  },
});

function lasts(sort: string | undefined): boolean {
  return sort !== undefined && sort !== 'base';
}
