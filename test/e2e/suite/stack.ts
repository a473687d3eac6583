/** Files that disagree, and the files around settings: a site in containers of the failure lab whose proxy looks for a service of another name. */
import * as vscode from 'vscode';
import { completionsAfter, finding, findingGone, fix, hoverOn, isIn, revert, type } from './editor';
import { contains, equal, open, present, type Test } from './harness';

const RULE = 'stack/unknown-service';

export const tests: readonly Test[] = [
  {
    name: 'names both files that disagree, and mends the one',
    async run() {
      const document = await open('nginx/shop.conf');
      const diagnostic = await finding(document, RULE);
      contains(document.getText(diagnostic.range), 'http://', 'the underlined text');
      const related = present(diagnostic.relatedInformation, 'related information');
      isIn(
        related.map(({ location }) => vscode.workspace.asRelativePath(location.uri)),
        'compose.yml',
        true,
        'the related files',
      );
      await fix(document, RULE, /web/);
      contains(document.getText(), 'http://web:8000', 'the file');
      await findingGone(document, RULE);
      await revert();
    },
  },
  {
    name: 'judges a compose file while somebody types in it',
    async run() {
      const document = await open('compose.yml');
      await type(document, 'image: nginx:1.28', 'image: nginx');
      await finding(document, 'compose/image-unpinned');
      await type(document, 'image: nginx', 'image: nginx:1.28');
      await findingGone(document, 'compose/image-unpinned');
      await revert();
    },
  },
  {
    name: 'says of a variable who reads it, and leads there and back',
    async run() {
      const document = await open('compose.yml');
      contains(await hoverOn(document, 'ALLOWED_HOSTS'), 'config/settings.py', 'the hover');
      const at = document.positionAt(document.getText().indexOf('ALLOWED_HOSTS') + 2);
      const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at,
      );
      const target = present(definitions[0], 'definition');
      equal(vscode.workspace.asRelativePath('uri' in target ? target.uri : target.targetUri), 'config/settings.py', 'the definition');
      const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, at);
      const files = references.map(({ uri }) => vscode.workspace.asRelativePath(uri));
      for (const file of ['compose.yml', 'config/settings.py']) isIn(files, file, true, 'the references');
    },
  },
  {
    name: 'explains the flags of a server where it is started, and offers more',
    async run() {
      const document = await open('Dockerfile');
      contains(await hoverOn(document, '--worker-tmp-dir'), 'worker_tmp_dir', 'the hover');
      await type(document, '"--workers", "2", ', '"--workers", "2", "--", ');
      isIn(await completionsAfter(document, '"--workers", "2", "--'), '--timeout', true, 'the offers');
      await revert();
    },
  },
  {
    name: 'leads from a server to the module that it serves',
    async run() {
      const document = await open('Dockerfile');
      const at = document.positionAt(document.getText().indexOf('config.wsgi') + 3);
      const [target] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at,
      );
      const uri = target && ('uri' in target ? target.uri : target.targetUri);
      equal(vscode.workspace.asRelativePath(present(uri, 'definition')), 'config/wsgi.py', 'the definition');
    },
  },
];
