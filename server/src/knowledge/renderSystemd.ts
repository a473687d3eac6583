import { code } from './document';
import { unitKeyProse } from './prose/systemd';
import { closing, type EffectiveText, facts, finish, opening, proseFacts, type RenderOptions, rowsOf } from './render';
import { unitKeyKind, unitManual, unitWordsOf } from './systemd';

/** Everything worth knowing about a key of a section of a unit; undefined for one that systemd does not know there. */
export function renderUnitKey(
  section: string,
  key: string,
  options: RenderOptions & { readonly effective?: readonly EffectiveText[] } = {},
): string | undefined {
  const kind = unitKeyKind(section, key);
  const prose = unitKeyProse(section, key);
  if (kind === undefined && !prose) return undefined;
  const words = kind === undefined ? undefined : unitWordsOf(kind);
  return finish(
    [
      { kind: 'title', name: `${key}=`, context: `systemd · [${section}]` },
      ...opening(prose, options.effective),
      facts([...proseFacts(prose), ...rowsOf([['Takes', words?.map(code).join(', ')]])]),
      ...closing(prose),
      { kind: 'link', label: 'systemd documentation', url: unitManual(section, key) },
    ],
    options,
  );
}
