import type { Place } from '../base/text';
import type { Project } from '../project/project';
import { isTestOrMigration } from '../project/walk';
import type { Expression, Module } from '../syntax/python/ast';
import { walk } from '../syntax/python/walk';

/**
 * Where the project gives WebSocket connections to an application of Channels: the `"websocket"` of a `ProtocolTypeRouter`. Undefined
 * where nothing shows it: an asgi.py alone does not, every new project has one.
 */
export function webSocketRoute(project: Project): Place | undefined {
  return project.derived(findWebSocketRoute);
}

function findWebSocketRoute(project: Project): Place | undefined {
  for (const path of project.listing) {
    if (!/(^|\/)(asgi|routing)\w*\.py$/.test(path) || isTestOrMigration(path)) continue;
    if (!(project.files.read(path) ?? '').includes('ProtocolTypeRouter')) continue;
    const tree = project.python(path)?.tree;
    const span = tree && routeIn(tree);
    if (span) return { file: path, span };
  }
  return undefined;
}

function routeIn(tree: Module): Place['span'] | undefined {
  let found: Place['span'] | undefined;
  walk(tree, (node) => {
    if (found) return false;
    if (node.kind !== 'Call' || nameOf(node.function) !== 'ProtocolTypeRouter') return true;
    const [first] = node.arguments;
    const entries = first?.value.kind === 'Dict' ? first.value.entries : [];
    for (const { key } of entries) if (key?.kind === 'Str' && key.value === 'websocket') found = key.span;
    return true;
  });
  return found;
}

function nameOf(expression: Expression): string | undefined {
  if (expression.kind === 'Name') return expression.id;
  return expression.kind === 'Attribute' ? expression.name : undefined;
}
