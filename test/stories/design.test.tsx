// The design page and its sample screens in every complete language and both lights: drawn in a
// real browser, looked through by axe, no report of the content policy, no sideways scrolling.
import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UI_LANGUAGES } from '#base/languages.ts';
import { inCheckout } from '#platform/checkout.ts';
import { DesignPage, SAMPLES } from '#screens/design/design-page.tsx';
import { launchBrowser } from '../support/browser.ts';
import { openStage, type Stage } from '../support/stage.ts';

const WIDTHS = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const pictures = inCheckout('test-results', 'design');

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  stage = await openStage();
  stage.app.get('/_design', (context) => {
    const { lang = 'pt', theme = 'light', sample } = context.req.query();
    return context.html(
      String(
        <DesignPage
          lang={lang as 'pt'}
          theme={theme as 'light'}
          sample={sample}
          assets={stage.assets}
        />,
      ),
    );
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

async function look(
  sample: string,
  lang: string,
  theme: 'light' | 'dark',
  width: keyof typeof WIDTHS,
) {
  const context = await browser.newContext({
    viewport: WIDTHS[width],
    hasTouch: width === 'phone',
    isMobile: width === 'phone',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${stage.origin}/_design?${new URLSearchParams({ lang, theme, sample })}`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: `${pictures}/${sample}-${lang}-${theme}-${width}.png`,
    fullPage: sample !== 'desk',
  });
  if (sample === 'parts' && width === 'wide') {
    for (const [index, part] of (await page.locator('.design-part').all()).entries()) {
      await part.screenshot({ path: `${pictures}/part-${index + 1}-${lang}-${theme}.png` });
    }
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const axe = await new AxeBuilder({ page }).analyze();
  await context.close();
  const found = axe.violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes
        .slice(0, 4)
        .map((node) => `${node.target.join(' ')} ${node.failureSummary}`)
        .join(' | ')}`,
  );
  return { faults, overflow, found };
}

const LANGUAGES = process.env['DESIGN_LANGUAGES']?.split(',') ?? UI_LANGUAGES;
const PICKED = process.env['DESIGN_SAMPLES']?.split(',') ?? SAMPLES;

describe.each(PICKED)('the design sample "%s"', (sample) => {
  describe.each(LANGUAGES)('in %s', (lang) => {
    it.each(['light', 'dark'] as const)('is sound by %s', async (theme) => {
      for (const width of ['wide', 'phone'] as const) {
        const { faults, overflow, found } = await look(sample, lang, theme, width);
        expect.soft(faults, `console, ${width}`).toEqual([]);
        expect.soft(found, `axe, ${width}`).toEqual([]);
        expect.soft(overflow, `sideways scrolling, ${width}`).toBeLessThanOrEqual(0);
      }
    });
  });
});
