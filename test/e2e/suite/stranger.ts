/** A folder that has a settings.py, as other frameworks have one too: the extension looks, and must not be noticed. */
import * as vscode from 'vscode';
import { actionsAt, findings, hoverOn, preflight } from './editor';
import { equal, open, type Test } from './harness';

export const tests: readonly Test[] = [
  {
    name: 'is silent about a settings.py that is none of Django',
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
