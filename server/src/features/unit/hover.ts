import type { EffectiveText } from '../../knowledge/render';
import { renderUnitKey } from '../../knowledge/renderSystemd';
import { MASK } from '../../project/mask';
import type { Project } from '../../project/project';
import type { UnitAssignment } from '../../project/subjects/unit';
import type { Hover } from '../hover';
import { lineOf, placeText, type StoryFormat } from '../storyText';
import { entryAt, type OpenUnit, openUnit } from './place';

/** What is known of the key at an offset of a unit, and what holds of it where drop-ins say something else. */
export function unitHover(project: Project, file: string, offset: number, format: StoryFormat): Hover | undefined {
  const open = openUnit(project, file);
  const at = open && entryAt(open, offset);
  if (!open || !at?.onKey) return undefined;
  const { section, key, keySpan } = at.entry;
  const text = renderUnitKey(section, key, { format: format.format, effective: effective(project, open, section, key, format) });
  return text === undefined ? undefined : { text, span: keySpan };
}

/** What holds, where several files or lines have a say. */
function effective(project: Project, { subject }: OpenUnit, section: string, key: string, format: StoryFormat): readonly EffectiveText[] {
  const all = subject?.entries.filter((entry) => entry.section === section && entry.key === key) ?? [];
  if (!subject || all.length < 2) return [];
  const holding = LISTS.test(key) ? subject.all(section, key) : subject.all(section, key).slice(-1);
  return holding.map((entry) => ({
    profile: subject.unit,
    value: shown(entry),
    origin: placeText(entry.file, lineOf(project, entry.place), format),
  }));
}

/** Keys whose values add up. */
const LISTS = /^(Environment|EnvironmentFile|Exec\w+|After|Before|Wants|Requires|Listen\w+|On[A-Z]\w+|\w+Paths)$/;

/** A variable may be a secret whatever its name is. */
function shown({ key, value }: UnitAssignment): string {
  return key === 'Environment' || key === 'SetCredential' ? value.replace(/([=:])(?:"[^"]*"|'[^']*'|[^\s"']+)/g, `$1${MASK}`) : value;
}
