// A browser over a served house, for stories: opens a page as somebody, and looks a page through in both
// directions of writing, light and dark, wide and on a telephone.
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { lookThrough } from './axe.ts';
import { launchBrowser } from './browser.ts';

export interface Look {
  readonly language?: string;
  readonly theme?: string;
  readonly width?: number;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page and reports of its policy. */
  readonly faults: string[];
  close(): Promise<void>;
}

/** What is looked at when nobody wants pictures: what goes wrong most. */
const NARROW: Look = { language: 'ar', theme: 'dark', width: 390 };
const BOTH: readonly Look[] = [{ language: 'pt', theme: 'light', width: 1280 }, NARROW];
/** Where to keep what was seen, to be looked at by people. */
const SHOTS = process.env['ONEROOF_SHOTS'];

export class Looking {
  readonly url: string;
  readonly #browser: Browser;

  private constructor(url: string, browser: Browser) {
    this.url = url;
    this.#browser = browser;
  }

  /** @param url where the house is served */
  static async at(url: string): Promise<Looking> {
    return new Looking(url, await launchBrowser());
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Opens a page; signed in by `token` unless it is empty. */
  async open(token: string, path: string, look: Look = {}): Promise<Opened> {
    const { language = 'pt', theme = 'light', width = 1280 } = look;
    const context = await this.#browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 800 },
      reducedMotion: 'reduce',
      hasTouch: width < 500,
      colorScheme: theme === 'dark' ? 'dark' : 'light',
    });
    const cookies = { lang: language, theme, ...(token && { oneroof: token }) };
    await context.addCookies(
      Object.entries(cookies).map(([name, value]) => ({ name, value, url: this.url })),
    );
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
    });
    await page.goto(this.url + path, { waitUntil: 'load' });
    return { page, context, faults, close: () => context.close() };
  }

  /** The page at an address is looked at by axe and for what hangs over; pictures for people when wished. */
  async look(name: string, token: string, path: string): Promise<void> {
    for (const look of SHOTS ? BOTH : [NARROW]) {
      const { page, faults, close } = await this.open(token, path, look);
      await this.see(`${name}-${look.width}-${look.language}`, page);
      expect(faults).toEqual([]);
      await close();
    }
  }

  /** As `look`, of a page as it stands now. */
  async see(name: string, page: Page): Promise<void> {
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
    }
    const { violations } = await lookThrough(page);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
    // A thumb needs 44 points.
    const small = await page.evaluate(() =>
      window.innerWidth > 500
        ? []
        : [
            ...document.querySelectorAll(
              'main button, main select, main a.button, .sheet button, .sheet select, .sheet input',
            ),
          ]
            .filter((one) => {
              const { height, width } = one.getBoundingClientRect();
              const target = one.closest('label')?.getBoundingClientRect().height ?? height;
              return (
                width > 1 &&
                height > 1 &&
                Math.max(height, target) < 43.5 &&
                one.getAttribute('type') !== 'hidden'
              );
            })
            .map((one) => one.outerHTML.slice(0, 80)),
    );
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ name, found, small, overflow }).toEqual({ name, found: [], small: [], overflow: 0 });
  }
}
