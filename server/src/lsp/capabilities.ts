import {
  type ClientCapabilities,
  CodeActionKind,
  type FileSystemWatcher,
  type ServerCapabilities,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import { ARTEFACT_PATTERNS, COMMANDS, type InitializationOptions } from '../protocol';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.djangoPreflight`;

/** What the client can do, as far as our answers depend on it. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshInlayHints: boolean;
  readonly refreshCodeLens: boolean;
  /** The client asks for the tooltip of an inlay hint when it needs it. */
  readonly resolveHintTooltip: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly watchFiles: boolean;
  readonly workspaceFolders: boolean;
  /** What is registered for some sorts of files only. */
  readonly registrations: readonly Registration[];
  readonly resolveEdit: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly snippetEdits: boolean;
  readonly markdown: boolean;
  /** The client takes completions with places to fill in. */
  readonly snippets: boolean;
  /** Commands that the client carries out. */
  readonly commands: ReadonlySet<string>;
  /** Link to a rule's page, with `{rule}` for its id. */
  readonly ruleLink: string | undefined;
  /** The client listens to our own notification. */
  readonly resultsChanged: boolean;
}

export function clientFeatures(capabilities: ClientCapabilities, options: unknown): ClientFeatures {
  const { textDocument, workspace } = capabilities;
  const edit = workspace?.workspaceEdit;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshCodeLens: workspace?.codeLens?.refreshSupport === true,
    resolveHintTooltip: textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip') === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    registrations: registrationsFor(capabilities),
    resolveEdit:
      textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true && textDocument.codeAction.dataSupport === true,
    documentChanges: edit?.documentChanges === true,
    createFiles: edit?.documentChanges === true && edit.resourceOperations?.includes('create') === true,
    snippetEdits: edit?.documentChanges === true && edit.snippetEditSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    commands: new Set(commandsOf(options)),
    ruleLink: ruleLinkOf(options),
    resultsChanged: (options as InitializationOptions | null | undefined)?.resultsChanged === true,
  };
}

/** Code lenses only for a client that carries out what they do. */
export function serverCapabilities({ commands }: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    diagnosticProvider: { identifier: 'django-preflight', interFileDependencies: true, workspaceDiagnostics: true },
    hoverProvider: true,
    inlayHintProvider: { resolveProvider: true },
    ...(commands.has(COMMANDS.openChecklist) && { codeLensProvider: { resolveProvider: true } }),
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

export interface Registration {
  readonly method: string;
  readonly options: object;
}

const NGINX = [{ language: 'nginx' }];
const ARTEFACTS = ARTEFACT_PATTERNS.map((pattern) => ({ pattern }));
const PYTHON = [{ language: 'python' }];

/** What is there for some files only: where the client can, it is registered for them, so that nobody formats Python with it. */
const FEATURES = [
  { capability: 'completion', files: NGINX, options: { triggerCharacters: ['$', '@'] } },
  { capability: 'completion', files: [...ARTEFACTS, ...PYTHON], options: {} },
  { capability: 'definition', files: [...NGINX, ...ARTEFACTS, ...PYTHON], options: {} },
  { capability: 'references', files: [...ARTEFACTS, ...PYTHON], options: {} },
  { capability: 'documentLink', files: NGINX, options: {} },
  { capability: 'documentSymbol', files: NGINX, options: {} },
  { capability: 'foldingRange', files: NGINX, options: {} },
  { capability: 'formatting', files: NGINX, options: {} },
] as const;

/** What to ask of the client once it is there. A client that cannot register a feature goes without it. */
export function registrationsFor({ textDocument }: ClientCapabilities): readonly Registration[] {
  return FEATURES.flatMap(({ capability, files, options }) =>
    textDocument?.[capability]?.dynamicRegistration === true
      ? [{ method: `textDocument/${capability}`, options: { ...options, documentSelector: files } }]
      : [],
  );
}

/** Files whose change on disk may change a result. */
const WATCHED_FILES: readonly string[] = [
  ...ARTEFACT_PATTERNS,
  '**/*.py',
  '**/{pyproject,django-preflight}.toml',
  '**/{Pipfile.lock,poetry.lock,uv.lock,pdm.lock,Makefile,justfile}',
  '**/*.{yml,yaml}',
  '**/*nginx*',
  '**/{nginx,conf.d,sites-available,sites-enabled}/**',
  '**/*.{conf,nginx,vhost,template,j2}',
];

/** What is asked of the client. A deleted folder is one event, without the files in it. */
export const WATCHERS: FileSystemWatcher[] = [
  ...WATCHED_FILES.map((globPattern) => ({ globPattern })),
  { globPattern: '**', kind: WatchKind.Delete },
];

function commandsOf(options: unknown): readonly string[] {
  const commands = (options as InitializationOptions | null | undefined)?.commands;
  return Array.isArray(commands) ? commands.filter((command) => typeof command === 'string') : [];
}

function ruleLinkOf(options: unknown): string | undefined {
  const link = (options as InitializationOptions | null | undefined)?.ruleLink;
  return typeof link === 'string' && link.includes('{rule}') ? link : undefined;
}
