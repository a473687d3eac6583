import type { Value } from '../../server/src/evaluate/value';
import type { ProjectOptions } from '../../server/src/project/open';
import { projectOf, SETTINGS, starts, type Tree } from './project';

/**
 * What the production of a project has of some variables, in words: `1 (app.service:4)` where it is given, `0 unless DEBUG is set …` where
 * that is what it is as long as nobody sets it, `set (compose.yml:7)` where it is not told to what, `open` where nothing tells.
 */
export async function environmentOf(
  tree: Tree,
  names: readonly string[],
  options: Omit<ProjectOptions, 'parsePython'> = {},
): Promise<Readonly<Record<string, string>>> {
  const reads = names.map((name) => `X_${name} = os.environ.get("${name}", None)\n`).join('');
  const settings = `${SETTINGS}import os\n${reads}`;
  const whole = { 'site/wsgi.py': starts('site.settings'), 'site/settings.py': settings, ...tree };
  const project = await projectOf(whole, options);
  const profile = project.profiles.find(({ module }) => module === 'site.settings');
  const found = profile && project.evaluate(profile).settings;
  return Object.fromEntries(names.map((name) => [name, wordsOf(found?.get(`X_${name}`)?.value)]));
}

function wordsOf(value: Value | undefined): string {
  switch (value?.kind) {
    case 'str':
      return `${value.value} (${value.env?.source ?? '?'})`;
    case 'none':
      return 'not set';
    case 'unknown':
      return value.env?.source === undefined ? 'unknown' : `set (${value.env.source})`;
    case 'choice': {
      const [set, other] = value.options;
      if (value.options.length === 2 && set?.value.kind === 'unknown' && other?.value.kind === 'none') return 'open';
      if (value.options.length === 2 && set?.value.kind === 'unknown' && other?.value.kind === 'str') {
        return `${wordsOf(other.value)} unless ${set.when}`;
      }
      return value.options.map((option) => `${wordsOf(option.value)} if ${option.when}`).join('; ');
    }
    default:
      return value?.kind ?? 'nothing';
  }
}
