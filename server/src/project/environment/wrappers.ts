/** A command that starts another one: what stands between its own name and that of the other. */
export interface Wrapper {
  /** Its own words that are no flags: `run` of `poetry run`, the user of `gosu`. */
  readonly own: number;
  /** The first of them has to be this one. */
  readonly verb?: string;
  /** Flags that take the next word. */
  readonly valued?: readonly string[];
  /** It reads variables from somewhere, in words; undefined when it hands on the environment as it is. */
  readonly adds?: string;
}

const PLAIN: Wrapper = { own: 0 };

export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  exec: { own: 0, valued: ['-a'] },
  command: PLAIN,
  nohup: PLAIN,
  setsid: PLAIN,
  time: PLAIN,
  stdbuf: { own: 0, valued: ['-i', '-o', '-e'] },
  nice: { own: 0, valued: ['-n'] },
  ionice: { own: 0, valued: ['-c', '-n'] },
  sudo: { own: 0, valued: ['-u', '--user', '-g', '--group'], adds: 'by sudo' },
  runuser: { own: 0, valued: ['-u', '--user', '-g', '--group'] },
  gosu: { own: 1 },
  'su-exec': { own: 1 },
  'dumb-init': PLAIN,
  tini: { own: 0, valued: ['-p', '-e'] },
  catatonit: PLAIN,
  'ddtrace-run': PLAIN,
  'opentelemetry-instrument': PLAIN,
  'newrelic-admin': { own: 1, verb: 'run-program' },
  poetry: { own: 1, verb: 'run' },
  pdm: { own: 1, verb: 'run', adds: 'by pdm' },
  rye: { own: 1, verb: 'run' },
  hatch: { own: 1, verb: 'run', adds: 'by hatch' },
  pipenv: { own: 1, verb: 'run', adds: 'in the .env of pipenv' },
  uv: { own: 1, verb: 'run', valued: ['--with', '--group', '--extra', '--python', '-p', '--directory', '--project', '--package'] },
};

/** Commands that wait for something, and then start what stands behind `--`. Others that do so may add variables. */
export const WAITERS: ReadonlySet<string> = new Set([
  'wait-for-it',
  'wait-for-it.sh',
  'wait-for',
  'wait-for.sh',
  'wait',
  'wait4x',
  'dockerize',
  'wait-for-postgres.sh',
]);

/** Servers of Python applications, and the flags with which each of them reloads changed code. */
export const SERVERS: Readonly<Record<string, readonly string[]>> = {
  gunicorn: ['--reload'],
  uvicorn: ['--reload'],
  hypercorn: ['--reload'],
  granian: ['--reload'],
  uwsgi: ['--py-autoreload', '--py-auto-reload', '--python-autoreload'],
  daphne: [],
  'waitress-serve': [],
  'mod_wsgi-express': ['--reload-on-changes'],
};

/** Flags of `docker exec`, `docker compose exec` and `docker compose run` that take the next word. */
const EXEC_VALUED: ReadonlySet<string> = new Set([
  '-e',
  '--env',
  '-u',
  '--user',
  '-w',
  '--workdir',
  '--env-file',
  '--index',
  '--entrypoint',
  '--name',
  '-v',
  '--volume',
  '-p',
  '--publish',
]);

/**
 * Where, among the words behind `docker` or `docker-compose`, the command begins that a running container, or one that is made for it, is
 * given; undefined where none is. (`docker run` names an image, which may have an entry point.)
 */
export function behindExec(texts: readonly string[]): number | undefined {
  const verb = texts.findIndex((text) => text === 'exec' || text === 'run');
  const isCompose = texts.slice(0, verb).includes('compose') || texts.some((text) => text === '-f' || text === '--file');
  if (verb < 0 || (texts[verb] === 'run' && !isCompose)) return undefined;
  for (let at = verb + 1; at < texts.length; at++) {
    const text = texts[at] ?? '';
    if (!text.startsWith('-')) return at + 1;
    if (EXEC_VALUED.has(text)) at++;
  }
  return undefined;
}
