import type { Severity } from '../../rules/rule';
import { countBySeverity } from './json';
import { type Paint, painter } from './paint';
import type { CheckView, FindingView } from './view';

/** `check --format text`: each finding with its code, the fault underlined, then a summary line. */
export function checkText(view: CheckView, colors: boolean): string {
  const paint = painter(colors);
  const blocks = view.findings.map((finding) => block(finding, paint));
  return [...blocks, ...view.notes.map((note) => `${note}\n`), summary(view, paint)].join('\n');
}

function block(finding: FindingView, paint: Paint): string {
  const [what = '', ...more] = finding.message.split('\n');
  const place = `${finding.file}:${finding.range.start.line + 1}:${finding.range.start.character + 1}`;
  const number = String(finding.range.start.line + 1);
  const margin = ' '.repeat(number.length);
  const [from, to] = finding.underline;
  const indent = finding.code.slice(0, from).replace(/[^\t]/g, ' ');
  const lines = [
    `${paint[finding.severity](finding.severity)} ${paint.bold(what)} ${paint.faint(`[${finding.rule}]`)}`,
    `${margin} ${paint.faint('┌')} ${place}${finding.profile === '' ? '' : paint.faint(` (${finding.profile})`)}`,
    `${paint.faint(`${number} │`)} ${finding.code}`,
    `${margin} ${paint.faint('│')} ${indent}${paint[finding.severity]('~'.repeat(Math.max(1, Math.min(to, finding.code.length) - from)))}`,
    ...more.map((line) => `${margin} ${paint.faint('=')} ${line}`),
    ...finding.related.map((one) => `${margin} ${paint.faint('→')} ${one.file}:${one.range.start.line + 1}: ${one.message}`),
    ...finding.fixes.slice(0, 1).map((fix) => `${margin} ${paint.good(fix.safe ? 'fix (safe):' : 'fix:')} ${fix.title}`),
  ];
  return `${lines.join('\n')}\n`;
}

function summary(view: CheckView, paint: Paint): string {
  const counts = countBySeverity(view.findings);
  const named: readonly (readonly [Severity, string])[] = [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['hint', 'hint'],
  ];
  const parts = named.flatMap(([severity, word]) => {
    const count = counts[severity];
    return count === 0 ? [] : [paint[severity](`${count} ${count === 1 || word === 'info' ? word : `${word}s`}`)];
  });
  const profiles = view.profiles.map((profile) => `${profile.name} (${profile.kind})`).join(', ');
  const about = `${view.files} ${view.files === 1 ? 'file' : 'files'}, ${Math.round(view.durationMs)} ms`;
  return `${parts.length === 0 ? paint.good('Nothing found') : parts.join(', ')}${profiles === '' ? '' : ` in ${profiles}`} · ${about}\n`;
}
