/**
 * The texts of the client that are translated: those that its sources hand to `l10n.t`, which therefore have to be literals.
 * A bundle says for each text what stands for it in another language; in the one without a language it is the text itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CALL = /\bl10n\.t\(\s*/g;
const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y;

/**
 * @param {string} root of the repository.
 * @returns {string} what l10n/bundle.l10n.json has to hold.
 * @throws {Error} for a text that is computed; the message names the file and line.
 */
export function bundleText(root) {
  const folder = join(root, 'client/src');
  const files = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.ts'));
  const texts = files.flatMap((path) => textsOf(readFileSync(join(folder, path), 'utf8'), path));
  const sorted = [...new Set(texts)].sort();
  return `${JSON.stringify(Object.fromEntries(sorted.map((text) => [text, text])), undefined, 2)}\n`;
}

/** The texts of one source, in its order. */
export function textsOf(source, path) {
  return [...source.matchAll(CALL)].map((call) => {
    LITERAL.lastIndex = call.index + call[0].length;
    const literal = LITERAL.exec(source)?.[0];
    if (literal) return unquoted(literal);
    const line = source.slice(0, call.index).split('\n').length;
    throw new Error(`client/src/${path}:${line}: l10n.t needs a text that stands there as it is`);
  });
}

function unquoted(literal) {
  const inner = literal.slice(1, -1).replace(/\\'/g, "'");
  return JSON.parse(`"${literal.startsWith("'") ? inner.replace(/(?<!\\)"/g, '\\"') : inner}"`);
}
