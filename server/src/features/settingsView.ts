import { literalValue } from '../evaluate/literalValue';
import type { Setting } from '../evaluate/settings';
import type { Value } from '../evaluate/value';
import { defaultOf, djangoSetting, djangoSettingNames } from '../knowledge/django';
import { maskedText } from '../project/mask';
import type { Profile, Project } from '../project/project';
import { asDjangoReads } from '../project/scriptPrefix';
import { lineOf } from './storyText';

/** Everything that Django would see in one profile. Nothing in it is masked but `raised`. */
export interface ProfileSettings {
  readonly profile: Profile;
  /** What the project sets, in order of first binding; as `django.conf.settings` hands it out. */
  readonly settings: readonly { readonly name: string; readonly setting: Setting }[];
  /** Why settings may be missing, in words. */
  readonly incomplete: string | undefined;
  /** The error that every start meets; what follows it was not read. `line` is one-based. */
  readonly raised: { readonly file: string; readonly line: number; readonly message: string } | undefined;
  /** What nothing sets and Django has a plain default for. */
  readonly defaults: readonly { readonly name: string; readonly value: Value }[];
}

export function settingsOf(project: Project, profile: Profile): ProfileSettings {
  const evaluated = project.evaluate(profile);
  const version = project.django.version;
  const defaults = djangoSettingNames(version).flatMap((name) => {
    const known = evaluated.settings.has(name) ? undefined : djangoSetting(name);
    const literal = known && defaultOf(known, version);
    return literal ? [{ name, value: literalValue(literal) }] : [];
  });
  const { raised, incomplete } = evaluated;
  return {
    profile,
    incomplete,
    raised: raised && { file: raised.place.file, line: lineOf(project, raised.place), message: maskedText(raised.message) },
    settings: [...evaluated.settings].map(([name, setting]) => ({
      name,
      setting: { ...setting, value: asDjangoReads(name, setting.value, evaluated) },
    })),
    defaults,
  };
}
