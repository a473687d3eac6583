/**
 * `node scripts/ci/summary.mjs FOLDER`: adds up what the steps of .ci/run did and closes with `N passed, N failed`.
 * The folder holds `steps` (name, exit code, seconds; one step a line), `NAME.log`, and `NAME.json` where the runner counts.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';

const folder = process.argv[2];
if (!folder) {
  console.error('Usage: node scripts/ci/summary.mjs FOLDER');
  process.exit(2);
}

const steps = stepsOf(readFileSync(path.join(folder, 'steps'), 'utf8')).map((step) => ({ ...step, ...outcomeOf(step) }));
const total = { passed: sum(steps, 'passed'), failed: sum(steps, 'failed') };

console.log('\n== summary');
for (const step of steps) {
  const ending = step.exit === 0 ? '' : step.exit === 124 || step.exit === 137 ? '  ran out of time' : `  exit code ${step.exit}`;
  console.log(`${step.name.padEnd(10)} ${`${step.seconds} s`.padStart(6)}  ${step.passed} passed, ${step.failed} failed${ending}`);
}
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);

function stepsOf(text) {
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => line.split('\t')).map(([name, exit, seconds]) => ({ name, exit: Number(exit), seconds: Number(seconds) }));
}

/** What was counted; a step that counts nothing is one, and one that ends badly has a failure even where every test passed. */
function outcomeOf({ name, exit }) {
  const counts = countsInFile(path.join(folder, `${name}.json`)) ?? countsInLog(path.join(folder, `${name}.log`));
  if (!counts) return exit === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return exit !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** A vitest JSON report, or `{"passed": N, "failed": N}`. */
function countsInFile(file) {
  const text = textOf(file);
  if (text === undefined) return undefined;
  try {
    const report = JSON.parse(text);
    const passed = report.numPassedTests ?? report.passed;
    const failed = report.numFailedTests ?? report.failed;
    return Number.isInteger(passed) && Number.isInteger(failed) ? { passed, failed } : undefined;
  } catch {
    return undefined;
  }
}

/** The last line that is nothing but `N passed, N failed`, or the last line of vitest that counts tests. */
function countsInLog(file) {
  const lines = (textOf(file) ?? '').split('\n').map((line) => stripVTControlCharacters(line).trim());
  const own = lines.map((line) => /^(\d+) passed, (\d+) failed$/.exec(line)).findLast(Boolean);
  if (own) return { passed: Number(own[1]), failed: Number(own[2]) };
  const vitest = lines.findLast((line) => /^Tests\s+\d+ /.test(line));
  return vitest ? { passed: numberBefore('passed', vitest), failed: numberBefore('failed', vitest) } : undefined;
}

function numberBefore(word, line) {
  return Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function sum(steps, key) {
  return steps.reduce((total, step) => total + step[key], 0);
}
