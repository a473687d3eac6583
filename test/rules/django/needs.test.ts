import { describe, expect, it } from 'vitest';
import { judge, settingsModule, type Workspace } from '../support';

const RULE = 'django/middleware-requirement-missing';
const ADMIN = ['admin', 'auth', 'contenttypes', 'sessions', 'messages', 'staticfiles'].map((app) => `django.contrib.${app}`);
const CLASSES = [
  'sessions.middleware.SessionMiddleware',
  'auth.middleware.AuthenticationMiddleware',
  'messages.middleware.MessageMiddleware',
].map((path) => `django.contrib.${path}`);
const PROCESSORS = ['auth.context_processors.auth', 'messages.context_processors.messages'].map((path) => `django.contrib.${path}`);

interface Parts {
  readonly apps?: readonly string[];
  readonly middleware?: readonly string[];
  readonly processors?: readonly string[];
  readonly more?: string;
}

/** Settings of a project with the admin, of which a part may be another. */
function project({ apps = ADMIN, middleware = CLASSES, processors = PROCESSORS, more = '' }: Parts): string {
  const engine = { BACKEND: 'django.template.backends.django.DjangoTemplates', OPTIONS: { context_processors: processors } };
  return `INSTALLED_APPS = ${JSON.stringify(apps)}\nMIDDLEWARE = ${JSON.stringify(middleware)}\nTEMPLATES = ${JSON.stringify([engine])}\n${more}`;
}

async function references(workspace: Workspace): Promise<readonly string[]> {
  const { findings } = await judge(workspace, RULE);
  return findings.flatMap((finding) => finding.references).sort();
}

function without(list: readonly string[], part: string): readonly string[] {
  return list.filter((each) => !each.includes(part));
}

describe('the surroundings of the admin', () => {
  // What `manage.py check` of Django 5.2.19 reports, beside what fails at start.
  it.each([
    ['all there', {}, []],
    ['no messages application', { apps: without(ADMIN, 'messages') }, ['admin.E406']],
    ['no context processors', { processors: [] }, ['admin.E402', 'admin.E404']],
    ['another backend for logins', { processors: [], more: 'AUTHENTICATION_BACKENDS = ["shop.Backend"]\n' }, ['admin.E404']],
    ['no messages middleware', { middleware: without(CLASSES, 'messages') }, ['admin.E409']],
    ['no middleware', { middleware: ['django.middleware.common.CommonMiddleware'] }, ['admin.E408', 'admin.E409', 'admin.E410']],
  ] satisfies readonly (readonly [string, Parts, readonly string[]])[])('%s', async (_, parts, ids) => {
    expect(await references(settingsModule(project(parts)))).toEqual(ids);
  });

  it('are not judged where a class that nobody knows may be what is missing', async () => {
    const middleware = [...without(CLASSES, 'messages'), 'company.middleware.Messages'];
    expect(await references(settingsModule(project({ middleware })))).toEqual([]);
  });

  it('count a class of the project that extends what is missing', async () => {
    const middleware = [...without(CLASSES, 'messages'), 'shop.middleware.Messages'];
    const own = 'from django.contrib.messages.middleware import MessageMiddleware\nclass Messages(MessageMiddleware):\n    pass\n';
    const files = { 'settings.py': project({ middleware }), 'shop/middleware.py': own };
    expect(await references({ files })).toEqual([]);
  });
});

describe('a list that something else completes', () => {
  it('lacks nothing', async () => {
    const middleware = ['django.contrib.sessions.middleware.SessionMiddleware'];
    for (const apps of [[], ['shop'], ['django.contrib.auth', 'dynaconf_merge']]) {
      expect((await judge(settingsModule(project({ apps, middleware })), RULE)).findings).toEqual([]);
    }
  });
});
