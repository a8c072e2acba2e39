// How the tests run: files side by side on as many cores as there are; each worker has a PostgreSQL of its own.
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { TallyReporter } from './test/support/tally-reporter.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', new TallyReporter()],
    pool: 'threads',
    // A worker reads the product once and not once for each file: half of a run went into that. So a test
    // leaves nothing behind in a module, in the environment or in a clock.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    passWithNoTests: true,
    // A poll ends when it sees what it waits for; on a busy machine that takes its time.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules and modules',
          include: [
            'src/**/*.test.{ts,tsx}',
            'test/*.test.ts',
            'test/security/*.test.ts',
            'test/permissions/*.test.ts',
          ],
          maxWorkers: 2,
          testTimeout: 40_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Each starts browsers or whole processes: after the others, and three at a time, since a
        // story waits for most of its time (for a page, a stream, a timer of the browser).
        extends: true,
        test: {
          name: 'stories',
          include: ['test/stories/**/*.test.{ts,tsx}'],
          pool: 'forks',
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
