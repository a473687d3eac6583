import { formatVersion } from '../../base/version';
import { code } from '../../knowledge/document';
import { type EffectiveText, renderGunicornSetting } from '../../knowledge/render';
import { maskedValue } from '../../project/mask';
import type { Project } from '../../project/project';
import { type GunicornRun, gunicornRuns } from '../../project/servers/gunicorn/runs';
import type { Hover } from '../hover';
import { lineOf, placeText, type StoryFormat } from '../storyText';
import { formatValue } from '../valueText';
import { optionOf, wordIndex, wordsAt } from './place';

/** What the flag or value at an offset of a command line is about, and what gunicorn has for it there. */
export function flagHover(project: Project, file: string, offset: number, format: StoryFormat): Hover | undefined {
  const open = wordsAt(project, file, offset);
  const index = open ? wordIndex(open.words, file, offset) : -1;
  const option = open && index >= 0 ? optionOf(open.words, index) : undefined;
  const word = open?.words.args[index];
  if (!open || !option || !word) return undefined;
  const effective = open.runs.map((run) => effectiveIn(project, run, option.setting.name, format));
  const text = renderGunicornSetting(option.setting, project.gunicorn.version, { format: format.format, effective });
  return { text, span: word.place.span };
}

/** What a setting is wherever gunicorn reads a configuration file: an option of the command line may be stronger. */
export function effectiveInRuns(project: Project, file: string, name: string, format: StoryFormat): readonly EffectiveText[] {
  const runs = gunicornRuns(project).filter(({ config }) => config?.file === file);
  return runs.map((run) => effectiveIn(project, run, name, format));
}

const ORIGINS = { environment: 'environment', arguments: 'GUNICORN_CMD_ARGS', command: 'command line', file: undefined } as const;

function effectiveIn(project: Project, run: GunicornRun, name: string, format: StoryFormat): EffectiveText {
  const { value, origin, place } = run.setting(name);
  const shown = { profile: run.name, value: cut(formatValue(maskedValue(name, value))) };
  if (origin === 'default') return { ...shown, origin: `the default of gunicorn ${formatVersion(run.version)}` };
  const at = place && placeText(place.file, lineOf(project, place), format);
  const words = [ORIGINS[origin] && code(ORIGINS[origin]), at].filter((one) => one !== undefined && one !== '').join(', ');
  return words === '' ? shown : { ...shown, origin: words };
}

const MAX_LENGTH = 200;

function cut(line: string): string {
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}
