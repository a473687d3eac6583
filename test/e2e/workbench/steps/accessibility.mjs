/** The checklist under axe: in every kind of theme, wide and as narrow as a side bar. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { defaultEditorFolder } from '../../../../scripts/editor/install.mjs';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const narrow = 400;

/** Kind of theme, as VS Code names it to a webview → the theme's name in the picker. */
const themes = {
  'vscode-light': 'Light Modern',
  'vscode-dark': 'Dark Modern',
  'vscode-high-contrast': 'Dark High Contrast',
  'vscode-high-contrast-light': 'Light High Contrast',
};

export const accessibilitySteps = Object.entries(themes).map(([kind, label]) => ({
  name: `has nothing that axe objects to in ${label}, wide and narrow`,
  async run({ openChecklist, checklist, theme, alone, width, insideChecklist, picture }) {
    await openChecklist('all');
    await alone();
    await theme(label);
    await checklist().locator(`body.${kind} [data-item]`).first().waitFor();
    await checklist().locator('[data-item^="by-hand/"] [data-action=settle]').first().click();
    await checklist().locator('form textarea[name=note]').waitFor();
    const violations = [];
    for (const pixels of [undefined, narrow]) {
      await width(pixels);
      violations.push(...(await axe(insideChecklist)).map((violation) => `${pixels ?? 'wide'}: ${violation}`));
      await picture(`axe-${kind.replace('vscode-', '')}-${pixels ?? 'wide'}`);
    }
    await checklist().locator('form [data-action=cancel]').click();
    await width(undefined);
    if (violations.length > 0) throw new Error(violations.join('\n'));
  },
}));

/** What axe objects to on the page: rule, and the first elements. */
async function axe(insideChecklist) {
  const source = await readFile(path.join(defaultEditorFolder, 'node_modules/axe-core/axe.min.js'), 'utf8');
  // Evaluated by the debugger, which the page's content policy does not concern.
  await insideChecklist(`${source}; undefined`);
  const violations = await insideChecklist(async (values) => {
    const found = await globalThis.axe.run(document, { runOnly: { type: 'tag', values } });
    const checked = found.passes.map(({ id }) => id);
    if (!['color-contrast', 'button-name', 'label'].every((id) => checked.includes(id))) return [`only checked: ${checked.join(', ')}`];
    return found.violations.map(
      ({ id, help, nodes }) =>
        `${id}, ${help}: ${nodes
          .slice(0, 4)
          .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`)
          .join(' | ')}`,
    );
  }, tags);
  return violations;
}
