import type { Place } from '../../base/text';
import type { EvaluatedSettings, Setting } from '../../evaluate/settings';

/** A name of the configuration file that a statement of a workspace file binds; undefined for one that is not there. */
export function configured(config: EvaluatedSettings, name: string): Setting | undefined {
  const setting = config.names.get(name) ?? config.settings.get(name);
  return setting && setting.assignments.length > 0 ? setting : undefined;
}

/** The name in the statement that holds. */
export function nameIn(setting: Setting): Place {
  const last = setting.assignments.at(-1);
  return last ? { file: last.place.file, span: last.target } : { file: '', span: { start: 0, end: 0 } };
}
