import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Looks at the memory of the process from the first module on. */
const ALONE = ['test/syntax/python/robustness.test.ts'];

export default defineConfig({
  test: {
    // Only the editor has it; modules that make texts need no more of it than this.
    alias: { vscode: fileURLToPath(new URL('test/support/vscode.ts', import.meta.url)) },
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...ALONE, 'test/oracle/**', 'test/e2e/**', 'node_modules/**'],
          // No module of ours has a state that changes: loading all rules anew for each file would be a third of the time.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
