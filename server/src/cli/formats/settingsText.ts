import { isDjangoDefault, storyOf, storySource } from '../../features/story';
import { storyText } from '../../features/storyText';
import { formatValue } from '../../features/valueText';
import { maskedValue } from '../../project/mask';
import type { Project } from '../../project/project';
import { painter } from './paint';
import type { SettingsView } from './settingsJson';

export interface SettingsTextOptions {
  readonly colors: boolean;
  /** Characters of a line; longer values are cut. */
  readonly columns: number;
}

const WIDEST_NAME = 32;
const NARROWEST_VALUE = 30;
const PLAIN = { format: 'text', link: () => '' } as const;

/**
 * `settings --format text`: a setting a line with its value, and below it the story: where it came from, what it replaced. A few
 * settings that were asked for by name have their values whole.
 */
export function settingsText(project: Project, view: SettingsView, { colors, columns }: SettingsTextOptions): string {
  const { profile, incomplete, raised, named } = view;
  const settings = view.settings.filter(({ setting }) => !isDjangoDefault(project, setting));
  const untouched = view.settings.filter(({ setting }) => isDjangoDefault(project, setting));
  const defaults =
    view.defaults || named ? [...untouched.map(({ name, setting }) => ({ name, value: setting.value })), ...(view.defaults ?? [])] : [];
  const paint = painter(colors);
  const source = storySource(project);
  const names = [...settings, ...defaults].map(({ name }) => name);
  const width = Math.min(WIDEST_NAME, Math.max(0, ...names.map((name) => name.length)));
  const line = (name: string, value: string, rest = '') =>
    `${paint.bold(name)}${' '.repeat(Math.max(0, width - name.length))}  ${value}${rest}`;
  const room = (name: string) => Math.max(NARROWEST_VALUE, columns - Math.max(width, name.length) - 2);

  const told = settings.map(({ name, setting }) => {
    const { value, lead, lines } = storyOf(source, { profile, name, value: setting.value });
    const shown = named ? whole(name, setting.value) : cut(value, room(name));
    const story = [...(lead ? [lead] : []), ...lines].map((each) => paint.faint(`    ${storyText(project, each, PLAIN)}`));
    return [line(name, shown), ...story].join('\n');
  });
  const unset = defaults.map(({ name, value }) =>
    line(
      name,
      named ? whole(name, value) : cut(formatValue(maskedValue(name, value), 'brief'), room(name)),
      paint.faint('  (Django’s default)'),
    ),
  );
  const notes = [
    ...(incomplete === undefined ? [] : [`There may be more settings: ${incomplete}.`]),
    ...(raised ? [paint.error(`${raised.file}:${raised.line}: the settings stop here: ${raised.message}`)] : []),
  ];
  const head = `${paint.bold(profile.name)} · ${profile.kind}, ${profile.because} · Django ${project.django.version.major}.${project.django.version.minor} (${project.django.source})`;
  return `${[[head], told, notes, unset].flatMap((block) => (block.length > 0 ? [block.join('\n')] : [])).join('\n\n')}\n`;

  /** Everything, what is long on lines of its own. Conditions stay with the story. */
  function whole(name: string, value: Parameters<typeof maskedValue>[1]): string {
    const masked = maskedValue(name, value);
    return formatValue(masked, masked.kind === 'choice' ? 'brief' : 'page');
  }
}

function cut(line: string, length: number): string {
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
