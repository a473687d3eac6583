import { addEnv } from '../edit/dockerfile';
import { subjectRule } from '../rule';
import { productionServices, startPlace } from '../shared/images';

export const rule = subjectRule('image', {
  meta: {
    id: 'docker/unbuffered-missing',
    title: 'Python keeps its output back',
    category: 'containers and units',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'Without PYTHONUNBUFFERED, what is printed reaches the log of the container late, or never when it crashes.',
    settings: [],
  },
  messages: {
    missing:
      'PYTHONUNBUFFERED is not set, and in a container Python writes its output in blocks.\nWhat it prints comes late, and the lines before a crash are lost.\nSet PYTHONUNBUFFERED to 1.',
  },
  check(context) {
    const { subject: image, project } = context;
    const { start, base, variables } = image;
    if (!start) return context.notApplicable('it starts no server of Python applications that is known');
    if (variables.has('PYTHONUNBUFFERED') || start.variables.has('PYTHONUNBUFFERED') || isUnbuffered(image)) return;
    if (!base.sure || !base.facts) return context.unknown(`what the image ${base.text} sets is not known`);
    if (image.starts.opaque !== undefined) return context.unknown(`${image.starts.opaque} is not in the workspace, and may set it`);
    const services = productionServices(image);
    if (services.some(({ service }) => service.environment.has('PYTHONUNBUFFERED'))) return;
    if (services.some(({ service }) => service.envFiles.length > 0)) return context.unknown('a file of variables may set it');
    const edit = () => addEnv(project, image, 'PYTHONUNBUFFERED', '1');
    context.report({
      message: 'missing',
      place: startPlace(image) ?? base.place,
      fixes: [{ title: 'Set PYTHONUNBUFFERED=1', safe: true, edit }],
    });
  },
});

/** `python -u`. */
function isUnbuffered({ starts }: { readonly starts: { readonly commands: readonly (readonly (string | undefined)[])[] } }): boolean {
  return starts.commands.some((words) => words.some((word, index) => word === '-u' && /python[\d.]*$/.test(words[index - 1] ?? '')));
}
