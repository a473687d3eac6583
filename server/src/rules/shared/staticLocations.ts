import { join, normalize } from '../../base/paths';
import { effective } from '../../project/nginx/inheritance';
import { isRegex, locationOf } from '../../project/nginx/locations';
import type { NginxBlock, NginxConfiguration } from '../../project/nginx/model';
import { isInternal, literalPath, servesFiles } from '../nginxPaths';

/** The folder behind a location that matches a prefix and sends files, as nginx sees it; undefined for another, and for the whole site. */
export function folderServedBy(configuration: NginxConfiguration, block: NginxBlock): string | undefined {
  const match = locationOf(block);
  if (!match || isRegex(match) || match.modifier === '=' || match.modifier === '@' || match.pattern === '/') return undefined;
  if (block.open !== undefined || !servesFiles(block) || isInternal(block) || block.all('rewrite').length > 0) return undefined;
  const [alias] = block.all('alias');
  const text = alias && literalPath(alias);
  if (alias) return text?.startsWith('/') === true && !alias.conditional ? normalize(text) : undefined;
  const root = effective(configuration, block, 'root');
  const directive = root.kind === 'set' ? root.directives.at(-1) : undefined;
  const folder = directive && literalPath(directive);
  return folder?.startsWith('/') === true ? normalize(join(folder, `.${match.pattern}`)) : undefined;
}
