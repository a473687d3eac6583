import type { Io } from '../../server/src/cli/io';
import { run } from '../../server/src/cli/run';
import { diskFiles } from '../../server/src/node/files';
import { rules } from '../../server/src/rules/registry.generated';
import { parsePython } from '../../server/src/syntax/python/parse';
import { nginx } from '../support/nginx';
import { python } from '../support/python';
import { type Answer, type Case, type Json, varyingNames } from './cases';

/** How what the command line prints differs from what Django has: values printed as known, and check ids. Empty where they agree. */
export async function printedDifferences(
  one: Case,
  environment: Readonly<Record<string, string>>,
  answer: Answer,
): Promise<readonly string[]> {
  const settings = await output('settings', one, environment);
  const check = await output('check', one, environment, '--fail-level', 'never');
  if ('error' in answer) return [];
  const printed = (settings as { readonly settings: Readonly<Record<string, { readonly known: boolean; readonly value?: Json }>> })
    .settings;
  const varying = varyingNames(one, environment);
  const wrong = Object.entries(answer.settings).flatMap(([name, wanted]) => {
    const mine = printed[name];
    if (!mine?.known || varying.has(name)) return [];
    return same(asJson(wanted), mine.value ?? null)
      ? []
      : [`${name}: printed ${JSON.stringify(mine.value)}, Django has ${JSON.stringify(wanted)}`];
  });
  const { findings } = check as { readonly findings: readonly { readonly references: readonly string[] }[] };
  const ids = new Set(findings.flatMap((finding) => finding.references.filter((id) => id.startsWith('security.'))));
  return [...wrong, ...[...ids].filter((id) => !answer.checks.includes(id)).map((id) => `${id}: Django does not report it`)];
}

async function output(
  command: string,
  one: Case,
  environment: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<unknown> {
  const texts: string[] = [];
  const errors: string[] = [];
  const module = one.configuration === undefined ? one.settings : `${one.settings}:${one.configuration}`;
  const variables = Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const path = one.pythonPath === undefined ? [] : ['--python-path', one.pythonPath];
  const args = [one.folder, '--settings', module, '--isolated-env', '--format', 'json', '--django-version', '5.2', ...path];
  const code = await run([command, ...args, ...variables, ...more], io(texts, errors));
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${errors.join('')}`);
  return JSON.parse(texts.join(''));
}

function io(texts: string[], errors: string[]): Io {
  return {
    version: 'test',
    cwd: '/',
    colors: false,
    rules,
    out: (text) => void texts.push(text),
    err: (text) => void errors.push(text),
    now: () => 0,
    files: diskFiles,
    parsers: async () => {
      const parser = await python();
      return { parsePython: (text) => parsePython(parser, text), parseNginx: await nginx() };
    },
    serve: async () => undefined,
  };
}

/** An answer in what JSON can say: keys as texts. */
function asJson(answer: Json): Json {
  if (Array.isArray(answer)) return answer.map(asJson);
  if (answer === null || typeof answer !== 'object') return answer;
  const object = answer as Readonly<Record<string, Json>>;
  const text = object.$bytes ?? object.$int;
  if (typeof text === 'string') return text;
  if (object.$opaque !== undefined && object.text !== undefined) return object.text;
  const pairs = Array.isArray(object.$dict) ? (object.$dict as readonly (readonly [Json, Json])[]) : Object.entries(object);
  return Object.fromEntries(pairs.map(([key, value]) => [typeof key === 'string' ? key : JSON.stringify(key), asJson(value)]));
}

/** Equal, in any order of keys; a masked text stands for any text. */
function same(wanted: Json, printed: Json): boolean {
  if (typeof printed === 'string' && /^\*+$/.test(printed)) return typeof wanted === 'string';
  if (Array.isArray(wanted) && Array.isArray(printed)) {
    return wanted.length === printed.length && wanted.every((item, at) => same(item, printed[at] ?? null));
  }
  if (wanted === null || printed === null || typeof wanted !== 'object' || typeof printed !== 'object') return wanted === printed;
  if (Array.isArray(wanted) || Array.isArray(printed)) return false;
  const [left, right] = [wanted as Readonly<Record<string, Json>>, printed as Readonly<Record<string, Json>>];
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && same(left[key] ?? null, right[key] ?? null));
}
