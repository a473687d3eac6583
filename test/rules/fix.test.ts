import { expect, it } from 'vitest';
import { type Files, MemoryFiles } from '../../server/src/host/files';
import { applyFixes } from '../../server/src/rules/fix';
import type { FileEdit, Finding, Fix } from '../../server/src/rules/rule';

/** A fix that replaces the first occurrence of a text in a file. */
function replacing(files: Files, file: string, from: string, to: string, options: Partial<Fix> = {}): Fix {
  return { title: `${from} → ${to}`, safe: true, edit: () => edits(files, file, from, to), ...options };
}

function edits(files: Files, file: string, from: string, to: string): readonly FileEdit[] {
  const start = files.read(file)?.indexOf(from) ?? -1;
  return [{ file, edits: [{ span: { start, end: start + from.length }, newText: to }] }];
}

function finding(fixes: readonly Fix[]): Finding {
  const place = { file: 'a.py', span: { start: 0, end: 0 } };
  return { rule: 'django/x', severity: 'error', profile: 'p', place, message: '', references: [], related: [], fixes };
}

/** Findings for each text that still occurs in its file. */
function judging(wanted: readonly (readonly [from: string, to: string])[]) {
  return (files: Files) =>
    wanted.flatMap(([from, to]) => (files.read('a.py')?.includes(from) ? [finding([replacing(files, 'a.py', from, to)])] : []));
}

const workspace = (text: string) => new MemoryFiles(new Map([['a.py', text]]));

it('applies the fixes of several findings to one file', () => {
  const { texts, applied } = applyFixes(
    workspace('a b c'),
    judging([
      ['a', '1'],
      ['c', '3'],
    ]),
    'safe',
  );
  expect([...texts]).toEqual([['a.py', '1 b 3']]);
  expect(applied).toEqual(['a → 1', 'c → 3']);
});

it('makes a fix that touches another one anew in the next round', () => {
  const { texts, applied } = applyFixes(
    workspace('ab'),
    judging([
      ['a', 'x'],
      ['b', 'y'],
    ]),
    'safe',
  );
  expect(texts.get('a.py')).toBe('xy');
  expect(applied).toEqual(['a → x', 'b → y']);
});

it('goes on with what a fix uncovers', () => {
  expect(
    applyFixes(
      workspace('a'),
      judging([
        ['a', 'b'],
        ['b', 'c'],
      ]),
      'safe',
    ).texts.get('a.py'),
  ).toBe('c');
});

it('stops where fixes would go round in a circle', () => {
  const { texts } = applyFixes(
    workspace('a'),
    judging([
      ['a', 'b'],
      ['b', 'a'],
    ]),
    'safe',
  );
  expect(['a', 'b', undefined]).toContain(texts.get('a.py'));
});

it('ends when a fix never satisfies its rule', () => {
  const { applied } = applyFixes(workspace('a'), judging([['a', 'aa']]), 'safe');
  expect(applied.length).toBeLessThan(100);
});

it('takes only safe fixes unless all are wanted', () => {
  const judge = (files: Files) =>
    files.read('a.py') === 'a'
      ? [finding([replacing(files, 'a.py', 'a', 'risky', { safe: false }), replacing(files, 'a.py', 'a', 'other', { safe: false })])]
      : [];
  expect(applyFixes(workspace('a'), judge, 'safe').texts.size).toBe(0);
  expect(applyFixes(workspace('a'), judge, 'all').texts.get('a.py')).toBe('risky');
});

it('creates a file only where the fix says so', () => {
  const creating = (create: boolean) => (files: Files) =>
    files.read('.env') === undefined
      ? [
          finding([
            { title: 'new', safe: true, edit: () => [{ file: '.env', edits: [{ span: { start: 0, end: 0 }, newText: 'X=1\n' }], create }] },
          ]),
        ]
      : [];
  expect([...applyFixes(workspace(''), creating(true), 'safe').texts]).toEqual([['.env', 'X=1\n']]);
  expect(applyFixes(workspace(''), creating(false), 'safe').texts.size).toBe(0);
});

it('leaves out a fix that has no edit, or whose own edits overlap', () => {
  const overlapping = [
    { span: { start: 0, end: 2 }, newText: 'x' },
    { span: { start: 1, end: 3 }, newText: 'y' },
  ];
  const fixes: readonly Fix[] = [
    { title: 'none', safe: true, edit: () => undefined },
    { title: 'empty', safe: true, edit: () => [] },
    { title: 'overlapping', safe: true, edit: () => [{ file: 'a.py', edits: overlapping }] },
  ];
  expect(applyFixes(workspace('abc'), () => fixes.map((fix) => finding([fix])), 'safe')).toEqual({ texts: new Map(), applied: [] });
});
