/** The extension at work in a Django project: a copy of examples/faulty. */
import * as vscode from 'vscode';
import { actionsAt, apply, finding, findingGone, findings, hoverOn, preflight, revert, ruleOf, type } from './editor';
import { contains, equal, lacks, open, present, runTests, type Test, until } from './harness';

const base = 'config/settings/base.py';
const production = 'config/settings/production.py';
const fixAll = vscode.CodeActionKind.SourceFixAll.append('djangoPreflight');

const tests: readonly Test[] = [
  {
    name: 'starts by itself in a folder that has a manage.py',
    async run() {
      await until('the extension to start', everyQuarterSecond, () => preflight().isActive || undefined);
    },
  },
  {
    name: 'underlines the faults of the production settings where they stand',
    async run() {
      const document = await open(production);
      for (const [rule, underlined] of Object.entries(faultsOfProduction)) {
        const diagnostic = await finding(document, rule);
        contains(document.getText(diagnostic.range), underlined, `the text under ${rule}`);
      }
    },
  },
  {
    name: 'shows faults of a module that production takes over with a star import',
    async run() {
      const document = await open(base);
      for (const rule of ['django/whitenoise-order', 'django/debug-default-on', 'django/storage-setting-removed'])
        await finding(document, rule);
    },
  },
  {
    name: 'says which rule a finding comes from, with a link to its page',
    async run() {
      const diagnostic = await finding(await open(base), 'django/whitenoise-order');
      const code = typeof diagnostic.code === 'object' ? diagnostic.code : undefined;
      contains(String(present(code, 'link').target), 'whitenoise-order', 'the link');
    },
  },
  {
    name: 'judges what is typed, before it is saved',
    async run() {
      const document = await open(production);
      await finding(document, 'django/x-frame-options-not-deny');
      await type(document, '"SAMEORIGIN"', '"DENY"');
      await findingGone(document, 'django/x-frame-options-not-deny');
      await revert();
      await finding(document, 'django/x-frame-options-not-deny');
    },
  },
  {
    name: 'judges one file by what is typed in another',
    async run() {
      const shared = await open(base);
      await finding(shared, 'django/debug-default-on');
      const settings = await open(production);
      await type(settings, '# HTTPS', 'DEBUG = False\n\n# HTTPS');
      await findingGone(shared, 'django/debug-default-on');
      await revert();
      await finding(shared, 'django/debug-default-on');
    },
  },
  {
    name: 'moves WhiteNoise behind SecurityMiddleware and keeps the comments',
    async run() {
      const document = await open(base);
      const diagnostic = await finding(document, 'django/whitenoise-order');
      const actions = await actionsAt(document, diagnostic.range, vscode.CodeActionKind.QuickFix);
      const action = actions.find(({ title }) => /move .*whitenoise/i.test(title));
      await apply(present(action, `action that moves WhiteNoise among ${actions.map(({ title }) => title).join(', ')}`));
      contains(document.getText(), movedWhiteNoise, 'the settings');
      await findingGone(document, 'django/whitenoise-order');
      await revert();
    },
  },
  {
    name: 'explains a setting on hover, with the value that production sees',
    async run() {
      const document = await open(production);
      await finding(document, 'django/x-frame-options-not-deny');
      const text = await hoverOn(document, 'X_FRAME_OPTIONS');
      contains(text, 'X_FRAME_OPTIONS', 'the hover');
      contains(text, 'SAMEORIGIN', 'the hover');
      contains(text, 'config.settings.production', 'the hover');
      contains(text, 'docs.djangoproject.com', 'the hover');
    },
  },
  {
    name: 'says nothing on hover over a name that is no setting',
    async run() {
      const document = await open('catalogue/models.py');
      equal(await hoverOn(document, 'SlugField'), '', 'the hover');
    },
  },
  {
    name: 'mends every safe fault at once, and leaves decisions to the person',
    async run() {
      const document = await open(production);
      await finding(document, 'django/proxy-ssl-header-malformed');
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const [action] = await actionsAt(document, whole, fixAll);
      await apply(present(action, 'fix-all action'));
      contains(document.getText(), '"HTTP_X_FORWARDED_PROTO"', 'the settings');
      contains(document.getText(), '"www.harbour-books.example"', 'the settings');
      lacks(document.getText(), '"https://www.harbour-books.example"]\nCSRF', 'the settings');
      lacks(document.getText(), 'SECURE_HSTS_SECONDS', 'the settings');
      await findingGone(document, 'django/proxy-ssl-header-malformed');
      await finding(document, 'django/hsts-off');
      await revert();
    },
  },
  {
    name: 'reads gunicorn.conf.py: a setting that gunicorn does not know, with the one that was meant',
    async run() {
      const document = await open('gunicorn.conf.py');
      const diagnostic = await finding(document, 'gunicorn/unknown-setting');
      equal(document.getText(diagnostic.range), 'max_request', 'the underlined text');
      const actions = await actionsAt(document, diagnostic.range, vscode.CodeActionKind.QuickFix);
      await apply(
        present(
          actions.find(({ title }) => title.includes('max_requests')),
          'action that writes max_requests',
        ),
      );
      contains(document.getText(), '\nmax_requests = 2000\n', 'the file');
      await revert();
    },
  },
  {
    name: 'judges development settings only by what holds everywhere',
    async run() {
      const settings = await open(production);
      await finding(settings, 'django/hsts-off');
      const document = await open('config/settings/development.py');
      equal(findings(document).map(ruleOf), [], 'the findings');
    },
  },
  {
    name: 'goes on after the language server was restarted',
    async run() {
      const document = await open(production);
      await finding(document, 'django/hsts-off');
      await vscode.commands.executeCommand('djangoPreflight.restart');
      await finding(document, 'django/hsts-off');
    },
  },
];

/** Rule → what it underlines. */
const faultsOfProduction: Readonly<Record<string, string>> = {
  'django/allowed-hosts-malformed': 'https://www.harbour-books.example',
  'django/csrf-trusted-origins-malformed': 'www.harbour-books.example',
  'django/proxy-ssl-header-malformed': 'X-Forwarded-Proto',
  'django/setting-misspelt': 'SECURE_REFERER_POLICY',
  'django/setting-type': 'healthz',
  'django/env-string-as-bool': 'SESSION_COOKIE_SECURE',
  'django/x-frame-options-not-deny': 'SAMEORIGIN',
};

const movedWhiteNoise = `MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # static files without a second server
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Old links lack the slash at the end.
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
`;

/** VS Code tells nobody that an extension has started. */
const everyQuarterSecond: vscode.Event<unknown> = (listener) => {
  const timer = setInterval(listener, 250);
  return new vscode.Disposable(() => clearInterval(timer));
};

/** Called by VS Code. */
export function run(): Promise<void> {
  return runTests(tests);
}
