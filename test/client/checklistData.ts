import { createStrings } from '../../client/src/checklist/strings';
import type { ChecklistDto, EvidenceDto, FixDto, ItemDto, SectionDto } from '../../server/src/protocol';

/** Items, sections and lists for the tests of the checklist, with what a test does not care about filled in. */

export const STRINGS = createStrings();
export const FOLDER = 'file:///shop';

export function item(id: string, status: ItemDto['status'], more: Partial<ItemDto> = {}): ItemDto {
  return { id, title: `Title of ${id}`, status, why: [], evidence: [], fixes: [], ...more };
}

export function section(id: string, ...items: readonly ItemDto[]): SectionDto {
  return { id, title: `Section ${id}`, intro: `Why ${id} matters.`, items };
}

export function checklist(...sections: readonly SectionDto[]): ChecklistDto {
  return {
    folder: { uri: FOLDER, name: 'shop' },
    folders: [{ uri: FOLDER, name: 'shop' }],
    profiles: [{ name: 'config.settings', kind: 'production', because: 'wsgi.py starts it' }],
    profile: 'config.settings',
    django: '5.2 (requirements.txt)',
    sections,
  };
}

export function evidence(file: string, line: number, message: string): EvidenceDto {
  const at = { line: line - 1, character: 0 };
  return { uri: `${FOLDER}/${file}`, label: `${file}:${line}`, range: { start: at, end: at }, message };
}

export function fix(title: string, more: { readonly safe?: boolean; readonly file?: string } = {}): FixDto {
  const { safe = true, file = 'settings.py' } = more;
  return { title, safe, reference: { folder: FOLDER, rule: 'django/x', profile: 'config.settings', file, start: 0, end: 1, title } };
}
