import { basename } from '../base/paths';
import type { Place } from '../base/text';
import type { Setting } from '../evaluate/settings';
import { alternatives, type Value } from '../evaluate/value';
import type { Project } from '../project/project';
import { walk } from '../project/walk';
import type { GunicornContext } from './rule';

/** A name of the configuration file that a statement of a workspace file binds; undefined for one that is not there. */
export function configured(context: GunicornContext, name: string): Setting | undefined {
  const setting = context.config.names.get(name) ?? context.config.settings.get(name);
  return setting && setting.assignments.length > 0 ? setting : undefined;
}

/** Where to show a finding about a setting: the name in the statement that holds. */
export function placeOf(setting: Setting): Place {
  const last = setting.assignments.at(-1);
  return last ? { file: last.place.file, span: last.target } : { file: '', span: { start: 0, end: 0 } };
}

/** Whether gunicorn takes a value for true: it knows the word as well. Undefined where that is open. */
export function isOn(value: Value): boolean | undefined {
  const answers = new Set(
    alternatives(value).map((each) => {
      if (each.kind === 'bool') return each.value;
      if (each.kind === 'str') return each.value.trim().toLowerCase() === 'true';
      return each.kind === 'none' ? false : undefined;
    }),
  );
  return answers.size === 1 ? [...answers][0] : undefined;
}

/** The texts of a setting that takes one text or a list of them; undefined where one is not known. */
export function texts(value: Value): readonly string[] | undefined {
  if (value.kind === 'str') return value.value === '' ? [] : [value.value];
  if (value.kind !== 'list' && value.kind !== 'tuple') return undefined;
  const found: string[] = [];
  for (const item of value.items) {
    if (item.kind !== 'str') return undefined;
    found.push(item.value);
  }
  return found;
}

const CONTAINER =
  /^((.*\.)?(Dockerfile|Containerfile)(\..*)?|(docker-)?compose(\..*)?\.ya?ml|Procfile|fly\.toml|render\.yaml|railway\.(json|toml)|app\.json|heroku\.yml|nixpacks\.toml|captain-definition|app\.yaml|Chart\.yaml|kustomization\.ya?ml)$/i;

/** A file of the workspace that shows that the server runs in a container or on a platform, whose router is the only way to it. */
export function containerFile(project: Project): string | undefined {
  return walk(project.files, () => false).files.find((path) => CONTAINER.test(basename(path)));
}

/** A systemd unit of the workspace that starts gunicorn and expects it to stay in the foreground. */
export function foregroundUnit(project: Project): string | undefined {
  return walk(project.files, () => false).files.find((path) => {
    if (!path.endsWith('.service')) return false;
    const text = project.files.read(path) ?? '';
    return /^\s*ExecStart\s*=.*gunicorn/m.test(text) && !/^\s*Type\s*=\s*forking\b/m.test(text);
  });
}
