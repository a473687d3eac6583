/** The extension in a folder that has nothing to do with Django: it must not even start. */
import * as vscode from 'vscode';
import { actionsAt, hoverOn, preflight } from './editor';
import { equal, open, type Test } from './harness';

export const tests: readonly Test[] = [
  {
    // VS Code runs the tests once everything that a folder's content starts has started.
    name: 'does not start in a folder without Django, nor when somebody opens a Python file there',
    async run() {
      equal(preflight().isActive, false, 'whether the extension has started');
      const document = await open('script.py');
      equal(await hoverOn(document, 'DEBUG'), '', 'the hover');
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const actions = await actionsAt(document, whole, vscode.CodeActionKind.QuickFix);
      equal(
        actions.map(({ title }) => title),
        [],
        'the quick fixes',
      );
      equal(vscode.languages.getDiagnostics(document.uri), [], 'the diagnostics');
      equal(preflight().isActive, false, 'whether the extension has started');
    },
  },
  {
    name: 'does not start for TOML, YAML and shell scripts either',
    async run() {
      for (const file of ['pyproject.toml', 'compose.yaml', 'run.sh', 'Dockerfile']) await open(file);
      equal(preflight().isActive, false, 'whether the extension has started');
    },
  },
];
