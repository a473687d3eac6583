import type { Finding, Rule, RuleMeta, Severity } from '../rules/rule';
import type { Judgement } from '../rules/run';
import { BY_HAND, type ByHandItem } from './byHand';
import type { Checklist, ChecklistItem, ChecklistSection, Evidence, ItemFix, ItemStatus } from './checklist';
import { GOALS } from './goals';
import { RUNNER_METAS } from './runner';
import { SECTIONS } from './sections';

export interface ChecklistInput {
  readonly rules: readonly Rule[];
  /** Of one profile and of the application server's files. */
  readonly judgements: readonly Judgement[];
  /** Of the same run: what is left after suppression and configuration. */
  readonly findings: readonly Finding[];
}

/** The checklist of one run of the rules; in each section what a person has to do comes last. */
export function buildChecklist(input: ChecklistInput): Checklist {
  const items = [...input.rules.flatMap((rule) => ruleItem(rule, input) ?? []), ...runnerItems(input)];
  const sections = SECTIONS.map(({ category, ...section }): ChecklistSection => {
    const judged = items.filter(({ meta }) => meta.category === category).sort((a, b) => byWeight(a.meta, b.meta));
    const byHand = BY_HAND.filter((item) => item.section === category).map(byHandItem);
    return { ...section, items: [...judged.map(({ item }) => item), ...byHand] };
  });
  return { sections: sections.filter((section) => section.items.length > 0) };
}

interface Built {
  readonly meta: RuleMeta;
  readonly item: ChecklistItem;
}

/** Why a rule had nothing to judge where a project lacks what it is about. */
const MISSING: Readonly<Record<Rule['on'], string | undefined>> = {
  settings: undefined,
  gunicorn: 'No file of this project starts gunicorn or configures it.',
  nginx: 'This project has no nginx configuration.',
  image: 'This project has no Dockerfile.',
  compose: 'This project has no compose file.',
  unit: 'This project has no systemd unit.',
  envFile: 'This project has no env file.',
  pipeline: 'This project has no CI pipeline that we read (GitHub Actions, GitLab CI).',
  server: 'No file of this project starts an application server.',
  repository: undefined,
  stack: 'No file of this project says what runs together in production.',
};

/** Undefined for a rule that had nothing to judge because nobody ran it. */
function ruleItem(rule: Rule, { judgements, findings }: ChecklistInput): Built | undefined {
  const { meta } = rule;
  const own = findings.filter((finding) => finding.rule === meta.id);
  if (own.length > 0) return { meta, item: failed(meta, own) };
  const judged = judgements.filter((judgement) => judgement.rule === meta.id);
  if (judged.length === 0) {
    const missing = MISSING[rule.on];
    return missing === undefined ? undefined : { meta, item: plain(meta, 'notApplicable', [missing]) };
  }
  // The rule found something and a comment or the configuration took it away: no verdict of ours is left.
  if (judged.some(({ status }) => status === 'fail')) {
    return { meta, item: plain(meta, 'notApplicable', ['Ignored by a comment, or switched off in the configuration.']) };
  }
  const status = STATUS_ORDER.find((candidate) => judged.some((judgement) => judgement.status === candidate)) ?? 'notApplicable';
  const reasons = judged.filter((judgement) => judgement.status === status).flatMap((judgement) => judgement.reasons);
  return { meta, item: plain(meta, status, status === 'pass' ? [] : [...new Set(reasons)].map(sentence)) };
}

const STATUS_ORDER: readonly Judgement['status'][] = ['unknown', 'pass', 'notApplicable'];

/** What the runner itself reports appears only when there is something to say. */
function runnerItems({ findings }: ChecklistInput): readonly Built[] {
  return RUNNER_METAS.flatMap((meta) => {
    const own = findings.filter((finding) => finding.rule === meta.id);
    return own.length > 0 ? [{ meta, item: failed(meta, own) }] : [];
  });
}

function failed(meta: RuleMeta, findings: readonly Finding[]): ChecklistItem {
  return {
    id: meta.id,
    title: meta.title,
    status: 'fail',
    severity: SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)),
    why: [...new Set(findings.flatMap(({ message }) => message.split('\n')))],
    evidence: findings.flatMap(evidenceOf),
    fixes: findings.flatMap(fixesOf),
  };
}

function plain(meta: RuleMeta, status: ItemStatus, why: readonly string[]): ChecklistItem {
  return { id: meta.id, title: GOALS[meta.id] ?? meta.title, status, severity: undefined, why, evidence: [], fixes: [] };
}

function evidenceOf({ place, message, related }: Finding): readonly Evidence[] {
  return [{ place, message: message.split('\n')[0] ?? '' }, ...related];
}

function fixesOf({ rule, profile, place, fixes }: Finding): readonly ItemFix[] {
  return fixes.map((fix) => ({ rule, profile, place, fix }));
}

function byHandItem({ id, title, how }: ByHandItem): ChecklistItem {
  return { id, title, status: 'byHand', severity: undefined, why: [how], evidence: [], fixes: [] };
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

function byWeight(a: RuleMeta, b: RuleMeta): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.id < b.id ? -1 : 1);
}

function sentence(reason: string): string {
  const text = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
  // A reason may begin with the name of a setting or a path: those keep their spelling.
  const begun = /^[a-z]+(\s|,)/.test(reason) ? text : reason;
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
