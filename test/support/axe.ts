// Looks through a page for what keeps people out (axe). In the page itself and for faults alone: axe's own
// builder for a browser reads its half megabyte twice for every look, asks for the styles once more and
// describes all that is well, which took longer than the stories around it.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** A rule that the page breaks, and where. */
export type Violation = Pick<axe.Result, 'id' | 'nodes'>;

/**
 * What axe finds on the page as it stands. Our pages have no frames, which this way leaves out. A page that
 * renews itself meanwhile (a code that waits to be typed asks every few seconds) is looked at once more.
 * @param without a selector of what is not looked at
 */
export async function lookThrough(
  page: Page,
  without?: string,
): Promise<{ readonly violations: Violation[] }> {
  return look(page, without).catch(async (error: unknown) => {
    if (!/context was destroyed/.test(String(error))) throw error;
    await page.waitForLoadState();
    return look(page, without);
  });
}

async function look(page: Page, without: string | undefined) {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // As a script of the page and not as a text that it evaluates: the browser reads the same one once.
    const inspector = await page.context().newCDPSession(page);
    await inspector.send('Runtime.evaluate', { expression: axe.source });
    await inspector.detach();
  }
  return page.evaluate(
    async (exclude) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const found = await inPage.run(
        { include: [['html']], exclude },
        { resultTypes: ['violations'], iframes: false, preload: false },
      );
      return { violations: found.violations.map(({ id, nodes }) => ({ id, nodes })) };
    },
    without === undefined ? [] : [[without]],
  );
}
