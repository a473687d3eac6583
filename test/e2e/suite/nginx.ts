/** nginx at home in the editor: the configuration of a copy of examples/faulty, and files that only their content tells. */
import * as vscode from 'vscode';
import { actionsAt, apply, completionsAfter, finding, findingGone, fix, hoverOn, isIn, revert, type } from './editor';
import { contains, equal, open, present, type Test, until, writeFile } from './harness';

const site = 'deploy/nginx.conf';

export const tests: readonly Test[] = [
  {
    name: 'colours and judges nginx.conf as nginx',
    async run() {
      const document = await open(site);
      equal(document.languageId, 'nginx', 'the language');
      const diagnostic = await finding(document, 'nginx/forwarded-proto-missing');
      equal(document.getText(diagnostic.range), 'proxy_pass http://harbour_books;'.slice(0, -1), 'the underlined text');
    },
  },
  {
    name: 'adds the header that Django needs with a click',
    async run() {
      const document = await open(site);
      await fix(document, 'nginx/forwarded-proto-missing', /scheme/i);
      contains(document.getText(), '        proxy_set_header X-Forwarded-Proto $scheme;\n', 'the file');
      await findingGone(document, 'nginx/forwarded-proto-missing');
      await revert();
    },
  },
  {
    name: 'finds a semicolon that is missing while somebody types, and puts it there',
    async run() {
      const document = await open(site);
      await finding(document, 'nginx/forwarded-proto-missing');
      await type(document, 'listen 80;', 'listen 80');
      const diagnostic = await finding(document, 'nginx/missing-semicolon');
      const actions = await actionsAt(document, diagnostic.range, vscode.CodeActionKind.QuickFix);
      await apply(present(actions[0], 'action that adds it'));
      contains(document.getText(), 'listen 80;\n', 'the file');
      await findingGone(document, 'nginx/missing-semicolon');
      await revert();
    },
  },
  {
    name: 'explains directives and variables on hover',
    async run() {
      const document = await open(site);
      await finding(document, 'nginx/forwarded-proto-missing');
      contains(await hoverOn(document, 'proxy_pass'), 'nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass', 'the hover');
      contains(await hoverOn(document, '$request_uri'), '$request_uri', 'the hover');
    },
  },
  {
    name: 'completes what may stand in a location, and leads to the upstream',
    async run() {
      const document = await open(site);
      await finding(document, 'nginx/forwarded-proto-missing');
      const offered = await completionsAfter(document, '    location / {\n        ');
      for (const wanted of ['proxy_pass', 'client_max_body_size', 'alias']) isIn(offered, wanted, true, 'the offers');
      isIn(offered, 'listen', false, 'the offers');
      const pass = document.positionAt(document.getText().indexOf('http://harbour_books') + 9);
      const [target] = await vscode.commands.executeCommand<vscode.LocationLink[] | vscode.Location[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        pass,
      );
      const range = target && ('targetRange' in target ? target.targetRange : target.range);
      equal(document.getText(present(range, 'definition')), 'harbour_books', 'the definition');
    },
  },
  {
    name: 'outlines servers by name, and formats without touching a word',
    async run() {
      const document = await open(site);
      await finding(document, 'nginx/forwarded-proto-missing');
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
      equal(symbols.map(({ name }) => name)[1], 'harbour-books.example, www.harbour-books.example', 'the second symbol');
      await type(document, '    listen 80;', 'listen    80  ;');
      const options = { tabSize: 4, insertSpaces: true };
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, options);
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, edits);
      await vscode.workspace.applyEdit(edit);
      contains(document.getText(), '\n    listen 80;\n', 'the file');
      await revert();
    },
  },
  {
    name: 'knows a .conf of nginx by what it holds, and leaves another one alone',
    async run() {
      await writeFile('deploy/shop.conf', 'server {\n    listen 8080;\n    location / { proxy_pass http://harbour_books; }\n}\n');
      await writeFile('deploy/worker.conf', '[program:worker]\ncommand=celery worker\n');
      const document = await open('deploy/shop.conf');
      const uri = document.uri.toString();
      const now = () => vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri && each.languageId === 'nginx');
      await until('the language of shop.conf', vscode.workspace.onDidOpenTextDocument, now);
      const other = await open('deploy/worker.conf');
      equal(other.languageId, 'properties', 'the language of worker.conf');
    },
  },
  {
    name: 'folds blocks',
    async run() {
      const document = await open(site);
      await finding(document, 'nginx/forwarded-proto-missing');
      const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
      const folded = ranges.map(({ start }) => document.lineAt(start).text.trim());
      isIn(folded, 'location / {', true, 'the folded lines');
    },
  },
  {
    name: 'comments lines out with #',
    async run() {
      const document = await open(site);
      const editor = present(vscode.window.activeTextEditor, 'editor');
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      const first = document.lineAt(0).text;
      await vscode.commands.executeCommand('editor.action.addCommentLine');
      equal(document.lineAt(0).text, `# ${first}`, 'the first line');
      await revert();
    },
  },
  {
    name: 'formats no Python',
    async run() {
      const document = await open('config/settings/production.py');
      const options = { tabSize: 4, insertSpaces: true };
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        document.uri,
        options,
      );
      equal(edits?.length ?? 0, 0, 'the edits');
    },
  },
];
