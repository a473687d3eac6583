import { type EnvFileEntry, type EnvFileReading, isGoSpace, Refused, reading } from './envFile';

/** Go's `bufio.MaxScanTokenSize`: a line of so many bytes no longer fits. */
const LINE_BYTES = 64 * 1024;

/**
 * An env file as `docker run --env-file` and `format: raw` of compose read it: quotes, `$` and a `#` after the start of a line are
 * part of the value; white space before the name goes, after the value it stays. A name without `=` is passed through, or left out where the
 * outer environment does not have it.
 *
 * Source: package `kvfile` of docker/cli.
 */
export function readDockerEnvFile(text: string): EnvFileReading {
  return reading(() => [...entriesOf(text)]);
}

function* entriesOf(text: string): Generator<EnvFileEntry> {
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const stop = feed < 0 ? text.length : feed;
    if (isTooLong(text, start, stop)) throw new Refused('a line is longer than docker reads (64 KiB)', { start, end: stop });
    const end = text[stop - 1] === '\r' && stop > start ? stop - 1 : stop;
    const entry = readLine(text, start, end);
    if (entry) yield entry;
    start = stop + 1;
  }
}

function readLine(text: string, lineStart: number, end: number): EnvFileEntry | undefined {
  let start = lineStart;
  while (start < end && isGoSpace(text.charCodeAt(start))) start++;
  if (start === end || text[start] === '#') return undefined;
  const span = { start, end };
  const line = text.slice(start, end);
  const equals = line.indexOf('=');
  if (equals === 0) throw new Refused('a line has no variable name before its “=”', span);
  const name = equals < 0 ? line : line.slice(0, equals);
  if (/[ \t]/.test(name)) throw new Refused('a variable name contains white space', span);
  return { name, value: equals < 0 ? undefined : line.slice(equals + 1), span };
}

/** The byte order mark of the first line counts too. */
function isTooLong(text: string, start: number, end: number): boolean {
  const bytesBefore = start === 1 && text.startsWith('\ufeff') ? 3 : 0;
  if ((end - start) * 3 + bytesBefore < LINE_BYTES) return false;
  return new TextEncoder().encode(text.slice(start, end)).length + bytesBefore >= LINE_BYTES;
}
