// The design page and its sample screens in every complete language and both lights: drawn in a
// real browser, looked through by axe, no report of the content policy, no sideways scrolling. With
// `ONEROOF_SHOTS=folder` a picture of each.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UI_LANGUAGES } from '#base/languages.ts';
import { PSEUDO_LANGUAGES } from '#platform/words/locales.ts';
import { DesignPage, SAMPLES } from '#screens/design/design-page.tsx';
import { lookThrough } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { keepPaper, keepPicture } from '../support/pictures.ts';

const WIDTHS = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
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

/** Draws one sample. @returns what a browser complains about, how far it scrolls sideways, what axe finds */
async function look(
  sample: string,
  lang: string,
  theme: 'light' | 'dark',
  width: keyof typeof WIDTHS,
  withAxe: boolean,
) {
  const { page, faults } = await pageOf(theme, width);
  faults.length = 0;
  await page.goto(`${stage.origin}/_design?${new URLSearchParams({ lang, theme, sample })}`);
  await page.evaluate(() => document.fonts.ready);
  await keepPicture(page, `${sample}-${lang}-${theme}-${width}`, { fullPage: true });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const axe = withAxe ? await lookThrough(page) : { violations: [] };
  const found = axe.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`)}`,
  );
  return { faults: [...faults], overflow, found };
}

type Opened = { page: Page; faults: string[] };
const opened = new Map<string, Opened>();

/** One page per light and width, used again: starting one costs more than drawing. */
async function pageOf(theme: 'light' | 'dark', width: keyof typeof WIDTHS): Promise<Opened> {
  const known = opened.get(`${theme} ${width}`);
  if (known) return known;
  const touch = width === 'phone';
  const context = await browser.newContext({
    viewport: WIDTHS[width],
    hasTouch: touch,
    isMobile: touch,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  const fresh = { page, faults };
  opened.set(`${theme} ${width}`, fresh);
  return fresh;
}

const DRAWN = ['wide', 'phone'] as const;

describe.each(SAMPLES)('the design sample "%s"', (sample) => {
  // axe looks once in each light and direction, every other time at the narrow page.
  it.each([
    ['pt', 'light', 'wide'],
    ['pt', 'dark', 'phone'],
    ['ar', 'light', 'phone'],
    ['ar', 'dark', 'wide'],
  ] as const)('is sound in %s by %s', async (lang, theme, axeAt) => {
    for (const width of DRAWN) {
      const { faults, overflow, found } = await look(sample, lang, theme, width, width === axeAt);
      expect.soft(faults, `console, ${width}`).toEqual([]);
      expect.soft(found, `axe, ${width}`).toEqual([]);
      expect.soft(overflow, `sideways scrolling, ${width}`).toBeLessThanOrEqual(0);
    }
  });

  // The other languages where it is narrow, and words half as long again: does everything find its place?
  it.each([...UI_LANGUAGES.filter((lang) => lang !== 'pt' && lang !== 'ar'), ...PSEUDO_LANGUAGES])(
    'holds the words of %s',
    async (lang) => {
      const pseudo = (PSEUDO_LANGUAGES as readonly string[]).includes(lang);
      for (const width of pseudo ? DRAWN : (['phone'] as const)) {
        const { faults, overflow } = await look(sample, lang, 'light', width, false);
        expect.soft(faults, `console, ${width}`).toEqual([]);
        expect.soft(overflow, `sideways scrolling, ${width}`).toBeLessThanOrEqual(0);
      }
    },
  );
});

describe('on paper', () => {
  it.each([
    ['slip', 'pt', 80],
    ['slip', 'ar', 80],
    ['summary', 'pt', 210],
    ['summary', 'ar', 210],
  ] as const)('the %s in %s fits one sheet of its own size', async (sample, lang, millimetres) => {
    const { page } = await pageOf('light', 'wide');
    await page.goto(
      `${stage.origin}/_design?${new URLSearchParams({ lang, theme: 'dark', sample })}`,
    );
    await page.evaluate(() => document.fonts.ready);
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    keepPaper(`${sample}-${lang}.pdf`, bytes);
    const pdf = bytes.toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const width = Number(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)/.exec(pdf)?.[1]);
    expect((width / 72) * 25.4).toBeCloseTo(millimetres, 0);
  });
});
