import { normalize, relativeTo } from '../base/paths';
import type { Place } from '../base/text';
import type { Value } from '../evaluate/value';
import { certainItems } from './judge';
import type { SettingsContext } from './rule';

/** The folder that a value names, normalised; undefined for what is no path, an empty text, or not known. */
export function folderOf(value: Value | undefined): string | undefined {
  return (value?.kind === 'str' || value?.kind === 'path') && value.value !== '' ? normalize(value.value) : undefined;
}

/** `path` lies somewhere below `folder`, and is not the folder itself; both normalised, and of one kind: absolute or relative. */
export function isInside(path: string, folder: string): boolean {
  return path !== folder && folder !== '.' && relativeTo(folder, path) !== undefined;
}

/** An entry of STATICFILES_DIRS that is there whatever the conditions. */
export interface StaticFolder {
  readonly value: Value;
  readonly path: string;
  readonly place: Place;
}

export function staticFolders(context: SettingsContext): readonly StaticFolder[] {
  return certainItems(context.value('STATICFILES_DIRS')).flatMap(({ value }) => {
    const pair = value.kind === 'list' || value.kind === 'tuple' ? value.items : undefined;
    const second = pair?.length === 2 ? pair[1] : undefined;
    const folder = pair ? (second?.kind === 'rest' ? undefined : second) : value;
    const path = folderOf(folder);
    return folder && path !== undefined ? [{ value, path, place: value.at ?? context.place('STATICFILES_DIRS') }] : [];
  });
}
