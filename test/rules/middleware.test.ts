import { describe, expect, it } from 'vitest';
import { fixed, judge, marked, settingsModule, type Workspace } from './support';

const SECURITY = 'django.middleware.security.SecurityMiddleware';
const WHITENOISE = 'whitenoise.middleware.WhiteNoiseMiddleware';
const SESSION = 'django.contrib.sessions.middleware.SessionMiddleware';
const COMMON = 'django.middleware.common.CommonMiddleware';

const list = (...paths: readonly string[]) => `MIDDLEWARE = [\n${paths.map((path) => `    "${path}",\n`).join('')}]\n`;

async function found(workspace: Workspace, rule: string): Promise<readonly string[]> {
  return (await judge(workspace, rule)).findings.map((finding) => `${finding.severity}: ${finding.message.split('\n')[0]}`);
}

async function mended(workspace: Workspace, rule: string) {
  return fixed(await judge(workspace, rule));
}

describe('the place of WhiteNoise', () => {
  const rule = 'django/whitenoise-order';

  it('is judged in the base module too, and mended there', async () => {
    const files = { 'base.py': list(SECURITY, COMMON, WHITENOISE), 'prod.py': 'from base import *\n\nDEBUG = False\n' };
    const judged = await judge({ files, file: 'prod.py' }, rule);
    expect(marked('base.py', files['base.py'], judged.findings)).toContain('WhiteNoiseMiddleware",  # warning: [django/whitenoise-order]');
    expect(fixed(judged)).toEqual({ 'base.py': list(SECURITY, WHITENOISE, COMMON) });
  });

  it('is judged where a condition adds something that does not matter', async () => {
    const text = `import os\n${list(SECURITY, COMMON, WHITENOISE)}if os.environ.get("TOOLBAR"):\n    MIDDLEWARE.append("debug_toolbar.middleware.DebugToolbarMiddleware")\n`;
    expect(await found(settingsModule(text), rule)).toHaveLength(1);
  });

  it('is not judged where it is right in one case', async () => {
    const text = `import os\n${list(SECURITY, WHITENOISE)}if os.environ.get("X"):\n    MIDDLEWARE = ["${SECURITY}", "${COMMON}", "${WHITENOISE}"]\n`;
    expect(await found(settingsModule(text), rule)).toEqual([]);
  });

  it('is information where only a class that nobody documents stands between', async () => {
    expect(await found(settingsModule(list(SECURITY, 'shop.middleware.HealthMiddleware', WHITENOISE)), rule)).toEqual([
      'info: WhiteNoise stands below HealthMiddleware.',
    ]);
    const judged = await judge(settingsModule(list(SECURITY, 'shop.middleware.HealthMiddleware', WHITENOISE)), rule);
    expect(judged.findings[0]?.fixes.map((fix) => fix.safe)).toEqual([false]);
  });

  it('names what stands between', async () => {
    expect(await found(settingsModule(list(SECURITY, SESSION, COMMON, WHITENOISE)), rule)).toEqual([
      'warning: WhiteNoise stands below SessionMiddleware and CommonMiddleware.',
    ]);
  });

  it('leaves room for what goes first of all', async () => {
    const first = 'django_prometheus.middleware.PrometheusBeforeMiddleware';
    expect(await found(settingsModule(list(first, SECURITY, WHITENOISE)), rule)).toEqual([]);
    expect(await found(settingsModule(list(SECURITY, first, WHITENOISE)), rule)).toEqual([]);
  });
});

describe('the order of middleware', () => {
  const rule = 'django/middleware-order';

  it('says which one, and why', async () => {
    const judged = await judge(
      settingsModule(
        list('django.contrib.auth.middleware.LoginRequiredMiddleware', 'django.contrib.auth.middleware.AuthenticationMiddleware'),
      ),
      rule,
    );
    expect(judged.findings[0]?.message).toBe(
      'LoginRequiredMiddleware stands above AuthenticationMiddleware, and has to stand below it.\n' +
        'LoginRequiredMiddleware reads request.user, which AuthenticationMiddleware sets: Django refuses to start.\n' +
        'Swap their order in MIDDLEWARE.',
    );
    expect(judged.findings[0]?.references).toEqual(['auth.E013']);
  });

  it('minds CSRF_USE_SESSIONS and MESSAGE_STORAGE', async () => {
    const csrf = list('django.middleware.csrf.CsrfViewMiddleware', SESSION);
    expect(await found(settingsModule(csrf), rule)).toEqual([]);
    expect(await found(settingsModule(`${csrf}CSRF_USE_SESSIONS = True\n`), rule)).toHaveLength(1);
    const messages = list('django.contrib.messages.middleware.MessageMiddleware', SESSION);
    expect(await found(settingsModule(messages), rule)).toHaveLength(1);
    const storage = 'MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"\n';
    expect(await found(settingsModule(messages + storage), rule)).toEqual([]);
  });

  it('offers one move for a class that several others have to follow', async () => {
    const closed = 'WHITENOISE_ALLOW_ALL_ORIGINS = False\n';
    const text = list(SECURITY, WHITENOISE, COMMON, 'corsheaders.middleware.CorsMiddleware') + closed;
    expect(await found(settingsModule(text), rule)).toHaveLength(2);
    expect(await mended(settingsModule(text), rule)).toEqual({
      'settings.py': list(SECURITY, 'corsheaders.middleware.CorsMiddleware', WHITENOISE, COMMON) + closed,
    });
  });

  it('leaves WhiteNoise above CorsMiddleware as long as it allows every origin itself', async () => {
    const text = list(SECURITY, WHITENOISE, SESSION, 'corsheaders.middleware.CorsMiddleware', COMMON);
    expect(await found(settingsModule(text), rule)).toEqual([]);
    expect(await found(settingsModule(`${text}WHITENOISE_ALLOW_ALL_ORIGINS = True\n`), rule)).toEqual([]);
  });

  it('moves CorsMiddleware up, and never WhiteNoise down', async () => {
    const closed = 'WHITENOISE_ALLOW_ALL_ORIGINS = False\n';
    const text = list(SECURITY, WHITENOISE, SESSION, 'corsheaders.middleware.CorsMiddleware', COMMON) + closed;
    expect(await mended(settingsModule(text), rule)).toEqual({
      'settings.py': list(SECURITY, 'corsheaders.middleware.CorsMiddleware', WHITENOISE, SESSION, COMMON) + closed,
    });
  });

  it('moves the class of a package rather than one of Django’s own', async () => {
    const csrf = 'django.middleware.csrf.CsrfViewMiddleware';
    expect(await mended(settingsModule(list(SECURITY, SESSION, COMMON, csrf, 'corsheaders.middleware.CorsMiddleware')), rule)).toEqual({
      'settings.py': list(SECURITY, SESSION, 'corsheaders.middleware.CorsMiddleware', COMMON, csrf),
    });
  });

  it('has nothing to say about the order that startproject writes', async () => {
    const text = list(
      SECURITY,
      SESSION,
      COMMON,
      'django.middleware.csrf.CsrfViewMiddleware',
      'django.contrib.auth.middleware.AuthenticationMiddleware',
      'django.contrib.messages.middleware.MessageMiddleware',
      'django.middleware.clickjacking.XFrameOptionsMiddleware',
    );
    expect(await found(settingsModule(text), rule)).toEqual([]);
  });

  it('is mended by its own fixes, whatever the order was, without losing an item or a comment', async () => {
    const paths = [
      SECURITY,
      WHITENOISE,
      SESSION,
      'corsheaders.middleware.CorsMiddleware',
      'django.middleware.locale.LocaleMiddleware',
      COMMON,
      'django.middleware.csrf.CsrfViewMiddleware',
      'django.contrib.auth.middleware.AuthenticationMiddleware',
      'django.contrib.messages.middleware.MessageMiddleware',
      'django_otp.middleware.OTPMiddleware',
    ];
    const lines = paths.map((path, index) => `    "${path}",  # ${index}\n`);
    for (let seed = 1; seed <= 25; seed++) {
      const shuffled = shuffle(lines, seed);
      let text = `MIDDLEWARE = [\n${shuffled.join('')}]\n`;
      for (let step = 0; step < 30; step++) {
        const judged = [await judge(settingsModule(text), rule), await judge(settingsModule(text), 'django/whitenoise-order')];
        const next = judged.find(({ findings }) => findings.length > 0);
        if (!next) break;
        text = fixed({ ...next, findings: next.findings.slice(0, 1) })['settings.py'] ?? '';
      }
      expect(await found(settingsModule(text), 'django/middleware-order')).toEqual([]);
      expect(await found(settingsModule(text), 'django/whitenoise-order')).toEqual([]);
      expect(text.split('\n').toSorted()).toEqual(['MIDDLEWARE = [', ...lines.map((line) => line.trimEnd()), ']', ''].toSorted());
    }
  });
});

describe('a middleware that is listed twice', () => {
  it('is not reported where the second one comes only sometimes', async () => {
    const text = `import os\n${list(SECURITY, COMMON)}if os.environ.get("X"):\n    MIDDLEWARE += ["${COMMON}"]\n`;
    expect(await found(settingsModule(text), 'django/middleware-duplicate')).toEqual([]);
  });

  it('is taken out of the module that adds it again', async () => {
    const files = {
      'base.py': list(SECURITY, COMMON),
      'prod.py': `from base import *\n\nMIDDLEWARE += [\n    "${COMMON}",\n    "shop.middleware.Cart",\n]\n`,
    };
    expect(await mended({ files, file: 'prod.py' }, 'django/middleware-duplicate')).toEqual({
      'prod.py': 'from base import *\n\nMIDDLEWARE += [\n    "shop.middleware.Cart",\n]\n',
    });
  });
});

describe('a middleware that does not exist', () => {
  const rule = 'django/middleware-unknown';

  it('is not one of the workspace or of another package', async () => {
    const others = ['shop.middleware.CommonMiddleware', 'django_shop.middleware.X', 'django.utils.deprecation.MiddlewareMixin'];
    expect(await found(settingsModule(list(...others)), rule)).toEqual([]);
  });

  it('gets no fix that would list the right one twice', async () => {
    const judged = await judge(settingsModule(list(COMMON, 'django.middleware.comon.CommonMiddleware')), rule);
    expect(judged.findings).toHaveLength(1);
    expect(judged.findings[0]?.fixes).toEqual([]);
  });

  it('is told by the version of the project', async () => {
    const text = list('django.contrib.auth.middleware.LoginRequiredMiddleware');
    expect(await found(settingsModule(text, { django: '5.0' }), rule)).toEqual([
      'error: django.contrib.auth.middleware.LoginRequiredMiddleware came with Django 5.1; this project uses 5.0.',
    ]);
    expect(await found(settingsModule(text, { django: '5.1' }), rule)).toEqual([]);
  });
});

/** A permutation that is the same in every run. */
function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  const result = [...items];
  let state = seed;
  for (let at = result.length - 1; at > 0; at--) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const other = state % (at + 1);
    const kept = result[at] as T;
    result[at] = result[other] as T;
    result[other] = kept;
  }
  return result;
}
