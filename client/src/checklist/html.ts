import type { Uri, Webview } from 'vscode';
import type { Strings } from './strings';

export interface PageParts {
  readonly script: Uri;
  /** In the order in which they hold. */
  readonly styles: readonly Uri[];
  readonly strings: Strings;
  /** BCP 47 tag of the editor's language: how dates are written. */
  readonly language: string;
}

/** The page around the checklist: no inline script or style, nothing from the network, scripts only by nonce. */
export function pageHtml(webview: Pick<Webview, 'cspSource' | 'asWebviewUri'>, { script, styles, strings, language }: PageParts): string {
  const nonce = createNonce();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(strings.title)}</title>
${styles.map((style) => `<link rel="stylesheet" href="${webview.asWebviewUri(style)}">`).join('\n')}
</head>
<body>
<main id="checklist" aria-busy="true" data-strings="${attribute(JSON.stringify(strings))}"></main>
<div id="announcement" class="visually-hidden" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${webview.asWebviewUri(script)}"></script>
</body>
</html>`;
}

function createNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
