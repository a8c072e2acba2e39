// Looks through a page for what keeps people out (axe). In the page itself and for faults alone:
// the usual way opens a second page for every look and describes all that is well, which took
// longer than the stories around it.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds on the page as it stands. Our pages have no frames, which this way leaves out. A page that
 * renews itself meanwhile (a code that waits to be typed asks every few seconds) is looked at once more.
 * @param without a selector of what is not looked at
 */
export async function lookThrough(page: Page, without?: string): ReturnType<AxeBuilder['analyze']> {
  const look = () => {
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    return (without === undefined ? axe : axe.exclude(without)).analyze();
  };
  return look().catch(async (error: unknown) => {
    if (!/context was destroyed/.test(String(error))) throw error;
    await page.waitForLoadState();
    return look();
  });
}
