import { describe, expect, it } from 'vitest';
import { eachExpansion, expanded } from '../../client/snippets/library';
import { placeOf } from '../../client/snippets/places';
import { ENVIRONMENT, fileProject, SETS, settingsProject } from '../../client/snippets/workspaces';
import { type Answer, askDjango, type Question } from './django';
import { toolsOrSkip } from './tools';

const tools = toolsOrSkip();
const CHECK = ['check', '--deploy', '--fail-level', 'WARNING'];
const KEY_FILE = { 'key.txt': `${ENVIRONMENT.DJANGO_SECRET_KEY}\n` };

/** A server's environment, with a database that is there, and files where the project lies. */
const environment = { ...ENVIRONMENT, DJANGO_SECRET_KEY_FILE: '{folder}/key.txt', PATH: process.env.PATH ?? '' };

const added = eachExpansion((one) => placeOf(one).kind === 'settings').flatMap(([title, one, text]) => {
  const place = placeOf(one);
  if (place.kind !== 'settings') return [];
  return place.django.map((django) => {
    const files = { ...settingsProject(place, django, local(text)), ...KEY_FILE };
    const question: Question = { files, environment, settings: 'config.settings', commands: [CHECK], requests: ['/nothing/'] };
    return { title, django, question };
  });
});

describe.skipIf(tools === undefined)('Django 5.2 with a settings snippet', () => {
  const cases = added.filter(({ django }) => django === '5.2');
  const answers = tools
    ? askDjango(
        tools.python,
        undefined,
        cases.map(({ question }) => question),
      )
    : [];

  it.each(cases.map(({ title }, at) => [title, answers[at]] as const))('%s starts, passes check --deploy, and answers', judged);
});

describe.skipIf(tools === undefined || 'absent' in tools.newest)('Django 6.1 with a settings snippet', () => {
  const cases = added.filter(({ django }) => django === '6.1');
  const answers = newest(cases.map(({ question }) => question));

  it.each(cases.map(({ title }, at) => [title, answers[at]] as const))('%s starts, passes check --deploy, and answers', judged);

  it('sends the policy of dj-csp, and that of dj-csp-nonce with a nonce', () => {
    const policy = (title: string) => answers[cases.findIndex((one) => one.title === title)]?.answers[0]?.headers;
    expect(policy('dj-csp')?.['Content-Security-Policy']).toContain("object-src 'none'");
    expect(policy('dj-csp 1=SECURE_CSP_REPORT_ONLY')?.['Content-Security-Policy-Report-Only']).toContain("object-src 'none'");
    expect(policy('dj-csp-nonce')).toHaveProperty('Content-Security-Policy');
  });
});

describe.skipIf(tools === undefined)('Django with the whole files of snippets', () => {
  it.each([
    ['server', '5.2', oldest],
    ['containers', '6.1', newest],
  ] as const)('migrates, collects, passes its checks and is ready: those for %s under Django %s', (set, _, ask) => {
    const [answer] = ask([question(SETS[set], { DATABASE_URL: 'sqlite:///{folder}/db.sqlite3' })]);
    expect(answer?.failures).toEqual([]);
    expect(answer?.answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('is not ready without its database, and alive all the same', () => {
    const [answer] = oldest([{ ...question(SETS.server, { DATABASE_URL: 'sqlite:////nowhere/db.sqlite3' }), commands: [] }]);
    expect(answer?.answers.map(({ status }) => status)).toEqual([200, 503]);
  });

  it('works on the machine of its developer with the file that env-development writes', () => {
    const variables = Object.fromEntries(
      expanded('env-development')
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s, 2) as [string, string]),
    );
    const [answer] = oldest([
      {
        ...question(SETS.server, {}),
        environment: { ...variables },
        settings: 'config.settings.development',
        commands: [['check'], ['migrate']],
        requests: [],
      },
    ]);
    expect(answer?.failures).toEqual([]);
  });

  it('collects static files with nothing but what the image gives to that step', () => {
    const step = expanded('docker-django').split(/^RUN (?=DJANGO_SECRET_KEY)/m)[1] ?? '';
    const given = [...step.matchAll(/^ *(\w+)=(\S+) \\$/gm)].map(([, name = '', value = '']) => [name, value]);
    expect(given).toHaveLength(3);
    const [answer] = oldest([
      {
        ...question(SETS.containers, {}),
        environment: Object.fromEntries(given),
        commands: [['collectstatic', '--noinput']],
        requests: [],
      },
    ]);
    expect(answer?.failures).toEqual([]);
  });
});

describe.skipIf(tools === undefined)('modules that snippets write', () => {
  it('answers a probe before the host is looked at, and only that', () => {
    const middleware = 'MIDDLEWARE.insert(0, "config.health_middleware.HealthMiddleware")\n';
    const files = { ...fileProject({ kind: 'file', path: 'config/health_middleware.py' }, expanded('dj-health-middleware')) };
    const settings = `${files['config/settings.py']}\nALLOWED_HOSTS = ["other.example.com"]\n${middleware}`;
    const [answer] = oldest([
      {
        files: { ...files, 'config/settings.py': settings },
        environment,
        settings: 'config.settings',
        commands: [],
        requests: ['/health/live/', '/'],
      },
    ]);
    expect(answer?.failures).toEqual([]);
    expect(answer?.answers.map(({ status }) => status)).toEqual([200, 400]);
  });

  it.each(['dj-logging-json', 'dj-logging-json-stdlib'])(
    '%s writes a record as one line of JSON, with an exception and what came as extra',
    (id) => {
      const code =
        'import logging\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    logging.getLogger("site").exception("gone\\nwrong", extra={"order": 7, "file": __import__("pathlib").PurePosixPath("/a")})\n';
      const place = { kind: 'settings', django: ['5.2'] } as const;
      const [answer] = oldest([
        { files: settingsProject(place, '5.2', expanded(id)), environment, settings: 'config.settings', commands: [], requests: [], code },
      ]);
      expect(answer?.failures).toEqual([]);
      const record = JSON.parse(answer?.output.trim() ?? '') as Readonly<Record<string, string>>;
      expect(record).toMatchObject({ level: 'ERROR', logger: 'site', message: 'gone\nwrong', order: 7, file: '/a' });
      expect(Date.parse(record.time ?? '')).not.toBeNaN();
      expect(record.exception ?? record.exc_info).toContain('ZeroDivisionError');
    },
  );

  it('loads the application of Celery with its settings and its task', () => {
    const files = {
      ...settingsProject({ kind: 'settings', django: ['5.2'], after: 'dj-time' }, '5.2', expanded('dj-celery')),
      'config/__init__.py': expanded('celery-init'),
      'config/celery.py': expanded('celery-app'),
      'config/tasks.py': expanded('celery-task'),
    };
    const code =
      'import config, config.tasks\nassert config.celery_app.conf.task_time_limit == 300\nassert "config.tasks.send_report" in config.celery_app.tasks\n';
    const [answer] = oldest([{ files, environment, settings: 'config.settings', commands: [], requests: [], code }]);
    expect(answer?.failures).toEqual([]);
  });
});

function judged(_: string, answer: Answer | undefined): void {
  expect(answer?.failures).toEqual([]);
  expect(answer?.answers.map(({ status }) => status)).toEqual([404]);
}

function question(files: Readonly<Record<string, string>>, more: Readonly<Record<string, string>>): Question {
  const commands = [['makemigrations', '--check', '--dry-run'], ['migrate', '--noinput'], ['collectstatic', '--noinput'], CHECK];
  const settings = 'config.settings.production';
  return { files, environment: { ...environment, ...more }, settings, commands, requests: ['/health/live/', '/health/ready/'] };
}

function oldest(questions: readonly Question[]): readonly Answer[] {
  return tools ? askDjango(tools.python, undefined, questions) : [];
}

function newest(questions: readonly Question[]): readonly Answer[] {
  return tools && !('absent' in tools.newest) ? askDjango(tools.newest.python, tools.newest.packages, questions) : [];
}

/** Logs and the like beside the project instead of where a server has them. */
function local(text: string): string {
  return text.replaceAll('/var/log/site/', './');
}
