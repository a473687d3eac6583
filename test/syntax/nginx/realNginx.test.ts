import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nginx } from '../../support/nginx';

/**
 * Referee: the real nginx splits the same texts. Inside `types` it takes any words for an entry, so that what it says of a text
 * there is about words, quotes and ends only. No piece makes a brace of its own.
 */
const required = process.env.PREFLIGHT_REFEREES === 'required';
const installed = spawnSync('nginx', ['-v']).status === 0;

const parse = await nginx();
const folder = mkdtempSync(join(tmpdir(), 'nginx-words-'));
const path = join(folder, 'nginx.conf');
afterAll(() => rmSync(folder, { recursive: true }));

const PIECES = [...' \t\r\n;;#"\'\\$)|ab1_', 'name', ' x;\n', ' x;\n', '" ', "' ", '"a b" ', "'c' ", '\\"', '\\n', 'a${', 'é'];

test.skipIf(!installed && !required)(
  'nginx reads and refuses the same texts, on the same line, with the same words',
  () => {
    const counts = { read: 0, refused: 0 };
    for (let seed = 1; seed <= 150; seed++) {
      const text = `http {\ntypes {\n${entries(seed * 7919)}\n}\n}\nevents {}\n`;
      const [first] = parse(text).errors;
      const ours = first && `${first.says} in ${path}:${text.slice(0, first.at).split('\n').length}`;
      // nginx shows the first byte of what is no ASCII.
      expect(ours?.replace(/"[^\x00-\x7f]"/, '"?"'), JSON.stringify(text)).toBe(verdict(text)?.replace(/"\ufffd"/, '"?"'));
      counts[first ? 'refused' : 'read']++;
    }
    expect(counts.read).toBeGreaterThan(10);
  },
  60_000,
);

function entries(seed: number): string {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return Array.from({ length: below(40) }, () => PIECES[below(PIECES.length)]).join('');
}

/** What nginx says of the file; undefined when it takes it. */
function verdict(text: string): string | undefined {
  writeFileSync(path, text);
  const options = ['-t', '-q', '-p', folder, '-c', path, '-e', '/dev/null', '-g', 'pid nginx.pid; error_log /dev/null;'];
  const { stderr } = spawnSync('nginx', options, { encoding: 'utf8' });
  return /\[emerg\] (?:\d+#\d+: )?(.*:\d+)$/m.exec(stderr)?.[1];
}
