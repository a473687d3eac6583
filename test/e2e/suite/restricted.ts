/** A copy of examples/faulty that nobody trusts: Restricted Mode. The extension reads files only, so it works as ever. */
import * as vscode from 'vscode';
import { finding, findingGone, fix, hoverOn, preflight, revert } from './editor';
import { contains, equal, open, type Test } from './harness';

const production = 'config/settings/production.py';

export const tests: readonly Test[] = [
  {
    name: 'underlines, explains and mends in Restricted Mode',
    async run() {
      equal(vscode.workspace.isTrusted, false, 'whether the workspace is trusted');
      const document = await open(production);
      await finding(document, 'django/x-frame-options-not-deny');
      equal(preflight().isActive, true, 'whether the extension has started');
      contains(await hoverOn(document, 'X_FRAME_OPTIONS'), 'SAMEORIGIN', 'the hover');
      await fix(document, 'django/x-frame-options-not-deny', /DENY/);
      await findingGone(document, 'django/x-frame-options-not-deny');
      await revert();
    },
  },
];
