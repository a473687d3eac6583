import { parseVersion, type Version } from '../../../server/src/base/version';
import type { Value } from '../../../server/src/evaluate/value';
import { gunicornFlags, gunicornKnows, gunicornSetting, gunicornSettings } from '../../../server/src/knowledge/gunicorn';
import type { RunWord } from '../../../server/src/project/environment/runCommand';
import { type GunicornCommandLine, readCommandLine } from '../../../server/src/project/servers/gunicorn/commandLine';
import { refusalOf } from '../../../server/src/project/servers/gunicorn/validators';
import { projectOf } from '../../support/project';
import type { Answers, LineAnswer } from './answers';
import { TEXTS, VALUES } from './cases';

/** Every point in which we and gunicorn disagree, in words. */
export async function disagreements(answers: Answers, lines: readonly (readonly string[])[]): Promise<readonly string[]> {
  const version = parseVersion(answers.version);
  if (!version) throw new Error(`no version: ${answers.version}`);
  return [
    ...namesApart(answers, version),
    ...filesApart(answers, version, await valuesOf(VALUES)),
    ...flagsApart(answers, version),
    ...lines.flatMap((words, index) => lineApart(words, answers.lines[index] ?? {}, version)),
  ];
}

/** The values that expressions have, as a configuration file gives them. */
export async function valuesOf(expressions: readonly string[]): Promise<readonly Value[]> {
  const text = expressions.map((expression, index) => `value_${index} = ${expression}\n`).join('');
  const project = await projectOf({ 'gunicorn.conf.py': `from pathlib import Path\n${text}` });
  const { names } = project.evaluateGunicorn('gunicorn.conf.py');
  return expressions.map((expression, index) => names.get(`value_${index}`)?.value ?? { kind: 'unknown', reason: expression });
}

function namesApart({ settings }: Answers, version: Version): readonly string[] {
  const ours = gunicornSettings().filter((setting) => gunicornKnows(setting, version));
  const names = new Set(ours.map(({ name }) => name));
  const known = new Set(gunicornFlags(version).flatMap(({ flag, setting }) => (setting ? [flag] : [])));
  const theirs = new Set(Object.values(settings).flatMap((flags) => flags ?? []));
  return [
    ...Object.keys(settings).flatMap((name) => (names.has(name) ? [] : [`we lack the setting ${name}`])),
    ...[...names].flatMap((name) => (Object.hasOwn(settings, name) ? [] : [`gunicorn lacks the setting ${name}`])),
    ...[...theirs].flatMap((flag) => (known.has(flag) ? [] : [`we lack the flag ${flag}`])),
    ...[...known].flatMap((flag) => (theirs.has(flag) ? [] : [`gunicorn lacks the flag ${flag}`])),
  ];
}

function filesApart({ file }: Answers, version: Version, values: readonly Value[]): readonly string[] {
  return Object.entries(file).flatMap(([name, letters]) => {
    const setting = gunicornSetting(name);
    if (!setting) return [];
    return values.flatMap((value, index) => apart(`${name} = ${VALUES[index]}`, letters[index], refusalOf(setting, value, version)));
  });
}

function flagsApart({ flags }: Answers, version: Version): readonly string[] {
  return Object.entries(flags).flatMap(([flag, letters]) =>
    TEXTS.flatMap((text, index) => {
      const written = flag.startsWith('--') ? `${flag}=${text}` : flag + text;
      return apart(written, letters[index], refusalOfLine(readCommandLine([wordOf(written)], version), version));
    }),
  );
}

function refusalOfLine({ options, problems }: GunicornCommandLine, version: Version): string | undefined {
  const [problem] = problems;
  if (problem) return problem.kind;
  return options
    .map(({ setting, value }) => value && refusalOf(setting, listed(setting.cliAction, value), version))
    .find((one) => one !== undefined);
}

/** argparse gathers what may stand several times. */
function listed(action: string | undefined, value: Value): Value {
  return action === 'append' ? { kind: 'list', items: [value] } : value;
}

function apart(what: string, letter: string | undefined, ours: string | undefined): readonly string[] {
  if (letter === '0') return ours === undefined ? [`gunicorn refuses ${what}, and we take it`] : [];
  return ours === undefined ? [] : [`gunicorn takes ${what}, and we say that it is ${ours}`];
}

function lineApart(words: readonly string[], answer: LineAnswer, version: Version): readonly string[] {
  const ours = readCommandLine(words.map(wordOf), version);
  const what = `gunicorn ${words.map((word) => JSON.stringify(word)).join(' ')}`;
  // Some releases of Python refuse `--` behind everything, others pass it over.
  if (answer.error && words.at(-1) === '--') return [];
  // Before Python 3.12 the parser looks for ambiguous words first, also behind --help.
  if (answer.error) return ours.problems.length > 0 || ours.exits ? [] : [`gunicorn refuses ${what}, and we take it`];
  // Help and version end the parser where they stand; a fault before them is one of ours too.
  if (answer.exit) return ours.exits ? [] : [`gunicorn prints help for ${what}, and we read on`];
  if (ours.problems.length > 0) return [`gunicorn takes ${what}, and we see ${ours.problems.map(({ kind }) => kind).join()}`];
  const found: Record<string, unknown> = {};
  for (const { setting, value } of ours.options) {
    const plain = plainOf(value);
    const before = found[setting.name];
    found[setting.name] = setting.cliAction === 'append' ? [...(Array.isArray(before) ? before : []), plain] : plain;
  }
  const same =
    JSON.stringify(sorted(found)) === JSON.stringify(sorted(answer.options ?? {})) &&
    (ours.app?.text ?? null) === (answer.args?.[0] ?? null);
  return same ? [] : [`${what}: gunicorn has ${JSON.stringify(answer)}, we ${JSON.stringify({ app: ours.app?.text, options: found })}`];
}

function plainOf(value: Value | undefined): string | number | boolean | null {
  if (value?.kind === 'int') return Number(value.value);
  return value?.kind === 'str' || value?.kind === 'bool' ? value.value : null;
}

function sorted(options: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
}

function wordOf(text: string): RunWord {
  return { text, begins: text, mayBeSeveral: false, place: { file: 'test', span: { start: 0, end: text.length } }, exact: true };
}
