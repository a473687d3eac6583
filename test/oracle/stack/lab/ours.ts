import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applyEdits } from '../../../../server/src/base/text';
import type { CheckView, FindingView } from '../../../../server/src/cli/formats/view';
import type { Io } from '../../../../server/src/cli/io';
import { parseOptions } from '../../../../server/src/cli/options';
import { run } from '../../../../server/src/cli/run';
import { openSession } from '../../../../server/src/cli/session';
import { targetsOf } from '../../../../server/src/cli/target';
import { diskFiles } from '../../../../server/src/node/files';
import { rules } from '../../../../server/src/rules/registry.generated';
import { runRules } from '../../../../server/src/rules/run';
import { nginx } from '../../../support/nginx';
import { pythonText } from '../../../support/project';
import type { LabCase } from './case';

/** What the command line says of a folder: the findings of `check FOLDER --format json`. */
export async function findingsOf(folder: string): Promise<readonly FindingView[]> {
  const view: Pick<CheckView, 'findings'> = JSON.parse(await command(['check', folder, '--format', 'json', '--fail-level', 'never']));
  return view.findings;
}

/** Applies the fix of a rule in the folder. Throws an Error where there is none of the title. */
export async function fix(folder: string, rule: string, how: LabCase['fix']): Promise<void> {
  if (typeof how !== 'string') return applyTitled(folder, rule, how.title);
  await command(['check', folder, '--select', rule, how === 'safe' ? '--fix' : '--unsafe-fixes', '--fail-level', 'never']);
}

async function command(args: readonly string[]): Promise<string> {
  let [out, err] = ['', ''];
  const code = await run(args, {
    ...(await io()),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  if (code !== 0 || /failed and was left out/.test(err)) throw new Error(`the command ends with ${code}: ${err}${out}`);
  return out;
}

/** As an editor does it: the edits of the one fix that a person picked. */
async function applyTitled(folder: string, rule: string, title: string): Promise<void> {
  const options = parseOptions([folder, '--select', rule]);
  const [target] = targetsOf(options.positionals, folder);
  if (!target) throw new Error(`${folder} is no target`);
  const { project, profiles, selection } = await openSession(await io(), options, target);
  const { findings } = runRules(project, rules, {
    profiles,
    selection,
    log: (_rule, error) => {
      throw error;
    },
  });
  const fixes = findings.flatMap((finding) => finding.fixes);
  const picked = fixes.find((one) => one.title.startsWith(title));
  const edits = picked?.edit();
  if (!edits) throw new Error(`no fix of ${rule} is “${title}”: ${fixes.map((one) => one.title).join('; ') || 'there are none'}`);
  for (const { file, edits: changes, create } of edits) {
    const path = join(folder, file);
    writeFileSync(path, applyEdits(create ? '' : readFileSync(path, 'utf8'), [...changes]));
  }
}

async function io(): Promise<Io> {
  return {
    version: 'lab',
    cwd: resolve('.'),
    colors: false,
    rules,
    out: () => undefined,
    err: () => undefined,
    now: () => performance.now(),
    files: diskFiles,
    parsers: async () => ({ parsePython: await pythonText(), parseNginx: await nginx() }),
    serve: async () => undefined,
  };
}
