import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Only the editor has it; modules that make texts need no more of it than this.
    alias: { vscode: fileURLToPath(new URL('test/support/vscode.ts', import.meta.url)) },
    include: ['test/**/*.test.ts'],
    exclude: ['test/oracle/**', 'test/e2e/**', 'node_modules/**'],
    testTimeout: 20_000,
  },
});
