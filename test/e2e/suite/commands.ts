/** The commands of the palette in a copy of examples/faulty. Pickers are answered with Enter: what they propose first is what is wanted. */
import * as vscode from 'vscode';
import { finding, findingGone, restoring, revert, type } from './editor';
import { contains, equal, lacks, open, present, root, type Test, until } from './harness';

const base = 'config/settings/base.py';
const production = 'config/settings/production.py';

export const tests: readonly Test[] = [
  {
    name: 'shows the effective settings with their origins, and what is typed in them at once',
    async run() {
      const settings = await open(production);
      await finding(settings, 'django/x-frame-options-not-deny');
      await vscode.commands.executeCommand('djangoPreflight.showSettings');
      const document = activeDocument();
      equal(document.languageId, 'python', 'the language');
      contains(document.getText(), '\nX_FRAME_OPTIONS = "SAMEORIGIN"\n', 'the effective settings');
      contains(document.getText(), '# config/settings/production.py:7, replaces config/settings/base.py:14', 'the effective settings');
      lacks(document.getText(), 'django-insecure', 'the effective settings');
      await type(settings, '"SAMEORIGIN"', '"DENY"');
      await textOf(document, '\nX_FRAME_OPTIONS = "DENY"\n');
      await vscode.window.showTextDocument(settings);
      await revert();
      await textOf(document, '\nX_FRAME_OPTIONS = "SAMEORIGIN"\n');
    },
  },
  {
    name: 'leads from an origin to its line',
    async run() {
      await finding(await open(production), 'django/x-frame-options-not-deny');
      await vscode.commands.executeCommand('djangoPreflight.showSettings');
      const document = activeDocument();
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
      const link = present(
        links.find(({ range }) => document.getText(range) === 'config/settings/production.py:7'),
        `link among ${links.map(({ range }) => document.getText(range)).join(', ')}`,
      );
      const target = present(link.target, 'target');
      equal(`${target.path.endsWith(production)} ${target.fragment}`, 'true L7', 'the target');
    },
  },
  {
    name: 'adds and takes away Django’s defaults',
    async run() {
      await finding(await open(production), 'django/x-frame-options-not-deny');
      await vscode.commands.executeCommand('djangoPreflight.showSettings');
      lacks(activeDocument().getText(), 'EMAIL_PORT', 'the effective settings');
      await vscode.commands.executeCommand('djangoPreflight.toggleDefaults');
      contains(activeDocument().getText(), '\nEMAIL_PORT = 25\n', 'the effective settings');
      await vscode.commands.executeCommand('djangoPreflight.toggleDefaults');
      lacks(activeDocument().getText(), 'EMAIL_PORT', 'the effective settings');
    },
  },
  {
    name: 'compares production with development in the diff editor',
    async run() {
      await finding(await open(production), 'django/x-frame-options-not-deny');
      await pressingEnter(vscode.commands.executeCommand('djangoPreflight.compareProfiles'));
      const tab = await until('the diff editor', vscode.window.tabGroups.onDidChangeTabs, () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return input instanceof vscode.TabInputTextDiff ? input : undefined;
      });
      equal([tab.original.path, tab.modified.path], paths('production', 'development'), 'what is compared');
      const [left, right] = await Promise.all([tab.original, tab.modified].map((uri) => vscode.workspace.openTextDocument(uri)));
      contains(present(left, 'left side').getText(), '\nX_FRAME_OPTIONS = "SAMEORIGIN"\n', 'the left side');
      contains(present(right, 'right side').getText(), '\nX_FRAME_OPTIONS = "DENY"\n', 'the right side');
    },
  },
  {
    name: 'writes a new SECRET_KEY into the env file that the settings read, and shows it nowhere',
    async run() {
      const env = vscode.Uri.joinPath(root(), '.env');
      await finding(await open(production), 'django/x-frame-options-not-deny');
      await restoring([env], async () => {
        await pressingEnter(vscode.commands.executeCommand('djangoPreflight.generateSecretKey'), () => isFile(env));
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(env));
        if (!/^SECRET_KEY=[\w-]{64}\n$/.test(text)) throw new Error('the env file does not hold exactly one new key');
        const shown = vscode.window.visibleTextEditors.map(({ document }) => document.uri.path.split('/').at(-1));
        equal(shown.includes('.env'), false, 'whether the file is shown');
      });
    },
  },
  {
    name: 'switches the profile that the effective settings are about',
    async run() {
      await finding(await open(production), 'django/x-frame-options-not-deny');
      const folder = present(vscode.workspace.workspaceFolders?.[0], 'folder').uri.toString();
      for (const name of ['development', 'production']) {
        await vscode.commands.executeCommand('djangoPreflight.switchProfile', { folder, profile: `config.settings.${name}` });
        await vscode.commands.executeCommand('djangoPreflight.showSettings');
        equal([activeDocument().uri.path], paths(name), 'the document');
      }
    },
  },
  {
    name: 'applies the safe fixes of a file in one step',
    async run() {
      const document = await open(production);
      const before = document.getText();
      await finding(document, 'django/proxy-ssl-header-malformed');
      await vscode.commands.executeCommand('djangoPreflight.fixAllInFile');
      await findingGone(document, 'django/proxy-ssl-header-malformed');
      contains(document.getText(), '"HTTP_X_FORWARDED_PROTO"', 'the settings');
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      equal(document.getText(), before, 'the settings after one undo');
    },
  },
  {
    name: 'shows above the settings of a profile how many findings it has, and nothing above the others',
    async run() {
      const document = await open(production);
      await finding(document, 'django/x-frame-options-not-deny');
      const titles = await lensesOf(document);
      equal(titles.length, 1, 'the number of lenses');
      if (!/^production · \d+ findings · open checklist$/.test(titles[0] ?? '')) throw new Error(`the lens says ${titles[0]}`);
      equal(await lensesOf(await open(base)), [], 'the lenses of the shared settings');
    },
  },
  {
    name: 'has every command of the manifest',
    async run() {
      const { contributes } = present(vscode.extensions.getExtension('django-preflight.django-preflight'), 'extension').packageJSON;
      const known = await vscode.commands.getCommands(true);
      const missing = contributes.commands
        .map(({ command }: { command: string }) => command)
        .filter((each: string) => !known.includes(each));
      equal(missing, [], 'the commands that are not there');
    },
  },
];

function activeDocument(): vscode.TextDocument {
  return present(vscode.window.activeTextEditor, 'active editor').document;
}

/** Waits until the document has the text: it is written anew when there are results. */
async function textOf(document: vscode.TextDocument, text: string): Promise<void> {
  await until(`${text} in ${document.uri.path}`, vscode.workspace.onDidChangeTextDocument, () =>
    document.getText().includes(text) ? true : undefined,
  );
}

function paths(...profiles: readonly string[]): readonly string[] {
  return profiles.map((name) => `/config.settings.${name}.settings.py`);
}

/**
 * Presses Enter again and again until the command is through, or `isDone`: no event tells that a picker is open, and where none is the
 * key does nothing.
 */
async function pressingEnter(command: Thenable<unknown>, isDone: () => Thenable<boolean> = async () => false): Promise<void> {
  let through = false;
  void command.then(() => {
    through = true;
  });
  const deadline = Date.now() + 20_000;
  while (!through && !(await isDone())) {
    if (Date.now() > deadline) throw new Error('waited 20 s for a picker to be answered');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size > 0;
  } catch {
    return false;
  }
}

async function lensesOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
  return lenses.map(({ command }) => command?.title ?? '').filter((title) => title.includes('checklist'));
}
