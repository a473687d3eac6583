import { buildChecklist } from '../checklist/build';
import type { Checklist, ChecklistItem, ItemStatus } from '../checklist/checklist';
import { maskedText } from '../project/mask';
import type { Profile, Project } from '../project/project';
import { runRules } from '../rules/run';
import { painter } from './formats/paint';
import { type Io, UsageError } from './io';
import type { Options } from './options';
import { openSession } from './session';
import { targetsOf } from './target';

/** Prints the checklist of every chosen profile. Always exit code 0: `check` is what fails. */
export async function checklist(io: Io, options: Options): Promise<number> {
  const [target, ...others] = targetsOf(options.positionals, io.cwd);
  if (!target || others.length > 0) throw new UsageError('checklist: give one project.');
  const { project, profiles, selection } = await openSession(io, options, target);
  const lists = profiles.map((profile) => {
    const only = options.settings === undefined ? {} : { gunicornConfigs: [], nginxConfigurations: [] };
    const { findings, judgements } = runRules(project, io.rules, { profiles: [profile], selection, ...only });
    return { profile, list: buildChecklist({ rules: io.rules, findings, judgements }) };
  });
  if (options.format === 'json')
    io.out(`${JSON.stringify({ version: 1, checklists: lists.map(({ profile, list }) => json(project, profile, list)) }, undefined, 2)}\n`);
  else io.out(lists.map(({ profile, list }) => text(project, profile, list, io.colors)).join('\n'));
  return 0;
}

function json(project: Project, profile: Profile, list: Checklist) {
  return {
    profile: profile.name,
    sections: list.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => ({
        ...item,
        why: item.why.map(maskedText),
        evidence: item.evidence.map(({ place, message }) => ({
          file: place.file,
          range: project.source(place.file)?.lines.range(place.span),
          message: maskedText(message),
        })),
        fixes: item.fixes.map(({ rule, fix }) => ({ rule, title: fix.title, safe: fix.safe })),
      })),
    })),
  };
}

const WORDS: Readonly<Record<ItemStatus, string>> = {
  pass: 'pass',
  fail: 'FAIL',
  unknown: 'unknown',
  notApplicable: 'not applicable',
  byHand: 'by hand',
};

function text(project: Project, profile: Profile, list: Checklist, colors: boolean): string {
  const paint = painter(colors);
  const counted = list.sections.flatMap((section) => section.items);
  const passed = counted.filter((item) => item.status === 'pass').length;
  const judged = counted.filter((item) => item.status !== 'notApplicable').length;
  const sections = list.sections.map((section) =>
    [
      `\n${paint.bold(section.title)}`,
      ...section.items.flatMap((item) => itemLines(project, item, (one) => (one.status === 'fail' ? paint.error : paint.faint))),
    ].join('\n'),
  );
  return `${paint.bold(profile.name)} · ${profile.kind} · ${passed} of ${judged} pass\n${sections.join('\n')}\n`;
}

function itemLines(project: Project, item: ChecklistItem, paint: (item: ChecklistItem) => (text: string) => string): readonly string[] {
  const places = item.evidence.map(
    ({ place }) => `${place.file}:${(project.source(place.file)?.lines.position(place.span.start).line ?? 0) + 1}`,
  );
  return [
    `  ${paint(item)(WORDS[item.status].padEnd(14))} ${item.title}${places.length > 0 ? ` (${[...new Set(places)].join(', ')})` : ''}`,
    ...(item.status === 'pass' || item.status === 'notApplicable' ? [] : item.why.map((why) => `  ${' '.repeat(14)}   ${maskedText(why)}`)),
  ];
}
