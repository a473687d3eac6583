import { dirname } from '../../base/paths';
import type { Place } from '../../base/text';
import type { Discovery } from '../discover';
import { composeReader } from '../environment/composeModel';
import { composeGroups, composeProcesses, type Group, outerLookup } from '../environment/composeSource';
import { kindOfPath } from '../environment/names';
import type { Process } from '../environment/process';
import { kindByName } from '../kind';
import type { ProfileKind } from '../project';
import type { ComposeSubject } from '../subjects/compose';
import { loadCompose, treeOfText } from './load';
import type { ComposedService, ComposeModel } from './model';
import { servicesByName } from './reach';
import { get, placed } from './tree';

/** Every group of compose files of the workspace that is for something, each as what it comes to. */
export function searchCompose(discovery: Discovery): readonly ComposeSubject[] {
  const groups = composeGroups(discovery, composeReader(discovery));
  const { processes } = composeProcesses(discovery);
  const readTree = (path: string) => discovery.ofText(path, treeOfText);
  const readText = (path: string) => discovery.read(path) ?? '';
  const models = groups.map((group) => {
    const lookup = outerLookup(discovery, dirname(group.files[0] ?? ''), group.kind);
    return { group, model: loadCompose(group.files, readTree, readText, { lookup }) };
  });
  const isNamed = models.some(({ group, model }) => namedKind(group) === 'production' && model.services.length > 0);
  return models.map(({ group, model }) => {
    const { kind, because } = kindOf(discovery, group, model, processes, isNamed);
    const file = group.files.at(-1) ?? '';
    const tree = readTree(file);
    const services = tree && get(placed(tree, { file, folder: '' }), 'services');
    const place: Place = { file, span: services ? { start: services.span.start, end: services.span.start } : { start: 0, end: 0 } };
    const name = group.files.join(' with ');
    return { ...model, name, kind, because, place, ...servicesByName(model) };
  });
}

function namedKind({ files }: Group): ProfileKind | undefined {
  const kind = kindOfPath(files.at(-1) ?? '');
  return kind === 'sample' ? undefined : kind;
}

/**
 * For what a group is. A file without a telling name is production's only where nothing speaks against it: it starts a server of Python
 * applications other than one for development, does not cover the code of an image with that of the machine, and no other is named for it.
 */
function kindOf(
  discovery: Discovery,
  group: Group,
  model: ComposeModel,
  processes: readonly Process[],
  isNamed: boolean,
): { readonly kind: ProfileKind; readonly because: string } {
  const named = namedKind(group);
  if (named) return { kind: named, because: `its name says ${named}` };
  const words = group.files.join(' with ');
  const own = processes.filter((process) => process.service !== undefined && process.words.endsWith(` of ${words}`));
  if (isNamed) return { kind: 'development', because: 'another file is named for production' };
  if (model.services.some((service) => mountsSources(discovery, service, model))) {
    return { kind: 'development', because: 'it mounts the source code of the machine' };
  }
  if (model.services.some(startsForDevelopment)) return { kind: 'development', because: 'its settings are named for development' };
  if (own.some(({ kind }) => kind === 'development')) return { kind: 'development', because: 'it starts a server for development' };
  if (own.some(({ kind }) => kind === 'production')) return { kind: 'production', because: 'it starts the application' };
  return { kind: 'development', because: 'it does not show that it starts the application' };
}

/** Whether the code in an image is covered by that of the machine: the folder of the build, or one with Python code in it. */
function mountsSources({ files }: Discovery, { mounts, build }: ComposedService, { folder }: ComposeModel): boolean {
  return mounts.some(({ path }) => {
    if (path === undefined) return false;
    if (path === folder || path === build?.context) return true;
    return ['__init__.py', 'manage.py'].some((name) => files.kind(path === '' ? name : `${path}/${name}`) === 'file');
  });
}

/** A settings module that is named for development. */
function startsForDevelopment({ environment }: ComposedService): boolean {
  const module = environment.get('DJANGO_SETTINGS_MODULE')?.value.value;
  return module !== undefined && kindByName(module) === 'development';
}
