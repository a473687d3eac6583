import { effectiveOne } from '../../project/nginx/inheritance';
import { argsOf, headOf, type NginxConfiguration } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { replaceWord } from '../edit/nginx';
import { heldByTls, INTERMEDIATE_CIPHERS, tlsServers } from '../nginxTls';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/tls-ciphers-weak',
    title: 'Broken ciphers are on',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['gixy:weak_ssl_tls', 'nginx-lint:weak-ssl-ciphers', 'CWE-327'],
    summary: 'ssl_ciphers names ciphers that are broken or encrypt nothing: RC4, DES, 3DES, MD5, export ciphers, anonymous ones.',
    settings: [],
  },
  messages: {
    weak: 'ssl_ciphers takes in {weak}.\nWhere the OpenSSL of the server still has them, a client can be talked into a connection that others read.\nName the six ciphers that browsers need for TLS 1.2.',
  },
  check(context) {
    if (onlyNewest(context.configuration)) return;
    for (const directive of heldByTls(context.configuration, 'ssl_ciphers', context.unknown)) {
      const [word] = directive.args;
      if (!word || directive.args.length !== 1) continue;
      if (isUnknown(word) || word.parts.length > 0) {
        context.unknown('ssl_ciphers is filled in later');
        continue;
      }
      const weak = weakIn(word.text);
      if (weak.length === 0) continue;
      const edit = () => replaceWord(context.project, directive, word, INTERMEDIATE_CIPHERS.join(':'));
      context.report({
        message: 'weak',
        data: { weak: weak.join(', ') },
        place: headOf(directive),
        fixes: [{ title: 'Name the ciphers of Mozilla’s intermediate guideline', safe: true, edit }],
      });
    }
  },
});

/** With TLS 1.3 alone the list has no say. */
function onlyNewest(configuration: NginxConfiguration): boolean {
  const servers = tlsServers(configuration);
  return (
    servers.length > 0 &&
    servers.every((server) => {
      const held = effectiveOne(configuration, server, 'ssl_protocols');
      return held !== undefined && argsOf(held).join(' ') === 'TLSv1.3';
    })
  );
}

/** A weakness, the words of a cipher list that take it in, and those that keep it out for good. */
interface Weakness {
  readonly name: string;
  readonly adds: RegExp;
  readonly bars: readonly string[];
}

/** Source: https://docs.openssl.org/master/man1/openssl-ciphers/#cipher-strings */
const WEAKNESSES: readonly Weakness[] = [
  { name: 'RC4', adds: /(^|[-+])RC4([-+]|$)/, bars: ['RC4'] },
  { name: '3DES', adds: /(^|[-+])(3DES|DES-CBC3)([-+]|$)/, bars: ['3DES'] },
  { name: 'DES', adds: /(^|[-+])DES(?!-CBC3)([-+]|$)/, bars: ['DES'] },
  { name: 'ciphers that encrypt nothing', adds: /^(NULL|eNULL)$|-NULL-|^NULL-/, bars: ['NULL', 'eNULL'] },
  { name: 'anonymous ciphers', adds: /^(aNULL|ADH|AECDH)(-|\+|$)/, bars: ['aNULL', 'NULL'] },
  { name: 'export ciphers', adds: /^EXP(ORT(40|56)?|1024)?([-+]|$)/, bars: ['EXP', 'EXPORT'] },
  { name: 'LOW', adds: /^LOW(\+|$)/, bars: ['LOW'] },
  { name: 'MD5', adds: /(^|[-+])MD5([-+]|$)/, bars: ['MD5'] },
];

/**
 * What of the weaknesses a cipher list of OpenSSL takes in by name. A word with `!` bars for good, with `-` takes away, with `+` only
 * moves. Groups such as HIGH or ALL hold different things in every OpenSSL: of these nothing is said.
 */
function weakIn(list: string): readonly string[] {
  const words = list.split(/[:, ]+/).filter((word) => word !== '' && !word.startsWith('@'));
  const barred = new Set(words.flatMap((word) => (/^[!-]/.test(word) ? [word.slice(1)] : [])));
  const added = words.filter((word) => !/^[!+-]/.test(word) && !barred.has(word));
  return WEAKNESSES.filter(
    ({ adds, bars }) => !bars.some((bar) => barred.has(bar)) && added.some((word) => isAdded(word, adds, barred)),
  ).map(({ name }) => name);
}

/** `RC4+RSA` needs both: where one of them is barred, nothing is left of it. */
function isAdded(word: string, adds: RegExp, barred: ReadonlySet<string>): boolean {
  if (!adds.test(word)) return false;
  return (
    !word.split('+').some((part) => barred.has(part)) &&
    !WEAKNESSES.some((other) => other.adds.test(word) && other.bars.some((bar) => barred.has(bar)))
  );
}
