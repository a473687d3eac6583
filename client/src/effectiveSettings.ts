import {
  CodeLens,
  Disposable,
  DocumentLink,
  EventEmitter,
  l10n,
  languages,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { COMMANDS, METHODS, type SettingsDto } from '../../server/src/protocol';
import { SETTINGS_SCHEME, type SettingsView, settingsUriParts, settingsViewOf } from './effectiveSettingsUri';

export interface EffectiveSettings extends Disposable {
  /** To be called when there are new results: open documents are written anew. */
  refresh(): void;
}

/** Read-only documents with the settings that Django would see, their places as links, and what can be done from there above them. */
export function createEffectiveSettings(client: BaseLanguageClient): EffectiveSettings {
  const changes = new EventEmitter<Uri>();
  const shown = new Map<string, SettingsDto>();
  const selector = { scheme: SETTINGS_SCHEME };
  const registered = Disposable.from(
    changes,
    workspace.registerTextDocumentContentProvider(SETTINGS_SCHEME, {
      onDidChange: changes.event,
      async provideTextDocumentContent(uri) {
        const view = settingsViewOf(uri);
        const found = view && (await settingsOf(client, view));
        if (found) shown.set(uri.toString(), found);
        else shown.delete(uri.toString());
        return found?.text ?? `# ${noSettings(client, view)}\n`;
      },
    }),
    languages.registerDocumentLinkProvider(selector, { provideDocumentLinks: ({ uri }) => linksOf(shown.get(uri.toString())) }),
    languages.registerCodeLensProvider(selector, { provideCodeLenses: lensesOf }),
    workspace.onDidCloseTextDocument(({ uri }) => void shown.delete(uri.toString())),
  );
  return {
    refresh() {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === SETTINGS_SCHEME) changes.fire(uri);
    },
    dispose: () => registered.dispose(),
  };
}

export function settingsUri(view: SettingsView): Uri {
  return Uri.from(settingsUriParts(view));
}

/** Opens the document in the active group. */
export async function openSettings(view: SettingsView): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(settingsUri(view)), { preview: true });
}

async function settingsOf(client: BaseLanguageClient, view: SettingsView): Promise<SettingsDto | undefined> {
  if (client.state !== State.Running) return undefined;
  return (await client.sendRequest<SettingsDto | null>(METHODS.settings, view).catch(() => null)) ?? undefined;
}

function noSettings(client: BaseLanguageClient, view: SettingsView | undefined): string {
  if (client.state !== State.Running) return l10n.t('The language server is not running.');
  return l10n.t('There is no profile {0} in this workspace.', view?.profile ?? '');
}

function linksOf(found: SettingsDto | undefined): DocumentLink[] {
  return (found?.links ?? []).map(({ range: { start, end }, uri, line }) => {
    const target = Uri.parse(uri).with({ fragment: `L${line}` });
    return new DocumentLink(new Range(start.line, start.character, end.line, end.character), target);
  });
}

function lensesOf({ uri }: TextDocument): CodeLens[] {
  const view = settingsViewOf(uri);
  if (view?.layout !== 'origins') return [];
  const top = new Range(0, 0, 0, 0);
  const toggle = view.defaults ? l10n.t("hide Django's defaults") : l10n.t("show Django's defaults");
  return [
    new CodeLens(top, { title: toggle, command: COMMANDS.toggleDefaults }),
    new CodeLens(top, {
      title: l10n.t('compare with another profile'),
      command: COMMANDS.compareProfiles,
      arguments: [{ folder: view.folder, profile: view.profile }],
    }),
  ];
}
