import { subjectRule } from '../rule';
import { gunicornCommand } from '../shared/gunicornCommand';
import { plainServices, productionServices } from '../shared/images';

export const rule = subjectRule('image', {
  meta: {
    id: 'docker/runserver',
    title: 'The image starts a server for development',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The image of production starts runserver, or a server that reloads changed code: neither is made for visitors.',
    settings: [],
  },
  messages: {
    runserver:
      'This image is for production ({because}), and starts runserver.\nThat server is made for one developer: it is neither fast nor checked for security, and it serves no static files once DEBUG is off.\nStart gunicorn or another server for production.',
    reload:
      'This image is for production ({because}), and starts a server that reloads changed code.\nIt watches every file and restarts under its visitors.\nLeave the option for reloading to development.',
  },
  check(context) {
    const { subject: image, project } = context;
    if (!image.start) return context.notApplicable('it starts no server of Python applications that is known');
    if (image.start.kind !== 'development') return;
    const services = productionServices(image);
    if (services.length > 0 && plainServices(services).length === 0) return;
    const { command } = image.start;
    if (command.conditional) return context.unknown('a script decides whether it starts a server for development');
    const message = /manage\.py|django-admin/.test(command.program) ? 'runserver' : 'reload';
    const fix = message === 'runserver' ? gunicornCommand(project, image) : undefined;
    context.report({
      message,
      data: { because: image.because },
      place: command.place,
      fixes: fix ? [{ title: `Start gunicorn with ${fix.target}`, safe: false, edit: fix.edit }] : [],
    });
  },
});
