import { describe, expect, it } from 'vitest';
import { judge, securityIds, settingsModule, type Workspace } from './support';

const SECURITY = 'django.middleware.security.SecurityMiddleware';
const SESSION = 'django.contrib.sessions.middleware.SessionMiddleware';
const CSRF = 'django.middleware.csrf.CsrfViewMiddleware';
const FRAME = 'django.middleware.clickjacking.XFrameOptionsMiddleware';

/** Settings that `check --deploy` of Django 5.2 has nothing to say about. Each case below adds its fault at the end. */
const SOUND = `
DEBUG = False
SECRET_KEY = "k7Qp2xVn9Zr4Lw8Tb3Ym6Hd1Jc5Gf0Se_As-UiOoPlKjHgFdSaMnBvCxZqWe"
ALLOWED_HOSTS = ["example.com"]
INSTALLED_APPS = ["django.contrib.sessions"]
MIDDLEWARE = ["${SECURITY}", "${SESSION}", "${CSRF}", "${FRAME}"]
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
`;

async function idsOf(workspace: Workspace): Promise<readonly string[]> {
  return securityIds((await judge(workspace, 'django')).findings);
}

function soundBut(fault: string): Workspace {
  return settingsModule(`${SOUND}\n${fault}\n`);
}

function middleware(...paths: readonly string[]): string {
  return `MIDDLEWARE = [${paths.map((path) => `"${path}"`).join(', ')}]`;
}

describe('the ids of Django’s own deployment checks', () => {
  it('are none for settings that Django finds sound', async () => {
    expect(await idsOf(settingsModule(SOUND))).toEqual([]);
  });

  it.each([
    ['W001', middleware(SESSION, CSRF, FRAME)],
    ['W002', middleware(SECURITY, SESSION, CSRF)],
    ['W003', middleware(SECURITY, SESSION, FRAME)],
    ['W004', 'SECURE_HSTS_SECONDS = 0'],
    ['W004', 'SECURE_HSTS_SECONDS = None'],
    ['W005', 'SECURE_HSTS_INCLUDE_SUBDOMAINS = False'],
    ['W005', 'SECURE_HSTS_INCLUDE_SUBDOMAINS = 1'],
    ['W006', 'SECURE_CONTENT_TYPE_NOSNIFF = False'],
    ['W008', 'SECURE_SSL_REDIRECT = False'],
    ['W008', 'SECURE_SSL_REDIRECT = "True"'],
    ['W009', 'SECRET_KEY = "django-insecure-k7Qp2xVn9Zr4Lw8Tb3Ym6Hd1Jc5Gf0Se_As-UiOoPlKjHgFdSa"'],
    ['W009', `SECRET_KEY = "${'abcdefg'.repeat(7)}"`],
    ['W009', `SECRET_KEY = "${'abcd'.repeat(20)}"`],
    ['W009', 'SECRET_KEY = ""'],
    ['W009', 'SECRET_KEY = None'],
    ['W010', `SESSION_COOKIE_SECURE = False\n${middleware(SECURITY, CSRF, FRAME)}`],
    ['W011', 'SESSION_COOKIE_SECURE = False\nINSTALLED_APPS = []'],
    ['W012', 'SESSION_COOKIE_SECURE = False'],
    ['W012', 'SESSION_COOKIE_SECURE = "on"'],
    ['W013', `SESSION_COOKIE_HTTPONLY = False\n${middleware(SECURITY, CSRF, FRAME)}`],
    ['W014', 'SESSION_COOKIE_HTTPONLY = None\nINSTALLED_APPS = ()'],
    ['W015', 'SESSION_COOKIE_HTTPONLY = False'],
    ['W016', 'CSRF_COOKIE_SECURE = False'],
    ['W018', 'DEBUG = True'],
    ['W018', 'DEBUG = "False"'],
    ['W019', 'X_FRAME_OPTIONS = "SAMEORIGIN"'],
    ['W019', 'X_FRAME_OPTIONS = "deny"'],
    ['W019', 'X_FRAME_OPTIONS = "ALLOWALL"'],
    ['W020', 'ALLOWED_HOSTS = []'],
    ['W020', 'ALLOWED_HOSTS = ()'],
    ['W021', 'SECURE_HSTS_PRELOAD = False'],
    ['W022', 'SECURE_REFERRER_POLICY = None'],
    ['E023', 'SECURE_REFERRER_POLICY = "same-site"'],
    ['E023', 'SECURE_REFERRER_POLICY = "origin, "'],
    ['E023', 'SECURE_REFERRER_POLICY = ["origin", "Same-Origin"]'],
    ['E024', 'SECURE_CROSS_ORIGIN_OPENER_POLICY = "none"'],
    ['W025', 'SECRET_KEY_FALLBACKS = ["weak"]'],
    ['W025', 'SECRET_KEY_FALLBACKS = [""]'],
  ])('security.%s for %s, and no other', async (id, fault) => {
    expect(await idsOf(soundBut(fault))).toEqual([`security.${id}`]);
  });

  it.each([
    `SECRET_KEY = "${'abcde'.repeat(10)}"`,
    'ALLOWED_HOSTS = ["*"]',
    `SESSION_COOKIE_SECURE = False\nINSTALLED_APPS = []\n${middleware(SECURITY, CSRF, FRAME)}`,
    'CSRF_COOKIE_SECURE = False\nCSRF_USE_SESSIONS = True',
    'SECURE_REFERRER_POLICY = "origin, strict-origin-when-cross-origin"',
    'SECURE_REFERRER_POLICY = ()',
    'SECURE_CROSS_ORIGIN_OPENER_POLICY = None',
    'SECRET_KEY_FALLBACKS = ["k7Qp2xVn9Zr4Lw8Tb3Ym6Hd1Jc5Gf0Se_As-UiOoPlKjHgFdSaMnBvCxZqWf"]',
    'SECURE_HSTS_SECONDS = 1',
  ])('none for %s', async (change) => {
    expect(await idsOf(soundBut(change))).toEqual([]);
  });

  it('all of them that Django’s defaults bring about in an empty module', async () => {
    expect(await idsOf(settingsModule('ROOT_URLCONF = "urls"\n'))).toEqual(
      ['W001', 'W002', 'W003', 'W009', 'W020'].map((id) => `security.${id}`),
    );
  });

  it('without SecurityMiddleware, no id for the settings that act through it', async () => {
    const off = 'SECURE_SSL_REDIRECT = False\nSECURE_HSTS_SECONDS = 0\nSECURE_CONTENT_TYPE_NOSNIFF = False\nSECURE_REFERRER_POLICY = None';
    expect(await idsOf(soundBut(`${middleware(SESSION, CSRF, FRAME)}\n${off}`))).toEqual(['security.W001']);
  });

  it.each([
    [
      'directly',
      { 'web/middleware.py': 'from django.middleware.security import SecurityMiddleware as Base\n\n\nclass Ours(Base):\n    pass\n' },
    ],
    [
      'by its module',
      {
        'web/middleware.py':
          'import django.middleware.security\n\n\nclass Ours(django.middleware.security.SecurityMiddleware):\n    pass\n',
      },
    ],
    [
      'through a package and another class',
      {
        'web/middleware/__init__.py': 'from .ours import Ours\n',
        'web/middleware/ours.py': 'from ..base import Middle\n\n\nclass Ours(Middle):\n    pass\n',
        'web/base.py': 'from django.middleware import security\n\n\nclass Middle(security.SecurityMiddleware):\n    pass\n',
      },
    ],
  ])(
    'a class of the workspace that extends SecurityMiddleware %s: what acts through it has no id, for Django sees only that the name is not there',
    async (_, subclass) => {
      const { files } = soundBut(`${middleware('web.middleware.Ours', SESSION, CSRF, FRAME)}\nSECURE_HSTS_SECONDS = 0`);
      const { findings } = await judge({ files: { ...files, ...subclass } }, 'django');
      const found = findings.map((finding) => finding.rule);
      expect(found).toContain('django/hsts-off');
      expect(found).toContain('django/subclassed-middleware');
      expect(found).not.toContain('django/security-middleware-missing');
      expect(securityIds(findings)).toEqual(['security.W001']);
    },
  );

  it('a subclass counts when it is in the list on every branch', async () => {
    const branches = `import os\n\nMIDDLEWARE = ["web.middleware.Ours", "${CSRF}", "${FRAME}"]\nif os.environ.get("OIDC"):\n    MIDDLEWARE.append("${SESSION}")`;
    const subclass = 'from django.middleware.security import SecurityMiddleware\n\n\nclass Ours(SecurityMiddleware):\n    pass\n';
    expect(await idsOf({ files: { ...soundBut(branches).files, 'web/middleware.py': subclass } })).toEqual(['security.W001']);
  });

  it.each([
    'class Ours:\n    pass\n',
    'from .middleware import Ours\n',
    'class SecurityMiddleware:\n    pass\n\n\nclass Ours(SecurityMiddleware):\n    pass\n',
  ])('%j does not stand for SecurityMiddleware', async (other) => {
    const { files } = soundBut(middleware('web.middleware.Ours', SESSION, CSRF, FRAME));
    expect(await idsOf({ files: { ...files, 'web/middleware.py': other } })).toEqual(['security.W001']);
  });
});

describe('what is not known', () => {
  it.each([
    'DEBUG',
    'SECRET_KEY',
    'SECRET_KEY_FALLBACKS',
    'ALLOWED_HOSTS',
    'INSTALLED_APPS',
    'MIDDLEWARE',
    'SECURE_SSL_REDIRECT',
    'SECURE_HSTS_SECONDS',
    'SECURE_HSTS_INCLUDE_SUBDOMAINS',
    'SECURE_HSTS_PRELOAD',
    'SECURE_CONTENT_TYPE_NOSNIFF',
    'SECURE_REFERRER_POLICY',
    'SECURE_CROSS_ORIGIN_OPENER_POLICY',
    'SESSION_COOKIE_SECURE',
    'SESSION_COOKIE_HTTPONLY',
    'CSRF_COOKIE_SECURE',
    'CSRF_USE_SESSIONS',
    'X_FRAME_OPTIONS',
  ])('%s from a package outside the workspace brings no id, and the checklist says why', async (name) => {
    const { findings, judgements } = await judge(soundBut(`from company import ${name}`), 'django');
    expect(securityIds(findings)).toEqual([]);
    expect(judgements.filter((judgement) => judgement.status === 'unknown').flatMap((judgement) => judgement.reasons)).toEqual(
      expect.arrayContaining([expect.stringContaining(name)]),
    );
  });

  it('a star import from outside the workspace leaves every setting open that the module does not set', async () => {
    expect(await idsOf(settingsModule('from company.settings import *\n\nROOT_URLCONF = "urls"\n'))).toEqual([]);
  });

  it('a condition on the environment leaves both answers open', async () => {
    const conditional = 'import os\n\nif os.environ.get("STAGE") == "review":\n    DEBUG = True\n    SECURE_SSL_REDIRECT = False';
    expect(await idsOf(soundBut(conditional))).toEqual([]);
  });

  it('a list with an unknown part may hold what is missing from the known one', async () => {
    expect(await idsOf(soundBut('from company import EXTRA\n\nMIDDLEWARE = [*EXTRA]'))).toEqual([]);
  });
});

describe('where nothing sets a setting, Django’s default holds', () => {
  const branch = (fault: string) => `import os\n\nif os.environ.get("STAGE") == "review":\n    ${fault}`;

  it('on the other branch of a condition: an id only when it comes out of both', async () => {
    expect(await idsOf(soundBut(branch('SECURE_CONTENT_TYPE_NOSNIFF = False')))).toEqual([]);
    const { files } = settingsModule(`${SOUND.replace('SECURE_SSL_REDIRECT = True\n', '')}\n${branch('SECURE_SSL_REDIRECT = None')}\n`);
    expect(await idsOf({ files })).toEqual(['security.W008']);
  });

  it('after `del`', async () => {
    expect(await idsOf(soundBut('del SESSION_COOKIE_SECURE'))).toEqual(['security.W012']);
  });
});

describe('across modules', () => {
  it('what the production module makes of the base counts, and a finding stands where the value was given', async () => {
    const files = {
      'config/base.py': `${SOUND.replace('SECURE_SSL_REDIRECT = True\n', 'SECURE_SSL_REDIRECT = False\n')}`,
      'config/production.py': `from .base import *\n\nMIDDLEWARE = MIDDLEWARE[1:]\nMIDDLEWARE.insert(0, "${SECURITY}")\nMIDDLEWARE.remove("${CSRF}")\n`,
    };
    const { findings } = await judge({ files, file: 'config/production.py' }, 'django');
    expect(securityIds(findings)).toEqual(['security.W003', 'security.W008']);
    expect(findings.find((finding) => finding.rule === 'django/ssl-redirect-off')?.place.file).toBe('config/base.py');
  });
});

describe('profiles', () => {
  it.each(['development', 'test'] as const)('a %s profile is not asked about production', async (kind) => {
    expect(await idsOf({ ...settingsModule('DEBUG = True\nROOT_URLCONF = "urls"\n'), kind })).toEqual([]);
  });
});

describe('secrets', () => {
  it.each([
    'SECRET_KEY = "{secret}"',
    'SECRET_KEY = "django-insecure-{secret}"',
    'import os\n\nSECRET_KEY = os.environ.get("SECRET_KEY", "{secret}")',
    'SECRET_KEY_FALLBACKS = ["{secret}"]',
  ])('no message, reason or title shows the secret of %s', async (line) => {
    const secret = 'hunter2-hunter2';
    for (const isolated of [true, false]) {
      const workspace = { ...settingsModule(`${line.replace('{secret}', secret)}\n`), isolated };
      const { findings, judgements } = await judge(workspace, 'django');
      const aboutKeys = findings.filter((finding) => finding.rule.startsWith('django/secret-key-'));
      expect(aboutKeys).not.toEqual([]);
      const shown = findings.flatMap(({ message, related, fixes }) => [message, ...related, ...fixes.map((fix) => fix.title)]);
      expect(JSON.stringify([shown, judgements])).not.toContain(secret);
    }
  });
});
