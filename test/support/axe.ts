// Looks through a page for what keeps people out (axe). In the page itself and for faults alone: axe's own
// builder for a browser reads its half megabyte twice for every look, asks for the styles once more and
// describes all that is well, which took longer than the stories around it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { inspect } from './kept-tabs.ts';

/** A rule that the page breaks, and where. */
export type Violation = Pick<axe.Result, 'id' | 'nodes'>;

/** What the page's window has of ours: how axe comes into it, and axe once it has come. */
interface AxeWindow {
  bringAxe(): void;
  axe?: typeof axe & { readonly _cache: { set(key: string, value: unknown): void } };
}

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Tabs that have axe at hand in whatever page they show. */
const equipped = new WeakSet<Page>();

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
  await equip(page);
  return page.evaluate(
    async (exclude) => {
      const view = window as unknown as AxeWindow;
      if (!view.axe) view.bringAxe();
      const inPage = view.axe;
      if (!inPage) throw new Error('axe did not come');
      const run = (more: axe.RunOptions) => {
        // Axe leaves out the contrast of what it takes for an icon drawn by a font, which it tells by drawing
        // letters: we have no such fonts, and it took joined Arabic letters for them. To it, all are known.
        const text = { occurrences: 3, numLigatures: 0 };
        inPage._cache.set('fonts', new Proxy({}, { get: () => text }));
        return inPage.run(
          { include: [['html']], exclude },
          { resultTypes: ['violations'], iframes: false, preload: false, ...more },
        );
      };
      // Where each part stands is found out only when something is wrong.
      inPage.configure({ noHtml: true });
      const { violations } = await run({ selectors: false });
      if (violations.length === 0) return { violations: [] };
      inPage.reset();
      const told = await run({});
      return {
        violations: violations.map(({ id, nodes }) => ({
          id,
          nodes: told.violations.find((one) => one.id === id)?.nodes ?? nodes,
        })),
      };
    },
    without === undefined ? [] : [[without]],
  );
}

/**
 * Gives a tab axe, for this page and those that come after it: its half megabyte goes to the browser once a
 * tab, is read by it once, and runs only in pages that are looked through.
 */
async function equip(page: Page): Promise<void> {
  if (equipped.has(page)) return;
  equipped.add(page);
  // The session stays open, since what it gave leaves with it.
  const inspector = await inspect(page);
  await inspector.send('Page.enable');
  await inspector.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `globalThis.bringAxe = () => {${SOURCE}\n};`,
    runImmediately: true,
  });
}
