import { isDockerfile } from '../../project/environment/artefact';
import { servingCommand } from '../../project/servers/managePy';
import { subjectRule } from '../rule';
import { startGunicorn } from '../shared/runserver';

export const rule = subjectRule('server', {
  meta: {
    id: 'process/runserver',
    title: 'Production runs on the development server',
    category: 'application server',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'runserver starts the site in production: a server that is made for one developer at a time.',
    settings: [],
  },
  messages: {
    runserver:
      '{file} starts the site with {command}.\nIt is made for developing: it has not been checked for security or load, restarts when a file changes, and serves no static files once DEBUG is off.\nStart gunicorn, uvicorn or another server for production.',
  },
  check(context) {
    const { process, isProduction, command } = context.subject;
    const name = process && servingCommand(process);
    if (!process || !command || name === undefined || name === 'testserver') return context.notApplicable('it is no development server');
    if (!isProduction) return context.notApplicable('no file says that it is for production');
    // What an image starts is judged with the image.
    if (isDockerfile(process.place.file)) return context.notApplicable('docker/runserver judges what an image starts');
    if (command.conditional) return context.unknown('whether the command runs is not told');
    context.report({
      message: 'runserver',
      data: { command: name, file: process.place.file },
      place: command.place,
      fixes: startGunicorn(context.project, context.subject),
    });
  },
});
