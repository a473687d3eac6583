import { caddyDirectiveUrl, caddyProse } from './caddy';
import { code } from './document';
import { closing, facts, finish, opening, proseFacts, type RenderOptions, rowsOf } from './render';
import { type KnownCommand, type ServerOption, serverProse } from './servers';
import { type UwsgiOption, uwsgiOptionUrl, uwsgiProse } from './uwsgi';

const PAGES: Readonly<Record<string, string>> = {
  uvicorn: 'https://uvicorn.dev/settings/',
  daphne: 'https://github.com/django/daphne#readme',
  hypercorn: 'https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html',
  granian: 'https://github.com/emmett-framework/granian#options',
  'waitress-serve': 'https://docs.pylonsproject.org/projects/waitress/en/latest/runner.html',
  celery: 'https://docs.celeryq.dev/en/stable/reference/cli.html',
  'celery worker': 'https://docs.celeryq.dev/en/stable/reference/cli.html#celery-worker',
  'celery beat': 'https://docs.celeryq.dev/en/stable/reference/cli.html#celery-beat',
};

/** What is known of an option of a server's command line. */
export function renderServerOption(command: KnownCommand, option: ServerOption, options: RenderOptions = {}): string {
  const prose = serverProse(command, option.name);
  const url = PAGES[command] ?? 'https://docs.djangoproject.com/en/stable/ref/django-admin/';
  return finish(
    [
      { kind: 'title', name: option.flags.at(-1) ?? option.off[0] ?? option.name, context: command },
      ...opening(prose, options.effective),
      facts([
        ...proseFacts(prose),
        ...rowsOf([
          ['Default', option.default === undefined ? undefined : code(String(option.default))],
          ['Values', option.values?.map(code).join(', ')],
          ['Flags', [...option.flags, ...option.off].map(code).join(', ')],
          ['Environment', option.env && code(option.env)],
        ]),
      ]),
      ...closing(prose),
      { kind: 'link', label: `${command} documentation`, url },
    ],
    options,
  );
}

/** What is known of an option of uWSGI, under the name that is written. */
export function renderUwsgiOption(option: UwsgiOption, options: RenderOptions = {}): string {
  const prose = uwsgiProse(option.name);
  const takes =
    option.arg === 'none' ? 'nothing, or true and false in a file' : option.arg === 'optional' ? 'a value or nothing' : 'a value';
  return finish(
    [
      { kind: 'title', name: option.name, context: option.plugin ? `uWSGI · plugin ${option.plugin}` : 'uWSGI' },
      ...opening(prose, options.effective),
      facts([
        ...proseFacts(prose),
        ...rowsOf([
          ['Takes', takes],
          ['Command line', [`--${option.name}`, ...(option.short ? [`-${option.short}`] : [])].map(code).join(', ')],
          ['Brings', option.master ? 'the master process' : undefined],
        ]),
      ]),
      ...closing(prose),
      { kind: 'link', label: 'uWSGI documentation', url: uwsgiOptionUrl(option.name) },
    ],
    options,
  );
}

/** What we say of a directive of Caddy; undefined for one that we say nothing of. */
export function renderCaddyDirective(name: string, options: RenderOptions = {}): string | undefined {
  const prose = caddyProse(name);
  if (!prose) return undefined;
  return finish(
    [
      { kind: 'title', name, context: 'Caddy' },
      ...opening(prose, options.effective),
      facts(proseFacts(prose)),
      ...closing(prose),
      { kind: 'link', label: 'Caddy documentation', url: caddyDirectiveUrl(name) },
    ],
    options,
  );
}
