/** The extension at work in a Django project: a copy of examples/faulty. */
import * as vscode from 'vscode';
import { finding, findingGone, findings, fix, hoverOn, preflight, revert, ruleOf, type, withSetting } from './editor';
import { contains, equal, eventually, everyQuarterSecond, open, present, type Test, until } from './harness';

const base = 'config/settings/base.py';
const production = 'config/settings/production.py';

export const tests: readonly Test[] = [
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
    name: 'reads gunicorn.conf.py: a setting that gunicorn does not know, with the one that was meant',
    async run() {
      const document = await open('gunicorn.conf.py');
      const diagnostic = await finding(document, 'gunicorn/unknown-setting');
      equal(document.getText(diagnostic.range), 'max_request', 'the underlined text');
      await fix(document, 'gunicorn/unknown-setting', /max_requests/);
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
    name: 'says behind an assignment what production gets, and keeps quiet when asked to',
    async run() {
      const document = await open(base);
      await finding(document, 'django/whitenoise-order');
      const replaced = 'ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"]) «production.py:7 replaces this»';
      await eventually('the hint', async () => (await hintsIn(document)).find((hint) => hint === replaced));
      await withSetting('djangoPreflight.inlayHints.enabled', false, async () => {
        await eventually('the end of the hints', async () => ((await hintsIn(document)).length === 0 ? true : undefined));
      });
      await eventually('the hint', async () => (await hintsIn(document)).find((hint) => hint === replaced));
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

/** The hints of a document, each behind the text of its line. */
async function hintsIn(document: vscode.TextDocument): Promise<readonly string[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
  return hints.map(({ position, label }) => {
    const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
    return `${document.lineAt(position.line).text.slice(0, position.character)} «${text}»`;
  });
}
