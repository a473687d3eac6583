import type { Uri, Webview } from 'vscode';

/** The page around the checklist: no inline script or style, nothing from the network, scripts only by nonce. */
export function pageHtml(webview: Pick<Webview, 'cspSource' | 'asWebviewUri'>, script: Uri, style: Uri): string {
  const nonce = createNonce();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Deployment Checklist</title>
<link rel="stylesheet" href="${webview.asWebviewUri(style)}">
</head>
<body>
<main id="checklist" aria-busy="true"><p class="waiting">Reading the project…</p></main>
<div id="announcement" class="visually-hidden" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${webview.asWebviewUri(script)}"></script>
</body>
</html>`;
}

function createNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
