import type { Value } from '../../evaluate/value';
import { formatValue } from '../../features/valueText';
import { maskedValue } from '../../project/mask';
import type { Project } from '../../project/project';
import { painter } from './paint';
import { originOf, type SettingsView } from './settingsJson';

/** `settings --format text`: every setting with its value and the story of it: where it came from, what it replaced. */
export function settingsText(project: Project, { profile, settings, incomplete, raised, defaults }: SettingsView, colors: boolean): string {
  const paint = painter(colors);
  const head = `${paint.bold(profile.name)} · ${profile.kind}, ${profile.because} · Django ${project.django.version.major}.${project.django.version.minor} (${project.django.source})\n`;
  const set = settings.map(({ name, setting }) => {
    const value = maskedValue(name, setting.value);
    const origin = originOf(project, setting);
    const last = origin.at(-1);
    const lines = [`${paint.bold(name)} = ${formatValue(value, 'page')}`];
    if (last) lines.push(paint.faint(`    ${last.file}:${last.line}${environmentStory(value)}`));
    for (const before of origin.slice(0, -1).toReversed()) lines.push(paint.faint(`    after ${before.file}:${before.line}`));
    return `${lines.join('\n')}\n`;
  });
  const unset = (defaults ?? []).map(
    ({ name, value }) => `${name} = ${formatValue(maskedValue(name, value), 'page')} ${paint.faint('(default)')}\n`,
  );
  const notes = [
    ...(incomplete === undefined ? [] : [`There may be more settings: ${incomplete}.\n`]),
    ...(raised ? [paint.error(`${raised.file}:${raised.line}: the settings stop here: ${raised.message}`)] : []),
  ];
  return [head, ...set, ...notes, ...(unset.length > 0 ? ['', ...unset] : [])].join('\n');
}

function environmentStory(value: Value): string {
  const read = value.env;
  if (!read) return '';
  const state = { given: 'given', unset: 'not set', unknown: 'not known here' }[read.state];
  const fallback = read.default === 'required' ? 'required' : 'with a default';
  return `, from the environment: ${read.name} by ${read.reader} as ${read.parse} (${state}, ${fallback})`;
}
