import type { SettingsParams } from '../../server/src/protocol';

/** Scheme of the documents that show what Django would see. */
export const SETTINGS_SCHEME = 'django-preflight';

/** What a document of settings shows; the folder and profile are always named. */
export interface SettingsView extends SettingsParams {
  readonly folder: string;
  readonly profile: string;
}

/** The parts of the document's URI: its path is what the tab shows. */
export function settingsUriParts(view: SettingsView): { readonly scheme: string; readonly path: string; readonly query: string } {
  const { folder, profile, layout, defaults, beside } = view;
  const name = profile.replace(/[^\w.:-]/g, '_').replaceAll(':', '.');
  const query: SettingsView = { folder, profile, layout, ...(defaults && { defaults }), ...(beside !== undefined && { beside }) };
  return { scheme: SETTINGS_SCHEME, path: `/${name}.settings.py`, query: JSON.stringify(query) };
}

/** What a URI asks for; undefined where it is none of ours: it may come from a link. */
export function settingsViewOf(uri: { readonly scheme: string; readonly query: string }): SettingsView | undefined {
  if (uri.scheme !== SETTINGS_SCHEME) return undefined;
  try {
    const { folder, profile, layout, defaults, beside } = JSON.parse(uri.query) as Partial<Record<keyof SettingsView, unknown>>;
    if (typeof folder !== 'string' || typeof profile !== 'string') return undefined;
    return {
      folder,
      profile,
      layout: layout === 'plain' ? 'plain' : 'origins',
      defaults: defaults === true,
      ...(typeof beside === 'string' && { beside }),
    };
  } catch {
    return undefined;
  }
}
