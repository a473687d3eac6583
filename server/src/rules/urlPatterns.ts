import type { Place } from '../base/text';
import { text } from '../evaluate/value';
import { moduleFile } from '../project/modules';
import type { Call, Expression, Module, Statement } from '../syntax/python/ast';
import type { SettingsContext } from './rule';

/** A pattern that is always part of the project's URLs. */
export interface UrlPattern {
  /** `path`: a plain route; `re_path`: a regular expression. */
  readonly kind: 'path' | 're_path';
  readonly route: string;
  /** Dotted name of the view, or of what is included; undefined where it is no imported name. */
  readonly view: string | undefined;
  readonly place: Place;
}

/**
 * The patterns that stand, whatever the conditions, in the `urlpatterns` of the module that ROOT_URLCONF names. There may be more:
 * those of included modules, under conditions, or built by code are left out. Undefined where the module is not in the workspace.
 */
export function rootPatterns(context: SettingsContext): readonly UrlPattern[] | undefined {
  const module = text(context.value('ROOT_URLCONF'));
  const file = module === undefined ? undefined : moduleFile(context.project.files, context.profile.pythonPath, module);
  const tree = file === undefined ? undefined : context.project.python(file)?.tree;
  if (file === undefined || !tree) return undefined;
  const names = importedNames(tree);
  return elementsOf(tree).flatMap((element) => (element.kind === 'Call' ? patternOf(element, names, file) : []));
}

/** The elements that the last plain assignment of `urlpatterns` gives, and what is added to it afterwards. */
function elementsOf(tree: Module): readonly Expression[] {
  const last = tree.body.findLastIndex((statement) => statement.kind !== 'AugAssign' && valueFor(statement) !== undefined);
  if (last < 0) return [];
  return tree.body.slice(last).flatMap((statement) => {
    const value = valueFor(statement);
    return value ? displayed(value) : [];
  });
}

function valueFor(statement: Statement): Expression | undefined {
  const isName = (target: Expression) => target.kind === 'Name' && target.id === 'urlpatterns';
  switch (statement.kind) {
    case 'Assign':
      return statement.targets.some(isName) ? statement.value : undefined;
    case 'AnnAssign':
    case 'AugAssign':
      return isName(statement.target) ? statement.value : undefined;
    default:
      return undefined;
  }
}

function displayed(expression: Expression): readonly Expression[] {
  if (expression.kind === 'List' || expression.kind === 'Tuple') return expression.elements;
  if (expression.kind === 'BinOp' && expression.operator === '+') return [...displayed(expression.left), ...displayed(expression.right)];
  return [];
}

const KINDS: Readonly<Record<string, UrlPattern['kind'] | undefined>> = {
  'django.urls.path': 'path',
  'django.urls.re_path': 're_path',
  'django.urls.conf.path': 'path',
  'django.urls.conf.re_path': 're_path',
  'django.conf.urls.url': 're_path',
};

function patternOf(call: Call, names: ReadonlyMap<string, string>, file: string): readonly UrlPattern[] {
  const kind = KINDS[dotted(call.function, names) ?? ''];
  const [route, view] = call.arguments;
  if (!kind || route?.value.kind !== 'Str' || route.name !== undefined || !view) return [];
  return [{ kind, route: route.value.value, view: viewOf(view.value, names), place: { file, span: call.span } }];
}

function viewOf(view: Expression, names: ReadonlyMap<string, string>): string | undefined {
  if (view.kind !== 'Call') return dotted(view, names);
  const [included] = view.arguments;
  return dotted(view.function, names)?.endsWith('.include') && included ? dotted(included.value, names) : undefined;
}

/** What the imports at the top of a module bind, by the name that they bind. */
function importedNames(tree: Module): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of tree.body) {
    if (statement.kind === 'ImportFrom' && statement.level === 0) {
      for (const { name, asName } of statement.names) found.set(asName ?? name, `${statement.module}.${name}`);
    }
    if (statement.kind === 'Import') {
      for (const { name, asName } of statement.names)
        found.set(asName ?? name.split('.')[0] ?? '', asName ? name : (name.split('.')[0] ?? ''));
    }
  }
  return found;
}

/** The dotted name of an imported name or of an attribute of one. */
function dotted(expression: Expression, names: ReadonlyMap<string, string>): string | undefined {
  if (expression.kind === 'Name') return names.get(expression.id);
  if (expression.kind !== 'Attribute') return undefined;
  const owner = dotted(expression.value, names);
  return owner === undefined ? undefined : `${owner}.${expression.name}`;
}
