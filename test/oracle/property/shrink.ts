import type { Module } from '../../../server/src/syntax/python/ast';
import type { Answers, Environment } from './answers';
import { type Fault, judge } from './judge';
import { filesOf, type Project, smaller } from './tree';

const MAX_TRIES = 400;

/** The smallest project found in which a fault of the same kind is left. */
export async function shrink(
  project: Project,
  fault: Fault,
  answers: Answers,
  parse: (text: string) => Module,
): Promise<{ readonly project: Project; readonly fault: Fault }> {
  let best = { project, fault };
  let tries = 0;
  for (let again = true; again && tries < MAX_TRIES; ) {
    again = false;
    for (const candidate of smaller(best.project)) {
      if (++tries > MAX_TRIES) break;
      const left = await sameFault(candidate, fault, answers, parse);
      if (!left) continue;
      best = { project: candidate, fault: left };
      again = true;
      break;
    }
  }
  return best;
}

async function sameFault(project: Project, fault: Fault, answers: Answers, parse: (text: string) => Module): Promise<Fault | undefined> {
  const files = filesOf(project);
  const environments: readonly Environment[] = [fault.environment];
  const said = await answers.ask(files, environments);
  const type = (one: Fault) => (one.kind === 'stands' ? `stands ${/fails: (\w+)/.exec(one.text)?.[1]}` : one.kind);
  return judge(files, parse, environments, said).faults.find((one) => type(one) === type(fault) && one.told === fault.told);
}
