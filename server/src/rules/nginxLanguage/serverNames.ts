import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import type { Word } from '../../syntax/nginx/ast';
import { isHostname } from './entries';
import { addressesOf } from './listen';
import { quoted, type Reading } from './reading';

/** Names with a * in a place that nginx cannot look up; it only looks where several servers share an address. */
export function serverNames(reading: Reading): void {
  const seen = new Set<unknown>();
  for (const { servers } of addressesOf(reading, 'http').values()) {
    if (servers.size < 2) continue;
    for (const server of servers.keys()) {
      for (const { directive, word } of server.derived(wrongNames)) {
        if (seen.has(word)) continue;
        seen.add(word);
        reading.report({
          kind: 'invalid-value',
          what: `${quoted(word.text)} is no server name`,
          advice: 'A * stands for whole labels at one end: *.example.com or www.example.*.',
          place: { file: headOf(directive).file, span: word.span },
          reported: undefined,
        });
      }
    }
  }
}

function wrongNames(server: NginxBlock): readonly { readonly directive: NginxDirective; readonly word: Word }[] {
  return server
    .all('server_name')
    .flatMap((directive) =>
      directive.args.flatMap((word) =>
        word.text.startsWith('~') || isUnknown(word) || isHostname(word.text.toLowerCase()) ? [] : [{ directive, word }],
      ),
    );
}
