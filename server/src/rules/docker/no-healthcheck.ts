import type { ComposedService } from '../../project/compose/model';
import { isPlatformFile } from '../../project/environment/artefact';
import type { Project } from '../../project/project';
import type { ComposeSubject } from '../../project/subjects/compose';
import { appendInstructions } from '../edit/dockerfile';
import { subjectRule } from '../rule';
import { connectCheck } from '../shared/healthchecks';
import { productionServices, startPlace } from '../shared/images';
import { factsOf } from '../shared/services';

export const rule = subjectRule('image', {
  meta: {
    id: 'docker/no-healthcheck',
    title: 'The image brings no health check',
    category: 'operations',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Without HEALTHCHECK a container whose server hangs counts as running.',
    settings: [],
  },
  messages: {
    missing:
      'The image has no HEALTHCHECK, and no file of the workspace checks its containers otherwise.\nWhere Docker runs it, a server that hangs or cannot reach its database counts as running, and nobody is told.\nAdd a HEALTHCHECK that asks the server.',
  },
  check(context) {
    const { subject: image, project } = context;
    if (image.start?.kind !== 'production') return context.notApplicable('it starts no server for production that is known');
    if (image.healthcheck) return;
    if (!image.base.facts) return context.unknown(`whether the image ${image.base.text} has a health check is not known`);
    if (productionServices(image).length > 0) return context.notApplicable('the compose file that starts it is where its checks belong');
    if (image.services.length === 0) return context.unknown('no file of the workspace shows what runs its containers');
    if (image.services.some(({ service }) => service.healthcheck !== undefined)) return;
    const file = project.subjects('compose').find((group) => group.services.some((one) => checksOther(project, group, one)))?.name;
    if (file !== undefined) return context.unknown(`${file} checks a service whose image may be this one`);
    const other = project.listing.find((path) => isPlatformFile(path) || isOrchestrator(path));
    if (other !== undefined) return context.notApplicable(`what ${other} is for has checks of its own`);
    const [port, ...others] = new Set(image.exposed.map((one) => one.port));
    const last = image.final.instructions.findLast(({ keyword }) => keyword === 'EXPOSE') ?? image.final.instructions.at(-1);
    const check = port !== undefined && others.length === 0 ? connectCheck(port) : undefined;
    const edit = () => last && check && appendInstructions(project, image.file, last, [`HEALTHCHECK CMD ${JSON.stringify(check)}`]);
    context.report({
      message: 'missing',
      place: startPlace(image) ?? image.base.place,
      fixes: check ? [{ title: `Check that port ${port} answers`, safe: false, edit }] : [],
    });
  },
});

/** A service with a check, whose image comes from elsewhere: it may have been built from this file. */
function checksOther(project: Project, group: ComposeSubject, service: ComposedService): boolean {
  return service.healthcheck !== undefined && service.build === undefined && factsOf(project, group, service) === undefined;
}

/** A file of what runs containers and checks them itself: Kubernetes, Helm, Nomad, ECS, App Engine, Procfile. */
function isOrchestrator(path: string): boolean {
  return /(^|\/)(Chart\.ya?ml|kustomization\.ya?ml|app\.ya?ml|Procfile|heroku\.yml|captain-definition|zeabur\.json|nixpacks\.toml)$|(^|\/)(k8s|kubernetes|helm|charts|manifests|kube|openshift|nomad|ecs|terraform|\.do)\//i.test(
    path,
  );
}
