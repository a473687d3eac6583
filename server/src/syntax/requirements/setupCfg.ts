import { readRequirement, type WrittenRequirement } from './requirement';

/**
 * `install_requires` and the extras of a setup.cfg. Source: https://setuptools.pypa.io/en/latest/userguide/declarative_config.html
 */
export function readSetupCfg(text: string): readonly WrittenRequirement[] {
  const out: WrittenRequirement[] = [];
  let section = '';
  let key = '';
  for (const { line, start } of lines(text)) {
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    const pair = /^([^\s=:#;][^=:]*?)\s*[=:]/.exec(line);
    const isContinuation = /^[ \t]/.test(line);
    if (header !== undefined) {
      section = header.trim();
      key = '';
    } else if (!isContinuation && pair) key = (pair[1] ?? '').trim().toLowerCase();
    const group = section === 'options.extras_require' ? key : undefined;
    const isList = (section === 'options' && key === 'install_requires') || (group !== undefined && group !== '');
    if (!isList || header !== undefined) continue;
    const from = isContinuation ? 0 : (pair?.[0].length ?? line.length);
    out.push(...requirementsIn(line.slice(from), start + from, group));
  }
  return out;
}

/** The requirement of one line. */
function requirementsIn(text: string, offset: number, group: string | undefined): readonly WrittenRequirement[] {
  const line = text.replace(/(^|\s)#.*$/, '');
  const found = readRequirement(line.trimEnd(), offset, group);
  return found ? [found] : [];
}

function* lines(text: string): Generator<{ readonly line: string; readonly start: number }> {
  let start = 0;
  for (const line of text.split('\n')) {
    yield { line: line.replace(/\r$/, ''), start };
    start += line.length + 1;
  }
}
