import { dirname, join } from '../base/paths';
import type { Place } from '../base/text';
import { type EntryKind, entryKind, readEntry } from '../project/entries';
import { upwards } from '../project/modules';
import type { Project } from '../project/project';
import { isTestOrMigration } from '../project/walk';
import type { Module, StringLiteral } from '../syntax/python/ast';
import { walk } from '../syntax/python/walk';
import { nodesAround } from './edit/nodes';

/** The one settings module that an entry point names, as text that stands in it. */
export interface NamedModule {
  readonly kind: EntryKind;
  readonly file: string;
  readonly module: string;
  readonly place: Place;
  /** The text between the quotes, to be replaced. */
  readonly content: Place | undefined;
  /** The environment may name another: `setdefault`, `environ.get(…)`. */
  readonly isDefault: boolean;
}

/**
 * The settings modules that the entry points of a workspace name in their own text; those that choose among several are left out. Entry
 * points are looked for where they belong: beside the settings, and in the folders above up to the one that modules are imported from.
 */
export function namedModules(project: Project): readonly NamedModule[] {
  return project.derived(findNamedModules);
}

function findNamedModules(project: Project): readonly NamedModule[] {
  const folders = project.profiles.flatMap(({ file, pythonPath }) =>
    upwards(dirname(file)).filter((folder) => isWithin(folder, pythonPath)),
  );
  const beside = [...new Set(folders)].flatMap((folder) => project.files.list(folder).map((name) => join(folder, name)));
  const files = new Set([...project.profiles.flatMap(({ entry }) => entry), ...beside]);
  return [...files].sort().flatMap((file) => namedIn(project, file) ?? []);
}

function isWithin(folder: string, root: string): boolean {
  return root === '' || folder === root || folder.startsWith(`${root}/`);
}

function namedIn(project: Project, file: string): NamedModule | undefined {
  const kind = isTestOrMigration(file) ? undefined : entryKind(file);
  if (!kind || project.files.read(file)?.includes('DJANGO_SETTINGS_MODULE') !== true) return undefined;
  const tree = project.python(file)?.tree;
  const [module, other] = tree ? readEntry(file, kind, tree).modules : [];
  const literal = tree && module !== undefined && other === undefined ? literalOf(tree, module) : undefined;
  if (!tree || !literal || module === undefined) return undefined;
  const isDefault = nodesAround(tree, literal.span).some(
    (node) => node.kind === 'Call' && node.function.kind === 'Attribute' && /^(setdefault|get|getenv)$/.test(node.function.name),
  );
  const content = literal.parts.length === 1 ? literal.parts[0]?.content : undefined;
  return { kind, file, module, place: { file, span: literal.span }, content: content && { file, span: content }, isDefault };
}

function literalOf(tree: Module, text: string): StringLiteral | undefined {
  const found: StringLiteral[] = [];
  walk(tree, (node) => {
    if (node.kind === 'Str' && node.value === text) found.push(node);
    return true;
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Where a module would be: the deepest of its packages that is a folder of the workspace, and what is missing below it. */
export function nearestPackage(
  project: Project,
  file: string,
  module: string,
): { readonly folder: string; readonly missing: string } | undefined {
  const parts = module.split('.');
  for (let known = parts.length - 1; known > 0; known--) {
    const path = parts.slice(0, known).join('/');
    for (const above of upwards(dirname(file))) {
      for (const root of above === '' ? ['', 'src'] : [above, join(above, 'src')]) {
        const folder = root === '' ? path : join(root, path);
        if (project.files.kind(folder) === 'directory') return { folder, missing: parts.slice(known).join('/') };
      }
    }
  }
  return undefined;
}
