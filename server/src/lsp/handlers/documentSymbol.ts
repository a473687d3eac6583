import { type DocumentSymbol, type DocumentSymbolParams, SymbolKind } from 'vscode-languageserver';
import type { LineMap } from '../../base/text';
import { type NginxSymbol, symbolsOf } from '../../features/nginx/symbols';
import type { ServerContext } from '../context';

const KINDS: Readonly<Record<NginxSymbol['kind'], SymbolKind>> = {
  module: SymbolKind.Module,
  server: SymbolKind.Class,
  location: SymbolKind.Method,
  upstream: SymbolKind.Interface,
  variable: SymbolKind.Variable,
  block: SymbolKind.Namespace,
};

/** textDocument/documentSymbol: the outline of nginx's files. */
export function documentSymbol(context: ServerContext, params: DocumentSymbolParams): DocumentSymbol[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const source = located?.folder.analysis()?.project.nginx(located.path);
  return source ? symbolsOf(source).map((symbol) => toSymbol(symbol, source.lines)) : [];
}

function toSymbol({ name, detail, kind, span, selection, children }: NginxSymbol, lines: LineMap): DocumentSymbol {
  return {
    name,
    detail,
    kind: KINDS[kind],
    range: lines.range(span),
    selectionRange: lines.range(selection),
    children: children.map((child) => toSymbol(child, lines)),
  };
}
