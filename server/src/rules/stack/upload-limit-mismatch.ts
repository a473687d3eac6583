import { alternatives } from '../../evaluate/value';
import { effective } from '../../project/nginx/inheritance';
import { enclosing, headOf, type NginxDirective } from '../../project/nginx/model';
import type { Route } from '../../project/stack/model';
import { insertInto, replaceWord } from '../edit/nginx';
import { doubt } from '../judge';
import { type Fix, subjectRule } from '../rule';
import { bytesOf } from '../shared/nginxUnits';
import { type StackContext, sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/upload-limit-mismatch',
    title: 'nginx refuses what Django is set to take',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'DATA_UPLOAD_MAX_MEMORY_SIZE is above client_max_body_size: what lies between is a 413 from nginx.',
    settings: ['DATA_UPLOAD_MAX_MEMORY_SIZE'],
  },
  messages: {
    smaller:
      'Django takes bodies up to {django} (DATA_UPLOAD_MAX_MEMORY_SIZE), and nginx refuses all above {nginx} ({where}).\nA visitor who sends more gets “413 Request Entity Too Large” from nginx, and Django never hears of it.\nRaise client_max_body_size to what Django takes.',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      const value = site.asked.value('DATA_UPLOAD_MAX_MEMORY_SIZE');
      const set = site.asked.setting('DATA_UPLOAD_MAX_MEMORY_SIZE');
      if (!set) context.notApplicable('DATA_UPLOAD_MAX_MEMORY_SIZE is not set');
      if (!set) continue;
      const sizes = alternatives(value).map((one) => (one.kind === 'int' ? Number(one.value) : undefined));
      const django = sizes.every((size) => size !== undefined) ? Math.min(...sizes) : undefined;
      if (django === undefined && !alternatives(value).every(({ kind }) => kind === 'none'))
        context.unknown(doubt('DATA_UPLOAD_MAX_MEMORY_SIZE', value));
      if (django === undefined) continue;
      if (site.routes.length === 0) context.notApplicable('no nginx of the workspace certainly hands requests to it');
      const limits = site.routes.map(limitOf);
      const known = limits.flatMap((limit) => (limit ? [limit] : []));
      if (known.length < limits.length) context.unknown('what client_max_body_size is for all of it is not known');
      // One location that takes as much is where the large bodies go.
      const [first] = known;
      if (!first || known.length < limits.length || known.some(({ bytes }) => bytes === 0 || bytes >= django)) continue;
      const largest = known.reduce((most, one) => (one.bytes > most.bytes ? one : most), first);
      context.report({
        message: 'smaller',
        data: {
          django: inWords(django),
          nginx: inWords(largest.bytes),
          where: largest.directive
            ? `client_max_body_size in ${largest.directive.file}`
            : `by default, in ${largest.route.configuration.file}`,
        },
        place: site.asked.place('DATA_UPLOAD_MAX_MEMORY_SIZE'),
        related: [
          largest.directive
            ? { place: headOf(largest.directive), message: 'nginx takes no more than this' }
            : {
                place: headOf(largest.route.proxied.target.directive),
                message: 'client_max_body_size is not set for this: nginx takes 1 MB',
              },
        ],
        fixes: raise(context, largest, django),
      });
    }
  },
});

interface Limit {
  readonly route: Route;
  /** 0 for none. */
  readonly bytes: number;
  readonly directive: NginxDirective | undefined;
}

function limitOf(route: Route): Limit | undefined {
  const found = effective(route.configuration, route.proxied.block, 'client_max_body_size');
  if (found.kind === 'unknown') return undefined;
  if (found.kind === 'unset') return { route, bytes: 1024 ** 2, directive: undefined };
  const directive = found.directives.at(-1);
  const bytes = bytesOf(directive?.args[0]?.text ?? '');
  return bytes === undefined ? undefined : { route, bytes, directive };
}

function raise({ project }: StackContext, { route, directive }: Limit, bytes: number): readonly Fix[] {
  const size = `${Math.ceil(bytes / 1024 ** 2)}m`;
  const word = directive?.args[0];
  const server = enclosing(route.proxied.block, 'server');
  const title = `Take bodies up to ${size}`;
  if (directive && word) return [{ title, safe: false, edit: () => replaceWord(project, directive, word, size) }];
  return server?.opener ? [{ title, safe: false, edit: () => insertInto(project, server, [`client_max_body_size ${size};`]) }] : [];
}

function inWords(bytes: number): string {
  const [unit, size] = bytes >= 1024 ** 2 ? (['MB', bytes / 1024 ** 2] as const) : (['KB', bytes / 1024] as const);
  return `${Number(size.toFixed(1))} ${unit}`;
}
