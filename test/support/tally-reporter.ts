// Counts the tests for the last line of a run: `N passed, N failed`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { inCheckout } from '#platform/checkout.ts';

/** Writes test-results/tally.json; a file that could not be loaded counts as one failed test. */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      const failedHere = tests.filter((test) => test.result().state === 'failed').length;
      passed += tests.filter((test) => test.result().state === 'passed').length;
      failed += failedHere;
      if (failedHere === 0 && !module.ok()) failed += 1;
    }
    mkdirSync(inCheckout('test-results'), { recursive: true });
    writeFileSync(
      join(inCheckout('test-results'), 'tally.json'),
      JSON.stringify({ passed, failed }),
    );
  }
}
