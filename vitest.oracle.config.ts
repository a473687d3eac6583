import { defineConfig } from 'vitest/config';

/** The real Django as judge: `npm run test:oracle`. One Python process forks for each environment of each case. */
export default defineConfig({
  test: {
    include: ['test/oracle/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests that say that they may run beside others start servers: as many as a small machine has cores.
    maxConcurrency: 2,
  },
});
