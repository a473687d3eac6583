import { describe, expect, it } from 'vitest';
import type { Rule } from '../../server/src/rules/rule';
import { settingsRule } from '../../server/src/rules/rule';
import { runRules } from '../../server/src/rules/run';
import { projectOf, SETTINGS } from '../support/project';

/** Finds a fault in every assignment of HOSTS. */
const hosts: Rule = settingsRule({
  meta: {
    id: 'django/hosts',
    title: 'Hosts',
    category: 'hosts',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: [],
    summary: 'Hosts.',
    settings: ['HOSTS'],
  },
  messages: { found: 'Found.' },
  check(context) {
    for (const { place } of context.setting('HOSTS')?.assignments ?? []) context.report({ message: 'found', place });
  },
});

async function judge(text: string, tail = SETTINGS) {
  return runRules(await projectOf({ 'settings.py': text + tail }), [hosts]);
}

async function found(text: string) {
  return (await judge(text)).findings.map((finding) => finding.rule);
}

describe('a suppression takes away', () => {
  it.each([
    ['at the end of the line', 'HOSTS = 1  # preflight: ignore[django/hosts] it is on purpose\n'],
    ['alone on the line above', '# preflight: ignore[django/hosts] it is on purpose\nHOSTS = 1\n'],
    ['above another comment', '# preflight: ignore[django/hosts] it is on purpose\n# The hosts.\nHOSTS = 1\n'],
    ['at the last line of a long statement', 'HOSTS = [\n  1,\n]  # preflight: ignore[django/hosts] it is on purpose\n'],
    ['for a family', 'HOSTS = 1  # preflight: ignore[django] it is on purpose\n'],
    ['among others', 'HOSTS = 1  # preflight: ignore[django/syntax-error, django/hosts]: it is on purpose\n'],
    ['for the whole file', '# preflight: ignore-file[django/hosts] it is on purpose\nHOSTS = 1\nHOSTS = 2\n'],
    ['for the whole file, below the docstring', '"""Settings."""\n# preflight: ignore-file[django/hosts] it is on purpose\nHOSTS = 1\n'],
  ])('a finding %s', async (_where, text) => {
    expect(await found(text)).toEqual([]);
  });

  it('and the judgement says why', async () => {
    const { judgements } = await judge('HOSTS = 1  # preflight: ignore[django/hosts] behind a proxy\n');
    expect(judgements).toMatchObject([{ status: 'notApplicable', reasons: ['ignored by a comment: behind a proxy'] }]);
  });

  it('but not the findings of other lines: the judgement stays', async () => {
    const { findings, judgements } = await judge('HOSTS = 1  # preflight: ignore[django/hosts] once\nHOSTS = 2\n');
    expect(findings.map((finding) => finding.rule)).toEqual(['django/hosts']);
    expect(judgements).toMatchObject([{ status: 'fail' }]);
  });
});

describe('a suppression is no help', () => {
  it.each([
    ['two lines above', '# preflight: ignore[django/hosts] why\nX = 1\nHOSTS = 1\n', ['preflight/unused-suppression', 'django/hosts']],
    ['for another rule', 'HOSTS = 1  # preflight: ignore[django/syntax-error] why\n', ['django/hosts', 'preflight/unused-suppression']],
    ['in a text', 'HOSTS = "# preflight: ignore[django/hosts] why"\n', ['django/hosts']],
    ['for the whole file, below the first statement', 'X = 1\n# preflight: ignore-file[django/hosts] why\nHOSTS = 1\n', ['django/hosts']],
  ])('%s', async (_where, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });
});

describe('a suppression is reported', () => {
  it('when it gives no reason, and still works', async () => {
    const { findings } = await judge('HOSTS = 1  # preflight: ignore[django/hosts]\n');
    expect(findings).toMatchObject([{ rule: 'preflight/suppression-without-reason', severity: 'info' }]);
  });

  it('when it ignores nothing', async () => {
    expect((await judge('X = 1  # preflight: ignore[django/hosts] why\n')).findings).toMatchObject([
      {
        rule: 'preflight/unused-suppression',
        severity: 'info',
        message: 'Nothing here breaks django/hosts.\nRemove the comment, or it will hide the next fault.',
      },
    ]);
  });

  it('when there is no such rule', async () => {
    expect((await judge('X = 1  # preflight: ignore[django/host] why\n')).findings).toMatchObject([
      { rule: 'preflight/unused-suppression', message: 'There is no rule “django/host”.\nThe comment does nothing.' },
    ]);
  });
});
