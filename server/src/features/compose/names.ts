import { dirname } from '../../base/paths';
import { contains, type Place } from '../../base/text';
import { colonParts } from '../../project/compose/merge';
import { below } from '../../project/compose/text';
import type { Project } from '../../project/project';
import type { ComposeSubject } from '../../project/subjects/compose';
import type { YamlPlace } from './place';

/** A name of a section of a compose file: `services`, `networks`, `volumes`, `secrets`, `configs`. */
export interface Named {
  readonly section: string;
  readonly name: string;
}

const SECTIONS: ReadonlySet<string> = new Set(['services', 'networks', 'volumes', 'secrets', 'configs']);

/** What is named at a place: where it is declared, or where a service names it. */
export function namedAt({ path, on, text }: YamlPlace): Named | undefined {
  const [top = '', , key = '', fourth] = path;
  if (on === 'key' && path.length === 2 && SECTIONS.has(top)) return { section: top, name: text };
  if (top !== 'services' || path.length < 3) return undefined;
  const isName = (on === 'key' && path.length === 4) || (on === 'value' && path.length === 4 && fourth === '[]');
  if (key === 'depends_on' && isName) return { section: 'services', name: text };
  if (key === 'extends' && on === 'value' && (path.length === 3 || fourth === 'service')) return { section: 'services', name: text };
  if (key === 'links' && isName) return { section: 'services', name: colonParts(text)[0]?.text ?? text };
  if (key === 'networks' && isName) return { section: 'networks', name: text };
  if ((key === 'secrets' || key === 'configs') && on === 'value') {
    return path.length === 4 || path[4] === 'source' ? { section: key, name: text } : undefined;
  }
  if (key === 'volumes' && on === 'value') return volumeAt(path, text);
  return undefined;
}

function volumeAt(path: readonly string[], text: string): Named | undefined {
  const source = path.length === 4 ? colonParts(text) : path[4] === 'source' ? [{ text }, { text: '' }] : [];
  const name = source[0]?.text;
  return source.length > 1 && name !== undefined && /^[\w.-]+$/.test(name) && !name.startsWith('.')
    ? { section: 'volumes', name }
    : undefined;
}

/** The file that a value names: `env_file`, `build`, `dockerfile`, `extends.file`, a mounted file; undefined for another value. */
export function targetOf(
  project: Project,
  file: string,
  place: YamlPlace,
  groups: readonly ComposeSubject[],
): readonly Place[] | undefined {
  const { path, on, text } = place;
  const [top, name = '', key, fourth, fifth] = path;
  if (top !== 'services' || on !== 'value') return undefined;
  const paths = groups.flatMap((group): readonly (string | undefined)[] => {
    const service = group.service(name);
    if (key === 'env_file' && (fourth === undefined || fourth === '[]')) {
      return (
        service?.envFiles.filter((one) => one.place.file === file && contains(one.place.span, place.span.start)).map((one) => one.path) ??
        []
      );
    }
    if (key === 'build' && (fourth === undefined || fourth === 'context' || fourth === 'dockerfile')) return [service?.build?.dockerfile];
    if (key === 'extends' && fourth === 'file') return [below(dirname(file), text)];
    if (key === 'volumes' && (fifth === undefined || fifth === 'source')) {
      return (
        service?.mounts.filter((one) => one.place.file === file && contains(one.place.span, place.span.start)).map((one) => one.path) ?? []
      );
    }
    return [];
  });
  const found = [...new Set(paths)].filter((path): path is string => path !== undefined && project.files.kind(path) === 'file');
  return found.length > 0 ? found.map((path) => ({ file: path, span: { start: 0, end: 0 } })) : undefined;
}
