import { type Disposable, languages, type TextDocument, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type LanguageParams, METHODS } from '../../server/src/protocol';

/** Languages that an editor gives a file of nginx whose name does not tell: `.conf` is `properties` to VS Code. */
const VAGUE: ReadonlySet<string> = new Set(['plaintext', 'properties', 'ini', 'jinja', 'jinja-html', 'django-html', 'erb']);

const MAY_BE_NGINX = /conf|nginx|vhost|sites-|\.(j2|jinja2?|erb|template)$/i;

export interface NginxRecogniser extends Disposable {
  /** To be called when there are new results: looks at all open documents again. */
  refresh(): void;
}

/**
 * Gives documents the language nginx where the server knows them for its files: by place and content, so that other `.conf` files stay what
 * they are. Asked when a document opens, and again when there are new results, as a new file is not known at once. Whoever chooses
 * another language afterwards is left alone.
 */
export function createNginxRecogniser(client: BaseLanguageClient): NginxRecogniser {
  const given = new Set<string>();
  const look = async (document: TextDocument): Promise<void> => {
    const uri = document.uri.toString();
    if (!VAGUE.has(document.languageId) || !MAY_BE_NGINX.test(document.uri.path) || given.has(uri)) return;
    const params: LanguageParams = { uri };
    const found = await client.sendRequest<string | null>(METHODS.language, params);
    if (found === null || document.isClosed || given.has(uri)) return;
    given.add(uri);
    await languages.setTextDocumentLanguage(document, found);
  };
  // A server that is going away answers nothing, and there is nobody to tell.
  const quietly = (document: TextDocument) => void look(document).catch(() => undefined);
  const lookAtAll = () => {
    for (const document of workspace.textDocuments) quietly(document);
  };
  const listener = workspace.onDidOpenTextDocument(quietly);
  return { refresh: lookAtAll, dispose: () => listener.dispose() };
}
