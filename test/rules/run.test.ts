import { describe, expect, it } from 'vitest';
import {
  type GunicornContext,
  gunicornRule,
  type Rule,
  type RuleMeta,
  type SettingsContext,
  settingsRule,
} from '../../server/src/rules/rule';
import { type RunOptions, runRules } from '../../server/src/rules/run';
import { projectOf, SETTINGS, type Tree } from '../support/project';

const META: RuleMeta = {
  id: 'django/sample',
  title: 'Sample',
  category: 'hosts',
  severity: 'warning',
  scope: 'production',
  fix: 'none',
  references: ['security.W020'],
  summary: 'A sample.',
  settings: ['ALLOWED_HOSTS'],
};

const messages = { odd: '{name} is odd.', even: 'Even.' } as const;

function rule(check: (context: SettingsContext<'odd' | 'even'>) => void, meta: Partial<RuleMeta> = {}): Rule {
  return settingsRule({ meta: { ...META, ...meta }, messages, check });
}

/** Reports at the place of ALLOWED_HOSTS. */
const always = (meta: Partial<RuleMeta> = {}) =>
  rule((context) => context.report({ message: 'odd', data: { name: 'ALLOWED_HOSTS' }, place: context.place('ALLOWED_HOSTS') }), meta);

async function run(tree: Tree, rules: readonly Rule[], options: RunOptions = {}) {
  return runRules(await projectOf(tree, { djangoVersion: { major: 5, minor: 2 } }), rules, options);
}

const PRODUCTION = { 'settings.py': `${SETTINGS}ALLOWED_HOSTS = []\n` };
const BOTH = {
  'conf/production.py': 'from .base import *\n',
  'conf/dev.py': 'from .base import *\n',
  'conf/base.py': `${SETTINGS}ALLOWED_HOSTS = []\n`,
};

describe('what a rule sees', () => {
  async function seen<T>(text: string, look: (context: SettingsContext) => T): Promise<T | undefined> {
    let result: T | undefined;
    await run({ 'settings.py': `${SETTINGS}${text}` }, [
      rule((context) => {
        result = look(context);
      }),
    ]);
    return result;
  }

  it('is the set value', async () => {
    expect(await seen('ALLOWED_HOSTS = ["a"]\n', (context) => context.value('ALLOWED_HOSTS'))).toMatchObject({
      kind: 'list',
      items: [{ value: 'a' }],
    });
  });

  it("is Django's default where nothing sets the name", async () => {
    expect(await seen('', (context) => context.value('X_FRAME_OPTIONS'))).toEqual({ kind: 'str', value: 'DENY' });
    expect(await seen('', (context) => context.setting('X_FRAME_OPTIONS'))).toBeUndefined();
  });

  it('is unknown where a star import outside the workspace may set the name', async () => {
    expect(await seen('from elsewhere.settings import *\n', (context) => context.value('X_FRAME_OPTIONS'))).toMatchObject({
      kind: 'unknown',
    });
  });

  it('is unknown for a name that Django does not have', async () => {
    expect(await seen('', (context) => context.value('NOT_OF_DJANGO'))).toEqual({ kind: 'unknown', reason: 'nothing sets it' });
  });

  it.each([
    ['the last assignment', 'X_FRAME_OPTIONS = "A"\nX_FRAME_OPTIONS = "B"\n', 'X_FRAME_OPTIONS', 'X_FRAME_OPTIONS = "B"'],
    [
      'the closest relative of a name that nothing sets',
      'SECURE_HSTS_SECONDS = 3\nSTATIC_URL = "s/"\n',
      'SECURE_HSTS_PRELOAD',
      'SECURE_HSTS_SECONDS',
    ],
    ['the relative before it rather than the one after', 'STATIC_URL = "s/"\nSTATICFILES_DIRS = []\n', 'STATIC_ROOT', 'STATIC_URL'],
    ['the next topic where its own has none', '', 'SECURE_SSL_REDIRECT', 'DEBUG'],
    ['the first statement where nothing is near', '', 'EMAIL_HOST', 'SECRET_KEY = "x"'],
  ])('shows a finding at %s', async (_what, text, name, shown) => {
    const span = await seen(text, (context) => context.place(name).span);
    expect(`${SETTINGS}${text}`.slice(span?.start, span?.end)).toBe(shown);
  });
});

describe('findings', () => {
  it('carry the message with its data, and what the meta says', async () => {
    const { findings } = await run(PRODUCTION, [always()]);
    expect(findings).toMatchObject([
      {
        rule: 'django/sample',
        severity: 'warning',
        profile: 'settings',
        message: 'ALLOWED_HOSTS is odd.',
        references: ['security.W020'],
        related: [],
        fixes: [],
      },
    ]);
  });

  it('are one per rule, place and message over all profiles', async () => {
    const tree = { ...BOTH, 'conf/staging.py': 'from .base import *\n' };
    expect((await run(tree, [always()])).findings).toHaveLength(1);
  });

  it('come in the order of file and place, the worse first', async () => {
    const at = (name: string, id: string, severity: RuleMeta['severity']) =>
      rule((context) => context.report({ message: 'even', place: context.place(name) }), { id, severity });
    const rules = [at('ALLOWED_HOSTS', 'django/a', 'warning'), at('ALLOWED_HOSTS', 'django/b', 'error'), at('DEBUG', 'django/c', 'info')];
    expect((await run(PRODUCTION, rules)).findings.map((finding) => finding.rule)).toEqual(['django/c', 'django/b', 'django/a']);
  });

  it('of production rules are for production profiles only', async () => {
    const tree = { 'manage.py': '', 'conf/dev.py': `${SETTINGS}ALLOWED_HOSTS = []\n` };
    expect((await run(tree, [always()])).findings).toEqual([]);
    expect((await run(tree, [always({ scope: 'any' })])).findings).toHaveLength(1);
  });

  it('are for the production profiles when there are any', async () => {
    const { judgements } = await run(BOTH, [always()]);
    expect(judgements.map((judgement) => judgement.profile)).toEqual(['conf.production']);
  });
});

describe('judgements', () => {
  const status = async (check: (context: SettingsContext<'odd' | 'even'>) => void) => (await run(PRODUCTION, [rule(check)])).judgements;

  it.each<[string, (context: SettingsContext<'odd' | 'even'>) => void, object]>([
    ['pass', () => {}, { status: 'pass', reasons: [] }],
    ['fail', (context) => context.report({ message: 'even', place: context.place('DEBUG') }), { status: 'fail', reasons: [] }],
    ['unknown', (context) => context.unknown('it is not known'), { status: 'unknown', reasons: ['it is not known'] }],
    ['notApplicable', (context) => context.notApplicable('there is none'), { status: 'notApplicable', reasons: ['there is none'] }],
  ])('%s', async (_status, check, expected) => {
    expect(await status(check)).toEqual([{ rule: 'django/sample', profile: 'settings', ...expected }]);
  });

  it('say that a production rule does not apply in development', async () => {
    const { judgements } = await run({ 'manage.py': '', 'conf/dev.py': SETTINGS }, [always()]);
    expect(judgements).toEqual([
      {
        rule: 'django/sample',
        profile: 'conf.dev',
        status: 'notApplicable',
        reasons: ['conf.dev does not run in production: its name says so'],
      },
    ]);
  });
});

describe('a rule that throws', () => {
  it('is named to the log, and the others go on', async () => {
    const logged: string[] = [];
    const broken = rule(
      () => {
        throw new Error('no');
      },
      { id: 'django/broken' },
    );
    const { findings, judgements } = await run(PRODUCTION, [broken, always()], { log: (id) => logged.push(id) });
    expect(logged).toEqual(['django/broken']);
    expect(findings.map((finding) => finding.rule)).toEqual(['django/sample']);
    expect(judgements[0]).toMatchObject({ rule: 'django/broken', status: 'unknown', reasons: ['the rule itself failed'] });
  });
});

describe('what the user chose', () => {
  const severity = async (severities: RunOptions['selection']) =>
    (await run(PRODUCTION, [always()], severities ? { selection: severities } : {})).findings.map((finding) => finding.severity);

  it('sets severities by id, family and *, the most exact first', async () => {
    expect(await severity({ severities: new Map([['*', 'hint']]) })).toEqual(['hint']);
    expect(
      await severity({
        severities: new Map([
          ['*', 'hint'],
          ['django', 'info'],
        ]),
      }),
    ).toEqual(['info']);
    expect(
      await severity({
        severities: new Map([
          ['django/*', 'info'],
          ['django/sample', 'error'],
        ]),
      }),
    ).toEqual(['error']);
    expect(await severity({ severities: new Map([['gunicorn', 'error']]) })).toEqual(['warning']);
  });

  it('takes rules away', async () => {
    expect(await severity({ severities: new Map([['django/sample', 'off']]) })).toEqual([]);
    expect(await severity({ ignore: ['django'] })).toEqual([]);
    expect(await severity({ select: ['gunicorn'] })).toEqual([]);
    expect(await severity({ select: ['django/sample'] })).toEqual(['warning']);
  });

  it('leaves no judgement of a rule that is off', async () => {
    expect((await run(PRODUCTION, [always()], { selection: { ignore: ['django/sample'] } })).judgements).toEqual([]);
  });
});

describe('SILENCED_SYSTEM_CHECKS', () => {
  const silencing = (ids: string) => ({ 'settings.py': `${PRODUCTION['settings.py']}SILENCED_SYSTEM_CHECKS = [${ids}]\n` });

  it('turns a finding into a hint that says so when all its ids are silenced', async () => {
    const { findings } = await run(silencing('"security.W020"'), [always()]);
    expect(findings).toMatchObject([
      { severity: 'hint', message: 'ALLOWED_HOSTS is odd.\nSilenced by SILENCED_SYSTEM_CHECKS (security.W020).' },
    ]);
  });

  it.each([
    ['another id is silenced', '"security.W019"', ['security.W020']],
    ['only one of two ids is silenced', '"security.W020"', ['security.W020', 'security.W019']],
    ['the finding has no id of Django', '"security.W020"', ['CWE-489']],
  ])('changes nothing when %s', async (_when, silenced, references) => {
    expect((await run(silencing(silenced), [always({ references })])).findings).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('syntax errors', () => {
  it('are findings at any profile, and the rest of the file is still judged', async () => {
    const { findings } = await run({ 'settings.py': `${SETTINGS}ALLOWED_HOSTS = []\nX = = 1\n` }, [always()]);
    expect(findings.map(({ rule: id, severity }) => `${id} ${severity}`)).toEqual(['django/sample warning', 'django/syntax-error error']);
  });

  it('are not found where there are none', async () => {
    expect((await run(PRODUCTION, [])).findings).toEqual([]);
  });
});

describe('gunicorn rules', () => {
  const workers = gunicornRule({
    meta: { ...META, id: 'gunicorn/sample', references: [] },
    messages,
    check(context: GunicornContext<'odd' | 'even'>) {
      const setting = context.config?.names.get('workers');
      const place = setting?.assignments[0]?.place;
      if (place) context.report({ message: 'even', place });
    },
  });

  it('run once for each configuration file', async () => {
    const { findings, judgements } = await run({ 'gunicorn.conf.py': 'workers = 1\n', 'b/gunicorn.conf.py': '' }, [workers]);
    expect(findings.map((finding) => finding.place.file)).toEqual(['gunicorn.conf.py']);
    expect(judgements.map(({ profile, status }) => `${profile} ${status}`)).toEqual(['b/gunicorn.conf.py pass', 'gunicorn.conf.py fail']);
  });
});
