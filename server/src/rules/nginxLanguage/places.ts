import type { Place } from '../../base/text';
import type { NginxBlock, NginxDirective } from '../../project/nginx/model';

/** Where nginx stands when it acts on a directive. */
export function terminatorOf(directive: NginxDirective): Place | undefined {
  const { terminator } = directive.syntax;
  return terminator && { file: directive.file, span: terminator };
}

/** The `}` of the http or stream block that a directive stands in: where nginx puts the inherited values together. */
export function closeOf(directive: NginxDirective): Place | undefined {
  for (let block: NginxBlock | undefined = directive.parent; block; block = block.parent) {
    const { opener } = block;
    if (!opener || (block.context !== 'http' && block.context !== 'stream')) continue;
    const close = opener.syntax.block?.close;
    return close && { file: opener.file, span: close };
  }
  return undefined;
}
