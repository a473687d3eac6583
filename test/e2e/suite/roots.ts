/** A window with two Django projects: workspace.mjs says how the second one is configured. */
import * as vscode from 'vscode';
import { finding, findingGone, fix, isIn, restoring, rulesWith, withSetting } from './editor';
import { contains, equal, open, present, readFile, type Test, until } from './harness';

const production = 'config/settings/production.py';
const everywhere = 'django/hsts-off';

export const tests: readonly Test[] = [
  {
    name: 'judges each folder by its own configuration file and its own settings',
    async run() {
      const first = await rulesWith(await open(production, folder(0)), everywhere);
      isIn(first, 'django/x-frame-options-not-deny', true, 'the first folder');
      isIn(first, 'django/setting-misspelt', true, 'the first folder');
      const second = await rulesWith(await open(production, folder(1)), everywhere);
      isIn(second, 'django/x-frame-options-not-deny', false, 'the second folder');
      isIn(second, 'django/setting-misspelt', false, 'the second folder');
    },
  },
  {
    name: 'takes a setting of one folder for that folder only',
    async run() {
      const first = await open(production, folder(0));
      const second = await open(production, folder(1));
      await finding(first, everywhere);
      await finding(second, everywhere);
      const inSecond = { target: vscode.ConfigurationTarget.WorkspaceFolder, scope: folder(1) };
      await withSetting(
        'djangoPreflight.enable',
        false,
        async () => {
          await findingGone(second, everywhere);
          await finding(first, everywhere);
        },
        inSecond,
      );
      await finding(second, everywhere);
    },
  },
  {
    name: 'turns a rule off in the folder of the finding',
    run: () =>
      restoring([vscode.Uri.joinPath(folder(0), '.vscode/settings.json')], async () => {
        const first = await open(production, folder(0));
        const second = await open(production, folder(1));
        await finding(second, everywhere);
        void fix(first, everywhere, /^Turn django\/hsts-off off/);
        await findingGone(first, everywhere);
        await finding(second, everywhere);
        contains(await readFile('.vscode/settings.json', folder(0)), '"django/hsts-off": "off"', 'the settings of the first folder');
        await vscode.workspace
          .getConfiguration('djangoPreflight', folder(0))
          .update('rules', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
        await finding(first, everywhere);
      }),
  },
  {
    name: 'judges a folder that is added while the window is open, and forgets it when it is removed',
    async run() {
      const third = vscode.Uri.joinPath(folder(0), '..', 'third');
      await vscode.workspace.fs.copy(folder(0), third);
      const document = await open(production, third);
      equal(vscode.languages.getDiagnostics(document.uri), [], 'the diagnostics');
      vscode.workspace.updateWorkspaceFolders(2, 0, { uri: third });
      await finding(document, everywhere);
      vscode.workspace.updateWorkspaceFolders(2, 1);
      await until('the end of the findings', vscode.languages.onDidChangeDiagnostics, () =>
        vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined,
      );
      await finding(await open(production, folder(1)), everywhere);
    },
  },
];

function folder(at: number): vscode.Uri {
  return present(vscode.workspace.workspaceFolders?.[at], `folder ${at}`).uri;
}
