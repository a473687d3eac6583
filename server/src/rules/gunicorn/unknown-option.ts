import { closest } from '../../base/closest';
import { atLeast, formatVersion, type Version } from '../../base/version';
import { gunicornFlags, gunicornSettings } from '../../knowledge/gunicorn';
import type { CommandProblem } from '../../project/servers/gunicorn/commandLine';
import type { GunicornWords } from '../../project/servers/gunicorn/settings';
import { type Fix, type GunicornContext, gunicornRule, type Report } from '../rule';
import { replacePart } from '../shared/commandEdit';

export const rule = gunicornRule({
  inBranches: true,
  meta: {
    id: 'gunicorn/unknown-option',
    title: 'gunicorn refuses its command line',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'An option that gunicorn does not have, or cannot read: it prints its usage, and does not start.',
    settings: [],
  },
  messages: {
    unknown: 'gunicorn {version} has no option {flag}.\nIt prints its usage, and does not start.{hint}',
    newer:
      '{flag} came with gunicorn {since}; this project uses {version}.\ngunicorn prints its usage, and does not start.\nUpgrade gunicorn, or take the option out.',
    ambiguous: '{flag} may stand for {candidates}.\ngunicorn prints its usage, and does not start.\nWrite the option in full.',
    missing: '{flag} lacks its value.\ngunicorn prints its usage, and does not start.\nWrite the value behind it.',
    needless: '{flag} takes no value.\ngunicorn prints its usage, and does not start.\nWrite {flag} alone.',
    extra:
      'gunicorn takes one application, and this is a further word.\nIt prints its usage, and does not start.\nTake the word out, or write the option that it belongs to.',
  },
  check(context) {
    // Of earlier releases we do not know every option.
    if (!atLeast(context.gunicorn, '20.0')) return context.unknown('the options of this release of gunicorn are not known');
    for (const words of [context.run.command, context.run.arguments]) {
      const problems = words?.line.problems ?? [];
      const first = problems.filter(({ kind }) => kind !== 'extra' && kind !== 'value');
      // The value of an option that is unknown looks like a further word.
      for (const problem of first.length > 0 ? first : problems) if (words) report(context, words, problem);
    }
  },
});

type Messages = 'unknown' | 'newer' | 'ambiguous' | 'missing' | 'needless' | 'extra';

function report(context: GunicornContext<Messages>, words: GunicornWords, problem: CommandProblem): void {
  const found = reportOf(context, words, problem);
  if (found) context.report({ ...found, place: problem.place });
}

function reportOf(context: GunicornContext, words: GunicornWords, problem: CommandProblem): Omit<Report<Messages>, 'place'> | undefined {
  const version = formatVersion(context.gunicorn);
  switch (problem.kind) {
    case 'unknown': {
      const { flag } = problem;
      const since = laterRelease(flag, context.gunicorn);
      if (since !== undefined) return { message: 'newer', data: { flag, since, version } };
      const near = nearest(flag, context.gunicorn);
      const hint = near === undefined ? '\nTake it out, or write it as gunicorn --help does.' : `\nDid you mean ${near}?`;
      return { message: 'unknown', data: { flag, version, hint }, fixes: rename(words, problem, near) };
    }
    case 'ambiguous':
      return { message: 'ambiguous', data: { flag: problem.flag, candidates: problem.candidates.join(', ') } };
    case 'missing':
      return { message: 'missing', data: { flag: problem.flag } };
    case 'needless':
      return { message: 'needless', data: { flag: problem.flag } };
    case 'extra':
      return { message: 'extra' };
    case 'value':
      return undefined;
  }
}

/** The release that brought an option which this one lacks. */
function laterRelease(flag: string, version: Version): string | undefined {
  return gunicornSettings().find(({ cli, since }) => cli?.includes(flag) && !atLeast(version, since))?.since;
}

/** The option that is meant: the setting's name instead of the flag's (`--loglevel`), or one slip away. */
function nearest(flag: string, version: Version): string | undefined {
  if (!flag.startsWith('--')) return undefined;
  const flags = gunicornFlags(version).filter((each) => each.setting && each.flag.startsWith('--'));
  const name = flag.slice(2).replaceAll('-', '_').toLowerCase();
  const named = flags.find(({ flag: each, setting }) => setting?.name === name || each.slice(2).replaceAll('-', '_') === name);
  return (
    named?.flag ??
    closest(
      flag,
      flags.map((each) => each.flag),
    )
  );
}

function rename({ args }: GunicornWords, { word, flag }: CommandProblem & { kind: 'unknown' }, near: string | undefined): readonly Fix[] {
  const written = args[word];
  if (near === undefined || !written?.exact) return [];
  const { file, span } = written.place;
  const place = { file, span: { start: span.start, end: span.start + flag.length } };
  return [{ title: `Write ${near}`, safe: true, edit: () => replacePart(place, near) }];
}
