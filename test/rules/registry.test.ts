import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/registry.generated';

const ROOT = join(import.meta.dirname, '../..');

describe('the registry', () => {
  it('and the heads of the pages are what scripts/generate.mjs makes of the rule files', async () => {
    await promisify(execFile)(process.execPath, ['scripts/generate.mjs', '--check'], { cwd: ROOT });
  });

  it('has every id once', () => {
    const ids = rules.map((rule) => rule.meta.id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', (_, { meta, messages }) => {
  it('says what is wrong, why it matters and what to do in three lines at most', () => {
    for (const message of Object.values(messages)) {
      expect(message.split('\n').length).toBeLessThanOrEqual(3);
      // A place at the end is filled with a sentence, or with nothing.
      expect(message).toMatch(/[.?]$|[.?]\{\w+\}$|\n\{\w+\}$/);
      expect(message).not.toContain('!');
    }
  });

  it('has a title without and a summary with a full stop', () => {
    expect(meta.title).not.toMatch(/[.!]$/);
    expect(meta.summary).toMatch(/[^.]\.$/);
  });
});
