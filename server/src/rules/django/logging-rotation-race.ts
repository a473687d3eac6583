import { alternatives, text } from '../../evaluate/value';
import { isClass, loggingConfig, sections, usersOf } from '../logging';
import { inside, placeAmong } from '../nested';
import { settingsRule } from '../rule';
import { severalProcesses } from '../serverStarts';

export const rule = settingsRule({
  meta: {
    id: 'django/logging-rotation-race',
    title: 'Several processes rotate one log file',
    category: 'logging and errors',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'Python’s rotating handlers do not know of each other: with several workers, parts of the log are lost.',
    settings: ['LOGGING', 'LOGGING_CONFIG'],
  },
  messages: {
    race: '{handlers} a file, and the site runs in several processes.\nWhen one of them renames the file the others write on into the old one, or rename it once more: lines and whole files are lost.\nWrite to the console, or let logrotate turn the file over and use WatchedFileHandler.',
  },
  check(context) {
    const config = loggingConfig(context);
    if (!config) return;
    const rotating = sections(config, 'handlers').filter(
      ({ name, value }) =>
        isClass(value, 'logging.handlers.RotatingFileHandler', 'logging.handlers.TimedRotatingFileHandler') &&
        usersOf(config, name).length > 0 &&
        !alternatives(inside(value, 'filename')).some((one) => NOWHERE.has(text(one) ?? '')),
    );
    if (rotating.length === 0) return;
    const several = severalProcesses(context.project);
    if (!several) return context.unknown('a file is rotated, and no file says how many processes write to it');
    const places = rotating.map(({ value }) => placeAmong(context, 'LOGGING', inside(value, 'class'), value));
    const [place, ...others] = places;
    const names = rotating.map(({ name }) => `"${name}"`);
    context.report({
      message: 'race',
      data: { handlers: names.length === 1 ? `The handler ${names[0]} rotates` : `Each of the handlers ${names.join(', ')} rotates` },
      place: place ?? context.place('LOGGING'),
      related: [several, ...others.map((other) => ({ place: other, message: 'this one as well' }))],
    });
  },
});

const NOWHERE = new Set(['/dev/null', '/dev/stdout', '/dev/stderr']);
