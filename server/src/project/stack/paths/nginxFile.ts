import { join, normalize } from '../../../base/paths';
import { effective } from '../../nginx/inheritance';
import { answering, isRegex, locationOf } from '../../nginx/locations';
import { enclosing, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../../nginx/model';
import { isUnknown } from '../../nginx/placeholder';
import { toRegExp } from '../../nginx/servers';
import { type Proxied, proxiedBlocks } from '../../nginx/upstreams';

/** What nginx does with a request for a path. */
export type NginxAnswer =
  /** It sends the file at `path`, as it sees it: absolute and normalised. `directive`: the root or alias that says so. */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly block: NginxBlock;
      readonly directive: NginxDirective;
      readonly orElse: boolean;
    }
  /** It hands the request on. */
  | { readonly kind: 'proxied'; readonly proxied: Proxied; readonly block: NginxBlock }
  /** It answers by itself: `return`, `deny all`. */
  | { readonly kind: 'refused'; readonly words: string; readonly block: NginxBlock }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * What a server of nginx does with a request.
 * Source: https://nginx.org/en/docs/http/ngx_http_core_module.html#root
 * @param path decoded, from `/` on, without arguments.
 */
export function nginxAnswer(configuration: NginxConfiguration, server: NginxBlock, path: string): NginxAnswer {
  const moved = [server, ...server.all('if').flatMap(({ block }) => block ?? [])].find((block) => block.all('rewrite').length > 0);
  if (moved) return unknown('a rewrite of the server may change the path');
  const answer = server.all('return').find(({ conditional }) => !conditional);
  if (answer) return { kind: 'refused', words: 'return of the whole server', block: server };
  const block = answering(configuration, server, path);
  if (!block) return unknown(`which location answers ${path} cannot be seen`);
  return inBlock(configuration, block, path);
}

function inBlock(configuration: NginxConfiguration, block: NginxBlock, path: string): NginxAnswer {
  const odd = oddIn(block);
  if (odd !== undefined) return unknown(odd);
  if (block.all('return').length > 0) return { kind: 'refused', words: 'return', block };
  if (block.all('internal').length > 0) return { kind: 'refused', words: 'internal', block };
  const proxied = proxiedBlocks(configuration).find((each) => each.block === block);
  if (proxied) return { kind: 'proxied', proxied, block };
  return fileIn(configuration, block, path);
}

const HANDLERS =
  /^(stub_status|empty_gif|perl|api|js_content|content_by_lua\w*|echo|dav_methods|hls|passenger_enabled|image_filter|upload_pass|mp4|flv|secure_link)$/;
const MOVES: ReadonlySet<string> = new Set([
  'rewrite',
  'return',
  'proxy_pass',
  'uwsgi_pass',
  'fastcgi_pass',
  'root',
  'alias',
  'break',
  'set',
]);

/** In words, what of a block is not followed here. */
function oddIn(block: NginxBlock): string | undefined {
  if (block.open !== undefined) return block.open;
  if (block.directives.some(({ conditional }) => conditional)) return 'a template decides what stands in the location';
  const handler = block.directives.find(({ name }) => HANDLERS.test(name));
  if (handler) return `${handler.name} answers in the location`;
  if (block.all('rewrite').length > 0) return 'a rewrite changes the path';
  const moves = block.all('if').some(({ block: inner }) => inner?.directives.some(({ name }) => MOVES.has(name)));
  return moves ? 'an if decides in the location' : undefined;
}

function fileIn(configuration: NginxConfiguration, block: NginxBlock, path: string): NginxAnswer {
  const first = block.all('try_files')[0];
  const tried = first?.args[0]?.text;
  if (tried !== undefined && !/^\$(uri|\{uri\})\/?$/.test(tried)) return unknown('try_files names another path first');
  const orElse = (first?.args.length ?? 0) > 1 && !/^=\d+$/.test(first?.args.at(-1)?.text ?? '');
  const [alias] = block.all('alias');
  if (alias) {
    const target = aliased(block, alias, path);
    return target === undefined
      ? unknown('what alias comes to is not told')
      : { kind: 'file', path: target, block, directive: alias, orElse };
  }
  for (let at = block.parent; at?.context === 'location'; at = at.parent) {
    if (at.all('alias').length > 0) return unknown('an outer location has an alias');
  }
  const root = effective(configuration, block, 'root');
  if (root.kind === 'unknown') return unknown(root.reason);
  const directive = root.kind === 'set' ? root.directives.at(-1) : undefined;
  const text = directive && written(directive);
  if (!directive) return unknown('no root is set: nginx looks in a folder of its own');
  return text === undefined
    ? unknown('what root comes to is not told')
    : { kind: 'file', path: normalize(join(text, `.${path}`)), block, directive, orElse };
}

/** The text of a directive's word, absolute; undefined where a variable or a template has a say. */
function written({ args: [word] }: NginxDirective): string | undefined {
  return word && word.parts.length === 0 && !isUnknown(word) && word.text.startsWith('/') ? word.text : undefined;
}

/** The file that an alias names: for a prefix what follows it is added, an expression puts its groups in. */
function aliased(block: NginxBlock, alias: NginxDirective, path: string): string | undefined {
  const match = locationOf(block);
  const [word] = alias.args;
  if (!match || !word || isUnknown(word) || !word.text.startsWith('/')) return undefined;
  if (!isRegex(match)) {
    if (word.parts.length > 0 || match.modifier === '@') return undefined;
    // The texts are joined as they are: a slash on one side only makes another name of it.
    return normalize(word.text + path.slice(match.pattern.length));
  }
  const groups = toRegExp(match.pattern, match.modifier === '~*')?.exec(path);
  if (!groups) return undefined;
  let isTold = true;
  const text = word.text.replace(/\$\{?(\w+)\}?/g, (_, name: string) => {
    const value = /^\d$/.test(name) ? groups[Number(name)] : groups.groups?.[name];
    isTold &&= value !== undefined;
    return value ?? '';
  });
  return isTold ? normalize(text) : undefined;
}

function unknown(reason: string): NginxAnswer {
  return { kind: 'unknown', reason };
}

/** The servers of a configuration that hand requests to these blocks. */
export function serversAround(blocks: readonly NginxBlock[]): readonly NginxBlock[] {
  return [...new Set(blocks.flatMap((block) => enclosing(block, 'server') ?? []))];
}
