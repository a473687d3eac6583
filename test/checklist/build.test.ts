import { describe, expect, it } from 'vitest';
import { buildChecklist } from '../../server/src/checklist/build';
import type { Checklist, ChecklistItem } from '../../server/src/checklist/checklist';
import { GOALS } from '../../server/src/checklist/goals';
import { BY_HAND, RULE_SECTIONS } from '../../server/src/checklist/sections';
import { rules } from '../../server/src/rules/registry.generated';
import { type Finding, gunicornRule, type RuleMeta, settingsRule } from '../../server/src/rules/rule';
import type { Judgement } from '../../server/src/rules/run';

const META: RuleMeta = {
  id: 'django/hot',
  title: 'The oven is hot',
  category: 'hosts',
  severity: 'warning',
  scope: 'production',
  fix: 'safe',
  references: [],
  summary: 'Ovens burn.',
  settings: [],
};
const rule = settingsRule({ meta: META, messages: {}, check: () => undefined });
const cold = settingsRule({ meta: { ...META, id: 'django/cold', severity: 'error' }, messages: {}, check: () => undefined });
const server = gunicornRule({
  meta: { ...META, id: 'gunicorn/hot', category: 'application server' },
  messages: {},
  check: () => undefined,
});

function judged(status: Judgement['status'], reasons: readonly string[] = [], id = META.id): Judgement {
  return { rule: id, profile: 'config.settings', status, reasons };
}

function found(message = 'The oven is hot.\nIt burns.\nTurn it off.', severity: Finding['severity'] = 'warning'): Finding {
  return {
    rule: META.id,
    severity,
    profile: 'config.settings',
    place: { file: 'settings.py', span: { start: 0, end: 4 } },
    message,
    references: [],
    related: [{ place: { file: 'base.py', span: { start: 1, end: 2 } }, message: 'It was lit here' }],
    fixes: [{ title: 'Turn it off', safe: true, edit: () => undefined }],
  };
}

function item(checklist: Checklist, id = META.id): ChecklistItem | undefined {
  return checklist.sections.flatMap((section) => section.items).find((one) => one.id === id);
}

describe('an item of the checklist', () => {
  it('passes without words', () => {
    const built = item(buildChecklist({ rules: [rule], judgements: [judged('pass')], findings: [] }));
    expect(built).toMatchObject({ title: 'The oven is hot', status: 'pass', severity: undefined, why: [], evidence: [], fixes: [] });
  });

  it('fails with the message, the places and the fixes of its findings', () => {
    const built = item(buildChecklist({ rules: [rule], judgements: [judged('fail')], findings: [found()] }));
    expect(built?.status).toBe('fail');
    expect(built?.why).toEqual(['The oven is hot.', 'It burns.', 'Turn it off.']);
    expect(built?.evidence.map(({ place, message }) => `${place.file}: ${message}`)).toEqual([
      'settings.py: The oven is hot.',
      'base.py: It was lit here',
    ]);
    expect(built?.fixes.map(({ fix, profile }) => `${fix.title} in ${profile}`)).toEqual(['Turn it off in config.settings']);
  });

  it('is as severe as its worst finding', () => {
    const findings = [found('a', 'info'), found('b', 'error')];
    expect(item(buildChecklist({ rules: [rule], judgements: [judged('fail')], findings }))?.severity).toBe('error');
  });

  it('says why it cannot be told, once, as a sentence', () => {
    const judgements = [judged('unknown', ['nothing tells who ends TLS']), judged('unknown', ['nothing tells who ends TLS'])];
    expect(item(buildChecklist({ rules: [rule], judgements, findings: [] }))).toMatchObject({
      status: 'unknown',
      why: ['Nothing tells who ends TLS.'],
    });
  });

  it('keeps the spelling of a name at the beginning of a reason', () => {
    const judgements = [judged('unknown', ['config.settings.base reads a file'])];
    expect(item(buildChecklist({ rules: [rule], judgements, findings: [] }))?.why).toEqual(['config.settings.base reads a file.']);
  });

  it('that was ignored by a comment is no fault and no success', () => {
    const built = item(buildChecklist({ rules: [rule], judgements: [judged('fail')], findings: [] }));
    expect(built?.status).toBe('notApplicable');
    expect(built?.why).toEqual(['Ignored by a comment, or switched off in the configuration.']);
  });

  it('is open as long as one of several files cannot be told', () => {
    const judgements = [judged('pass'), judged('unknown', ['x']), judged('notApplicable', ['y'])];
    expect(item(buildChecklist({ rules: [rule], judgements, findings: [] }))?.status).toBe('unknown');
  });

  it('of the application server does not apply where there is no configuration of one', () => {
    expect(item(buildChecklist({ rules: [server], judgements: [], findings: [] }), 'gunicorn/hot')?.status).toBe('notApplicable');
  });

  it('is not there for a rule that nobody ran', () => {
    expect(item(buildChecklist({ rules: [rule], judgements: [], findings: [] }))).toBeUndefined();
  });

  it('comes from the runner itself only when it has found something', () => {
    const syntax: Finding = { ...found('Python cannot read this.'), rule: 'django/syntax-error', severity: 'error' };
    expect(item(buildChecklist({ rules: [], judgements: [], findings: [syntax] }), 'django/syntax-error')?.status).toBe('fail');
    expect(item(buildChecklist({ rules: [], judgements: [], findings: [] }), 'django/syntax-error')).toBeUndefined();
  });
});

describe('the title of an item', () => {
  it('names the mistake only where it was made', () => {
    const meta = { ...META, id: 'django/debug-enabled', title: 'DEBUG is on in production' };
    const debug = settingsRule({ meta, messages: {}, check: () => undefined });
    const titleFor = (status: Judgement['status'], findings: readonly Finding[] = []) => {
      const { sections } = buildChecklist({ rules: [debug], judgements: [judged(status, [], meta.id)], findings });
      return sections[0]?.items[0]?.title;
    };
    expect(titleFor('pass')).toBe('DEBUG is off in production');
    expect(titleFor('unknown')).toBe('DEBUG is off in production');
    expect(titleFor('fail', [{ ...found(), rule: meta.id }])).toBe('DEBUG is on in production');
  });

  it('has both wordings for every rule, and none for a rule that is not there', () => {
    expect(Object.keys(GOALS).toSorted()).toEqual(rules.map(({ meta }) => meta.id).toSorted());
  });
});

describe('the sections', () => {
  it('hold every rule that there is', () => {
    const categories = new Set(RULE_SECTIONS.map(({ category }) => category));
    expect(rules.filter(({ meta }) => !categories.has(meta.category)).map(({ meta }) => meta.id)).toEqual([]);
  });

  it('are left out when empty, and begin with what is worst', () => {
    const judgements = [judged('pass'), judged('pass', [], 'django/cold')];
    const { sections } = buildChecklist({ rules: [rule, cold], judgements, findings: [] });
    expect(sections.map(({ title, items }) => [title, ...items.map(({ id }) => id)])).toEqual([
      ['Hosts and origins', 'django/cold', 'django/hot'],
      ['Operations', ...BY_HAND.items.map(({ id }) => id)],
    ]);
  });

  it('end with what a person ticks', () => {
    const last = buildChecklist({ rules: [], judgements: [], findings: [] }).sections.at(-1);
    expect(last?.items.every(({ status, why }) => status === 'byHand' && why.length === 1)).toBe(true);
  });

  it('have ids that are told apart', () => {
    const ids = [...RULE_SECTIONS.map(({ id }) => id), BY_HAND.id, ...BY_HAND.items.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
