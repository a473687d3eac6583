import { describe, expect, it } from 'vitest';
import { buildChecklist } from '../../server/src/checklist/build';
import { BY_HAND } from '../../server/src/checklist/byHand';
import type { Checklist, ChecklistItem } from '../../server/src/checklist/checklist';
import { failingSections, judgedSections } from '../../server/src/checklist/failing';
import { GOALS } from '../../server/src/checklist/goals';
import { SECTIONS } from '../../server/src/checklist/sections';
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
      return item(buildChecklist({ rules: [debug], judgements: [judged(status, [], meta.id)], findings }), meta.id)?.title;
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
  it('hold every rule that there is, and everything that a person does', () => {
    const categories = new Set(SECTIONS.map(({ category }) => category));
    expect(rules.filter(({ meta }) => !categories.has(meta.category)).map(({ meta }) => meta.id)).toEqual([]);
    expect(BY_HAND.filter(({ section }) => !categories.has(section)).map(({ id }) => id)).toEqual([]);
  });

  it('come in the order of a launch', () => {
    expect(SECTIONS.map(({ id }) => id)).toEqual([
      'debug-and-secrets',
      'hosts',
      'https-and-headers',
      'middleware-and-apps',
      'static-and-media',
      'database',
      'cache-and-sessions',
      'mail',
      'logging-and-errors',
      'names-and-versions',
      'application-server',
      'proxy',
      'containers-and-units',
      'release-process',
      'operations',
    ]);
  });

  it('begin with what is worst, and end with what a person does', () => {
    const secure = settingsRule({
      meta: { ...META, id: 'django/secure', category: 'https and headers' },
      messages: {},
      check: () => undefined,
    });
    const judgements = [judged('pass'), judged('pass', [], 'django/cold'), judged('pass', [], 'django/secure')];
    const { sections } = buildChecklist({ rules: [rule, cold, secure], judgements, findings: [] });
    const ids = (section: string) => sections.find(({ id }) => id === section)?.items.map(({ id }) => id);
    expect(ids('hosts')).toEqual(['django/cold', 'django/hot']);
    expect(ids('https-and-headers')).toEqual(['django/secure', 'by-hand/hsts-ramp', 'by-hand/certificates']);
  });

  it('are left out when nothing is in them', () => {
    const { sections } = buildChecklist({ rules: [], judgements: [], findings: [] });
    expect(sections.map(({ id }) => id)).not.toContain('hosts');
    expect(sections.map(({ id }) => id)).toContain('operations');
  });

  it('say what is to be done by hand in one text', () => {
    const { sections } = buildChecklist({ rules: [], judgements: [], findings: [] });
    expect(sections.flatMap(({ items }) => items).every(({ status, why }) => status === 'byHand' && why.length === 1)).toBe(true);
  });

  it('have ids that are told apart', () => {
    const ids = [...SECTIONS.map(({ id }) => id), ...BY_HAND.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fail by an error or a warning, not by a note', () => {
    expect(failingSections([rule], [found('a', 'warning')])).toEqual(['hosts']);
    expect(failingSections([rule], [found('a', 'error'), found('b', 'error')])).toEqual(['hosts']);
    expect(failingSections([rule], [found('a', 'info'), found('b', 'hint')])).toEqual([]);
    expect(failingSections([rule], [{ ...found(), rule: 'django/syntax-error', severity: 'error' }])).toEqual(['names-and-versions']);
  });

  it('are judged once a rule came to a verdict', () => {
    expect(judgedSections([rule], [judged('pass')])).toEqual(['hosts']);
    expect(judgedSections([rule], [judged('fail')])).toEqual(['hosts']);
    expect(judgedSections([rule], [judged('unknown'), judged('notApplicable')])).toEqual([]);
    expect(judgedSections([rule], [])).toEqual([]);
  });
});
