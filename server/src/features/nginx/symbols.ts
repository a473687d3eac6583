import type { Span } from '../../base/text';
import type { NginxSource } from '../../project/project';
import type { Directive, Statement } from '../../syntax/nginx/ast';

export interface NginxSymbol {
  /** What a person looks for: `example.org, www.example.org`, `/static/`. */
  readonly name: string;
  /** `server :443 ssl`, `location ^~`. */
  readonly detail: string;
  readonly kind: 'module' | 'server' | 'location' | 'upstream' | 'variable' | 'block';
  readonly span: Span;
  /** The words that name it. */
  readonly selection: Span;
  readonly children: readonly NginxSymbol[];
}

/** The outline of a file: its servers, locations, upstreams, maps and other blocks; what they contain is below them. */
export function symbolsOf({ tree }: NginxSource): readonly NginxSymbol[] {
  return symbolsIn(tree.body);
}

function symbolsIn(body: readonly Statement[]): readonly NginxSymbol[] {
  return body.flatMap((statement): readonly NginxSymbol[] => {
    if (statement.kind !== 'directive' || !statement.block) return [];
    const { name, args, span, block } = statement;
    const last = args.at(-1) ?? name;
    const isTable = TABLES.has(name.text);
    return [
      {
        ...title(statement),
        kind: KINDS[name.text] ?? (isTable ? 'variable' : 'block'),
        span,
        selection: { start: name.span.start, end: last.span.end },
        children: isTable || block.raw ? [] : symbolsIn(block.body),
      },
    ];
  });
}

const TABLES: ReadonlySet<string> = new Set(['map', 'geo', 'split_clients', 'geoip2']);

const KINDS: Readonly<Record<string, NginxSymbol['kind']>> = {
  http: 'module',
  events: 'module',
  stream: 'module',
  mail: 'module',
  server: 'server',
  location: 'location',
  upstream: 'upstream',
};

function title({ name, args, block }: Directive): Pick<NginxSymbol, 'name' | 'detail'> {
  const words = args.map((word) => word.text);
  if (name.text === 'server') {
    const names = linesOf(block?.body ?? [], 'server_name').flatMap((line) => line.filter((word) => word !== ''));
    const listens = linesOf(block?.body ?? [], 'listen').map((line) => line.join(' '));
    return { name: names.join(', ') || 'server', detail: listens.length > 0 ? `listen ${listens.join(', ')}` : '' };
  }
  if (name.text === 'location') return { name: words.at(-1) || 'location', detail: ['location', ...words.slice(0, -1)].join(' ') };
  if (TABLES.has(name.text)) return { name: words.at(-1) || name.text, detail: [name.text, ...words.slice(0, -1)].join(' ') };
  return { name: words.length > 0 ? words.join(' ') : name.text, detail: words.length > 0 ? name.text : '' };
}

/** The words of every directive of a name. */
function linesOf(body: readonly Statement[], directive: string): readonly (readonly string[])[] {
  return body.flatMap((each) => (each.kind === 'directive' && each.name.text === directive ? [each.args.map((word) => word.text)] : []));
}
