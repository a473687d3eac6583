import { type EnvFileEntry, strip, universalNewlines } from './text';

/**
 * The assignments of an env file as python-decouple reads them: spaces around name and value go, one pair of equal quotes around the value
 * goes, nothing is escaped, and neither `export` nor a comment after a value is known.
 */
export function readDecoupleFile(text: string): readonly EnvFileEntry[] {
  const entries: EnvFileEntry[] = [];
  for (const raw of universalNewlines(text).split('\n')) {
    const line = strip(raw);
    const at = line.indexOf('=');
    if (line.startsWith('#') || at < 0) continue;
    entries.push({ name: strip(line.slice(0, at)), value: unquoted(strip(line.slice(at + 1))) });
  }
  return entries;
}

function unquoted(value: string): string {
  const [first] = value;
  const quoted = value.length >= 2 && (first === "'" || first === '"') && value.endsWith(first);
  return quoted ? value.slice(1, -1) : value;
}
