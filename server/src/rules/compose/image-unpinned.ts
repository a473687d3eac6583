import { imageReference } from '../../syntax/dockerfile/stages';
import { subjectRule } from '../rule';
import { deployedServices, isDeployment, onePerPlace } from '../shared/services';

export const rule = subjectRule('compose', {
  meta: {
    id: 'compose/image-unpinned',
    title: 'An image without a version',
    category: 'names and versions',
    severity: 'info',
    scope: 'production',
    fix: 'none',
    references: ['CWE-1104'],
    summary: 'Without a tag, or with latest, the next pull may bring another major version, and there is no way back.',
    settings: [],
  },
  messages: {
    none: 'The image of service {service} has no version.\nThe next pull brings whatever is newest then: nothing says what ran before, and there is no way back to it.\nWrite a version behind {image}.',
    latest:
      'The image of service {service} is whatever is newest (latest).\nThe next pull brings whatever is newest then: nothing says what ran before, and there is no way back to it.\nName a version instead.',
  },
  check(context) {
    if (!isDeployment(context.subject, context.unknown)) return;
    const isNew = onePerPlace();
    const built = new Set(context.subject.services.flatMap((service) => (service.build ? (service.image?.text ?? []) : [])));
    for (const service of deployedServices(context.subject)) {
      const { image, build } = service;
      // With both, the image is what building makes; another service may use it too.
      if (!image || build || built.has(image.text)) continue;
      if (!image.sure || image.value === undefined) {
        context.unknown(`the image of ${service.name} is decided by a variable`);
        continue;
      }
      const { tag, digest, name } = imageReference(image.value);
      if (digest !== undefined || (tag !== undefined && tag !== 'latest') || !isNew(image.place)) continue;
      context.report({ message: tag === undefined ? 'none' : 'latest', data: { service: service.name, image: name }, place: image.place });
    }
  },
});
