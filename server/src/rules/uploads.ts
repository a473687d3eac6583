import type { Place } from '../base/text';
import type { Project } from '../project/project';
import { isTestOrMigration } from '../project/walk';
import type { Expression, Module } from '../syntax/python/ast';
import { walk } from '../syntax/python/walk';

/** What shows that the project takes files: a field of a model or form, or a view that reads `request.FILES`. A serializer's field may only show one. */
export interface UploadField {
  /** `forms.FileField`, `request.FILES`, as it is written. */
  readonly name: string;
  readonly place: Place;
}

const FIELD = /^django\.(contrib\.gis\.)?(db\.models|forms)(\.[\w.]+)?\.(File|Image)Field$/;

/** The first sign that the project takes files; undefined where its models, forms and views have none. Looks at many files. */
export function uploadField(project: Project): UploadField | undefined {
  return project.derived(findUploadField);
}

function findUploadField(project: Project): UploadField | undefined {
  for (const path of project.listing) {
    if (!/(^|[/_])(models|forms|views)(\.py|\/[^/]+\.py)$/.test(path) || isTestOrMigration(path)) continue;
    if (!/\b((File|Image)Field|FILES)\b/.test(project.files.read(path) ?? '')) continue;
    const tree = project.python(path)?.tree;
    const found = tree && fieldIn(tree);
    if (found) return { name: found.name, place: { file: path, span: found.span } };
  }
  return undefined;
}

function fieldIn(tree: Module) {
  const imports = importsOf(tree);
  let found: { readonly name: string; readonly span: Place['span'] } | undefined;
  walk(tree, (node) => {
    if (found) return false;
    if (node.kind === 'Attribute' && node.name === 'FILES' && isRequest(node.value)) found = { name: 'request.FILES', span: node.span };
    if (node.kind !== 'Call') return true;
    const written = dotted(node.function);
    const [head = '', ...rest] = written?.split('.') ?? [];
    if (written !== undefined && FIELD.test([imports.get(head) ?? head, ...rest].join('.')))
      found = { name: written, span: node.function.span };
    return true;
  });
  return found;
}

/** `request` of a function, `self.request` of a class. */
function isRequest(expression: Expression): boolean {
  return expression.kind === 'Name' ? expression.id === 'request' : expression.kind === 'Attribute' && expression.name === 'request';
}

/** What the imports at the top of a module bind: `models` is `django.db.models`. */
function importsOf(tree: Module): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of tree.body) {
    if (statement.kind === 'ImportFrom' && statement.level === 0) {
      for (const { name, asName } of statement.names) found.set(asName ?? name, `${statement.module}.${name}`);
    }
    if (statement.kind === 'Import') for (const { name, asName } of statement.names) if (asName !== undefined) found.set(asName, name);
  }
  return found;
}

function dotted(expression: Expression): string | undefined {
  if (expression.kind === 'Name') return expression.id;
  const owner = expression.kind === 'Attribute' ? dotted(expression.value) : undefined;
  return expression.kind === 'Attribute' && owner !== undefined ? `${owner}.${expression.name}` : undefined;
}
