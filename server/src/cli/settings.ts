import { defaultOf, djangoSetting, djangoSettingNames } from '../knowledge/django';
import { maskedText } from '../project/mask';
import type { Profile } from '../project/project';
import { asDjangoReads } from '../project/scriptPrefix';
import { literalValue } from '../rules/literalValue';
import { lineOf, type SettingsView, settingsJson } from './formats/settingsJson';
import { settingsText } from './formats/settingsText';
import { type Io, UsageError } from './io';
import type { Options } from './options';
import { openSession, type Session } from './session';
import { targetsOf } from './target';

/** Prints what Django would see. Always exit code 0: it judges nothing. */
export async function settings(io: Io, options: Options): Promise<number> {
  const [target, ...others] = targetsOf(options.positionals, io.cwd);
  if (!target || others.length > 0) throw new UsageError('settings: give one project.');
  const session = await openSession(io, options, target);
  const profile = oneProfile(session);
  const view = viewOf(session, profile, options.withDefaults);
  io.out(options.format === 'json' ? settingsJson(session.project, view) : settingsText(session.project, view, io.colors));
  return 0;
}

function oneProfile({ profiles, target }: Session): Profile {
  const [first, ...others] = profiles;
  if (!first) throw new UsageError(`${target.root}: no settings module was found.`);
  if (others.length === 0) return first;
  throw new UsageError(`there are several profiles: choose one with --profile (${profiles.map((profile) => profile.name).join(', ')}).`);
}

function viewOf({ project }: Session, profile: Profile, withDefaults: boolean): SettingsView {
  const evaluated = project.evaluate(profile);
  const set = new Map([...evaluated.settings].map(([name, one]) => [name, { ...one, value: asDjangoReads(name, one.value, evaluated) }]));
  const version = project.django.version;
  const defaults = djangoSettingNames(version).flatMap((name) => {
    const known = set.has(name) ? undefined : djangoSetting(name);
    const literal = known && defaultOf(known, version);
    return literal ? [{ name, value: literalValue(literal) }] : [];
  });
  const { raised, incomplete } = evaluated;
  return {
    profile,
    incomplete,
    raised: raised && { file: raised.place.file, line: lineOf(project, raised.place), message: maskedText(raised.message) },
    settings: [...set].map(([name, setting]) => ({ name, setting })),
    defaults: withDefaults ? defaults : undefined,
  };
}
