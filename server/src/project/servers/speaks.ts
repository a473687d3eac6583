import type { Place } from '../../base/text';
import { text } from '../../evaluate/value';
import type { Expression, Module } from '../../syntax/python/ast';
import { statements } from '../entries';
import type { Project } from '../project';
import type { ServerSubject } from '../subjects/server';
import { gunicornRun } from './gunicorn/runs';
import { isOn, valueFor } from './options';
import type { ServedName } from './serverReader';
import { readerOf } from './servers';
import { resolveServed } from './target';

/** What a server speaks with the application; undefined where the files do not tell it. `rsgi` is granian’s own. */
export function serverSpeaks(project: Project, { program, process, options }: ServerSubject): 'wsgi' | 'asgi' | 'rsgi' | undefined {
  if (program === 'uwsgi') return 'wsgi';
  if (program === 'gunicorn') return process && gunicornSpeaks(project, process);
  if (!process || !options) return undefined;
  if (program === 'granian') {
    const found = valueFor(options, 'interface');
    if (found.kind === 'unknown') return undefined;
    if (found.kind === 'default') return 'rsgi';
    return found.value === 'wsgi' ? 'wsgi' : found.value.startsWith('asgi') ? 'asgi' : 'rsgi';
  }
  if (program === 'uvicorn') {
    const found = valueFor(options, 'interface');
    if (found.kind === 'unknown' || isOn(options, 'factory', false) !== false) return undefined;
    return found.kind === 'value' && found.value === 'wsgi' ? 'wsgi' : 'asgi';
  }
  const speaks = readerOf(process)?.speaks;
  return speaks === 'both' ? undefined : speaks;
}

/** By its worker class. Source: https://gunicorn.org/reference/settings/#worker_class */
function gunicornSpeaks(project: Project, process: NonNullable<ServerSubject['process']>): 'wsgi' | 'asgi' | undefined {
  const name = text(gunicornRun(project, process).setting('worker_class').value);
  if (name === undefined) return undefined;
  if (/^(sync|gthread|eventlet|gevent|gevent_wsgi|gevent_pywsgi)$/.test(name)) return 'wsgi';
  return name === 'asgi' || /^(uvicorn(_worker)?|uvicorn\.workers)\.\w*UvicornH?1?1?Worker$/.test(name) || /Uvicorn\w*Worker$/.test(name)
    ? 'asgi'
    : undefined;
}

/** The application that a name leads to, and what it is: made by `get_asgi_application()`, a router of Channels, `get_wsgi_application()`. */
export function servedFile(
  project: Project,
  served: ServedName,
): { readonly kind: 'wsgi' | 'asgi' | undefined; readonly place: Place } | undefined {
  const found = resolveServed(project, served);
  if (found.kind !== 'found' || served.isFactory) return undefined;
  const tree = project.python(found.file)?.tree;
  const name = served.attribute ?? 'application';
  if (!tree || name.includes('.')) return undefined;
  return applicationIn(tree, name, found.file);
}

function applicationIn(tree: Module, name: string, file: string) {
  let found: { readonly kind: 'wsgi' | 'asgi' | undefined; readonly place: Place } | undefined;
  for (const statement of statements(tree.body)) {
    if (statement.kind !== 'Assign' || !statement.targets.some((target) => target.kind === 'Name' && target.id === name)) continue;
    // Bound twice, or in a branch: the later one may wrap the earlier.
    if (found || !tree.body.includes(statement)) return undefined;
    found = { kind: kindOf(statement.value), place: { file, span: statement.span } };
  }
  return found;
}

function kindOf(value: Expression): 'wsgi' | 'asgi' | undefined {
  if (value.kind !== 'Call') return undefined;
  const { function: called } = value;
  const name = called.kind === 'Name' ? called.id : called.kind === 'Attribute' ? called.name : '';
  if (name === 'get_asgi_application' || name === 'ProtocolTypeRouter') return 'asgi';
  return name === 'get_wsgi_application' ? 'wsgi' : undefined;
}
