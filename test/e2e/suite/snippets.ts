/** Every snippet, put in by VS Code, against what test/client/snippets takes for its text: the tests there judge that. */
import * as vscode from 'vscode';
import { expansionsOf, stopsOf } from '../../client/snippets/snippetText';
import { preflight, revert } from './editor';
import { equal, present, type Test } from './harness';

interface Contributed {
  readonly language: string;
  readonly path: string;
}

export const tests: readonly Test[] = [
  {
    name: 'expands every snippet as our own tests do',
    async run() {
      const contributed: readonly Contributed[] = preflight().packageJSON.contributes.snippets;
      const isKnown = new Set(await vscode.languages.getLanguages());
      for (const { language, path } of contributed.filter((each) => isKnown.has(each.language))) {
        const editor = await newDocument(language);
        for (const [name, body] of await bodiesIn(path)) {
          const expected = indented(present(expansionsOf(body)[0], `expansion of ${name}`).text, editor);
          equal(await inserted(editor, name), expected, `${name} in ${language}`);
        }
      }
    },
  },
  {
    name: 'selects the first gap, and the next one with Tab',
    async run() {
      const snippets = await bodiesIn('snippets/nginx.json');
      const [name, body] = present(
        snippets.find(([, text]) => gapsOf(text).length > 1),
        'snippet with two gaps',
      );
      const editor = await newDocument('nginx');
      await inserted(editor, name);
      const first = editor.document.getText(editor.selection);
      await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
      equal([first, editor.document.getText(editor.selection)], gapsOf(body).slice(0, 2), 'what is selected');
      await revert();
    },
  },
];

/** The defaults of the numbered stops, in the order in which Tab visits them; the last stop has number 0. */
function gapsOf(body: string): readonly string[] {
  const numbered = stopsOf(body).filter((stop) => stop.number > 0 && stop.default !== undefined);
  const first = new Map(numbered.toReversed().map((stop) => [stop.number, stop.default ?? '']));
  return [...first].sort(([one], [other]) => one - other).map(([, text]) => text);
}

/** VS Code writes the tabs at the beginning of a snippet's lines as the document has its indentation. */
function indented(text: string, { options: { insertSpaces, tabSize } }: vscode.TextEditor): string {
  return insertSpaces ? text.replace(/^\t+/gm, (tabs) => ' '.repeat(tabs.length * Number(tabSize))) : text;
}

async function bodiesIn(path: string): Promise<readonly (readonly [name: string, body: string])[]> {
  const file = vscode.Uri.joinPath(preflight().extensionUri, path);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const snippets: Record<string, { readonly body: readonly string[] }> = JSON.parse(text);
  return Object.entries(snippets).map(([name, { body }]) => [name, body.join('\n')]);
}

async function newDocument(language: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content: '' }));
}

/** What a snippet makes of an empty document: the text of the editor is replaced. */
async function inserted(editor: vscode.TextEditor, name: string): Promise<string> {
  const { document } = editor;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  await editor.edit((builder) => builder.delete(whole));
  await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: document.languageId, name });
  return document.getText();
}
