/** Every kind of quick fix, and fix-all, in a copy of examples/faulty. */
import * as vscode from 'vscode';
import { actionsAt, apply, finding, findingGone, fix, restoring, revert, saveAll, type, withSetting } from './editor';
import { contains, equal, everyQuarterSecond, lacks, open, present, readFile, root, type Test, until } from './harness';

const base = 'config/settings/base.py';
const production = 'config/settings/production.py';
const fixAll = vscode.CodeActionKind.SourceFixAll.append('djangoPreflight');

export const tests: readonly Test[] = [
  {
    name: 'moves WhiteNoise behind SecurityMiddleware and keeps the comments',
    async run() {
      const document = await open(base);
      await fix(document, 'django/whitenoise-order', /move .*whitenoise/i);
      contains(document.getText(), movedWhiteNoise, 'the settings');
      await findingGone(document, 'django/whitenoise-order');
      await revert();
    },
  },
  {
    name: 'marks the fix that changes nothing else as the preferred one, and no other',
    async run() {
      const document = await open(production);
      const safe = await finding(document, 'django/proxy-ssl-header-malformed');
      equal(
        await preferredAt(document, safe.range),
        ['Set SECURE_PROXY_SSL_HEADER to ("HTTP_X_FORWARDED_PROTO", "https")'],
        'the preferred fixes',
      );
      const decision = await finding(document, 'django/x-frame-options-not-deny');
      const preferred = await preferredAt(document, decision.range);
      equal(preferred.includes('Set X_FRAME_OPTIONS to "DENY"'), false, 'DENY as a preferred fix');
    },
  },
  {
    name: 'renames a misspelt setting and leaves its value',
    async run() {
      const document = await open(production);
      await fix(document, 'django/setting-misspelt', /^Rename to SECURE_REFERRER_POLICY$/);
      contains(document.getText(), '\nSECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"\n', 'the settings');
      await findingGone(document, 'django/setting-misspelt');
      await revert();
    },
  },
  {
    name: 'adds a setting that is missing, in the section where it belongs',
    async run() {
      const document = await open(production);
      await fix(document, 'django/hsts-off', /^Set HSTS to one year$/);
      contains(document.getText(), 'SECURE_HSTS_SECONDS = 31536000\n', 'the settings');
      await findingGone(document, 'django/hsts-off');
      await revert();
    },
  },
  {
    name: 'moves a key into the env file: the settings change, and .env is made',
    run: () =>
      restoring([base, production, '.env'].map(uri), async () => {
        const shared = await open(base);
        await finding(shared, 'django/secret-key-default');
        await type(shared, 'env("SECRET_KEY", default="django-insecure-harbour-books")', `"${key}"`);
        await fix(shared, 'django/secret-key-hardcoded', /^Move SECRET_KEY to \.env/);
        await saveAll();
        contains(await readFile(production), '\nSECRET_KEY = env("SECRET_KEY")\n', 'the settings');
        contains(await readFile('.env'), `SECRET_KEY=${key}\n`, '.env');
        await findingGone(shared, 'django/secret-key-hardcoded');
      }),
  },
  {
    name: 'ignores a finding at its line, with a reason',
    async run() {
      const document = await open(production);
      await fix(document, 'django/x-frame-options-not-deny', /^Ignore django\/x-frame-options-not-deny here/);
      // A text with a field to fill in is put in by the editor, in its own time.
      const line = 'X_FRAME_OPTIONS = "SAMEORIGIN"  # preflight: ignore[django/x-frame-options-not-deny] ';
      await until('the comment', vscode.workspace.onDidChangeTextDocument, () => document.getText().includes(line) || undefined);
      await findingGone(document, 'django/x-frame-options-not-deny');
      await revert();
    },
  },
  {
    name: 'turns a rule off in the settings of the workspace, and takes it back',
    run: () =>
      restoring([uri('.vscode/settings.json')], async () => {
        const document = await open(production);
        // The command waits for an answer to its question whether to undo.
        const turned = fix(document, 'django/x-frame-options-not-deny', /^Turn django\/x-frame-options-not-deny off/);
        await findingGone(document, 'django/x-frame-options-not-deny');
        contains(await readFile('.vscode/settings.json'), '"django/x-frame-options-not-deny": "off"', 'the settings of the workspace');
        await until('the finding after Undo', everyQuarterSecond, () => {
          vscode.commands.executeCommand('notification.acceptPrimaryAction');
          return rulesOff() === undefined ? true : undefined;
        });
        await turned;
        await finding(document, 'django/x-frame-options-not-deny');
      }),
  },
  {
    name: 'explains a rule on its page',
    async run() {
      const document = await open(production);
      await fix(document, 'django/x-frame-options-not-deny', /^Explain django\/x-frame-options-not-deny$/);
      await until('the page of the rule', vscode.window.tabGroups.onDidChangeTabs, () =>
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes('x-frame-options-not-deny')),
      );
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
      hasOnlySafeFixes(document.getText());
      await findingGone(document, 'django/proxy-ssl-header-malformed');
      await finding(document, 'django/hsts-off');
      await revert();
    },
  },
  {
    name: 'mends every safe fault on saving, where the settings of the editor ask for that',
    run: () =>
      restoring([production, '.vscode/settings.json'].map(uri), async () => {
        const document = await open(production);
        await finding(document, 'django/proxy-ssl-header-malformed');
        await withSetting('editor.codeActionsOnSave', { 'source.fixAll.djangoPreflight': 'explicit' }, async () => {
          await type(document, 'orders@', 'sales@');
          await document.save();
          const saved = await readFile(production);
          contains(saved, 'sales@', 'the file');
          hasOnlySafeFixes(saved);
        });
      }),
  },
  {
    name: 'changes nothing on saving where nobody asked for it',
    run: () =>
      restoring([uri(production)], async () => {
        const document = await open(production);
        await finding(document, 'django/proxy-ssl-header-malformed');
        const before = document.getText();
        await type(document, 'orders@', 'sales@');
        await document.save();
        equal(await readFile(production), before.replace('orders@', 'sales@'), 'the file');
      }),
  },
];

/** As long as Django wants it, and of no meaning. */
const key = 'h4rb0ur-b00ks-9f27d1c8e6a5403bb1d2f7c6a8e90d14x7q2';

const movedWhiteNoise = `MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # static files without a second server
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Old links lack the slash at the end.
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
`;

function hasOnlySafeFixes(text: string): void {
  contains(text, '"HTTP_X_FORWARDED_PROTO"', 'the settings');
  contains(text, '"www.harbour-books.example"', 'the settings');
  lacks(text, '"https://www.harbour-books.example"]\nCSRF', 'the settings');
  lacks(text, 'SECURE_HSTS_SECONDS', 'the settings');
}

async function preferredAt(document: vscode.TextDocument, range: vscode.Range): Promise<readonly string[]> {
  const actions = await actionsAt(document, range, vscode.CodeActionKind.QuickFix);
  return actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title);
}

/** What the workspace says about rules. */
function rulesOff(): unknown {
  return vscode.workspace.getConfiguration('djangoPreflight').inspect('rules')?.workspaceValue;
}

function uri(relative: string): vscode.Uri {
  return vscode.Uri.joinPath(root(), relative);
}
