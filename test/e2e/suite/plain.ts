/** The extension in a folder that has nothing to do with Django: it must not be noticed. */
import * as vscode from 'vscode';
import { actionsAt, findings, hoverOn, preflight } from './editor';
import { equal, open, runTests, type Test } from './harness';

const tests: readonly Test[] = [
  {
    name: 'is silent in a folder that is no Django project, even about a settings.py',
    async run() {
      const document = await open('settings.py');
      await preflight().activate();
      equal(await hoverOn(document, 'DEBUG'), '', 'the hover');
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const actions = await actionsAt(document, whole, vscode.CodeActionKind.QuickFix);
      equal(
        actions.map(({ title }) => title),
        [],
        'the quick fixes',
      );
      equal(findings(document), [], 'the findings');
    },
  },
];

/** Called by VS Code. */
export function run(): Promise<void> {
  return runTests(tests);
}
