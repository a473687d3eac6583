import type { Place } from '../../base/text';
import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxDirective } from '../../project/nginx/model';
import { isForWebSockets } from '../../project/nginx/sent';
import { gunicornRun, isGunicorn } from '../../project/servers/gunicorn/runs';
import type { Member, Route } from '../../project/stack/model';
import { insertInto, replaceWord } from '../edit/nginx';
import { type Fix, subjectRule } from '../rule';
import { secondsOf } from '../shared/nginxUnits';
import type { StackContext } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/timeout-mismatch',
    title: 'nginx and the app server give up at different times',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The app server may work on a request for longer than nginx waits for it, or the other way round.',
    settings: [],
  },
  messages: {
    waits:
      'The timeout of gunicorn is {worker} seconds, and nginx waits {nginx} for an answer ({where}).\nA page that takes longer than nginx waits is “504 Gateway Time-out” to the visitor, and the worker goes on for nobody.\nRaise {directive} to the same time.',
    killed:
      'nginx waits {nginx} seconds for an answer ({where}), and gunicorn kills a worker after {worker}.\nA page that takes longer is “502 Bad Gateway” to the visitor.\nRaise timeout of gunicorn to the same time, or let nginx wait as long as gunicorn.',
  },
  check(context) {
    const { routes, members } = context.subject;
    if (routes.length === 0) context.notApplicable('no nginx of the workspace certainly hands requests to Django');
    for (const app of members) {
      const own = routes.filter((route) => route.app === app && !isForWebSockets(route.configuration, route.proxied.block));
      const worker = own.length > 0 ? workerOf(context, app) : undefined;
      if (!worker) continue;
      const waits = own.map(waitOf);
      const known = waits.flatMap((wait) => (wait ? [wait] : []));
      if (known.length < waits.length) context.unknown('how long nginx waits is not known for all of it');
      const longest = known.reduce<Wait | undefined>((most, one) => (most && most.seconds >= one.seconds ? most : one), undefined);
      if (!longest || known.length < waits.length) continue;
      const data = {
        worker: worker.seconds,
        nginx: longest.seconds,
        where: longest.directive
          ? `${longest.name} in ${longest.directive.file}`
          : `${longest.name} by default, in ${longest.route.configuration.file}`,
        directive: longest.name,
      };
      const nginx = longest.directive ?? longest.route.proxied.target.directive;
      if (worker.place && worker.seconds > longest.seconds) {
        const related = [{ place: headOf(nginx), message: `nginx waits ${longest.seconds} seconds here` }];
        context.report({ message: 'waits', data, place: worker.place, related, fixes: raise(context, known, worker.seconds) });
      } else if (longest.directive && worker.isSync && worker.seconds < longest.seconds) {
        const place = worker.place ?? app.process?.command.place ?? app.place;
        const related = [{ place, message: `gunicorn gives a worker ${worker.seconds} seconds` }];
        context.report({ message: 'killed', data, place: headOf(longest.directive), severity: 'info', related });
      }
    }
  },
});

interface Worker {
  readonly seconds: number;
  /** Undefined for gunicorn's default. */
  readonly place: Place | undefined;
  /** A worker takes one request at a time: what it does about it is killed with it. */
  readonly isSync: boolean;
}

/** Undefined for other servers, for workers to which a timeout says nothing about requests, and where it is not told. */
function workerOf({ project, unknown }: StackContext, { process, service }: Member): Worker | undefined {
  if (!process || !isGunicorn(process)) return undefined;
  const run = gunicornRun(project, process);
  const { value, place } = run.setting('timeout');
  const name = run.setting('worker_class').value;
  const threads = run.setting('threads').value;
  const seconds = value.kind === 'int' ? Number(value.value) : undefined;
  const kind = name.kind === 'str' ? name.value : undefined;
  if (seconds === undefined || kind === undefined) unknown('the timeout of gunicorn, or what it means for its workers, is not known');
  // An env file may hold GUNICORN_CMD_ARGS.
  if (!place && service && service.envFiles.length > 0) return undefined;
  // With 0 it never gives up.
  if (seconds === undefined || seconds === 0 || (kind !== 'sync' && kind !== 'gthread')) return undefined;
  return { seconds, place, isSync: kind === 'sync' && threads.kind === 'int' && threads.value <= 1n };
}

interface Wait {
  readonly route: Route;
  readonly name: string;
  readonly seconds: number;
  readonly directive: NginxDirective | undefined;
}

/** Source: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout */
function waitOf(route: Route): Wait | undefined {
  const name = route.proxied.target.protocol === 'uwsgi' ? 'uwsgi_read_timeout' : 'proxy_read_timeout';
  const found = effective(route.configuration, route.proxied.block, name);
  if (found.kind === 'unknown') return undefined;
  if (found.kind === 'unset') return { route, name, seconds: 60, directive: undefined };
  const directive = found.directives.at(-1);
  const seconds = secondsOf(directive?.args[0]?.text ?? '');
  return seconds === undefined ? undefined : { route, name, seconds, directive };
}

/** Where nothing says how long, the locations that hand on get it. */
function raise({ project }: StackContext, waits: readonly Wait[], seconds: number): readonly Fix[] {
  const [only, ...others] = [...new Map(waits.map((wait) => [wait.directive ?? wait.route.proxied.block, wait])).values()];
  if (!only || others.length > 0) return [];
  const { directive, route, name } = only;
  const word = directive?.args[0];
  const edit = () =>
    directive && word
      ? replaceWord(project, directive, word, `${seconds}s`)
      : insertInto(project, route.proxied.block, [`${name} ${seconds}s;`], route.proxied.target.directive);
  return [{ title: `Let nginx wait ${seconds} seconds`, safe: false, edit }];
}
