// A browser over a served house, for stories: opens a page as somebody, and looks a page through in both
// directions of writing, light and dark, wide and on a telephone.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { lookThrough } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { keepPicture, WITH_PICTURES } from './pictures.ts';

export interface Look {
  readonly language?: string;
  readonly theme?: string;
  readonly width?: number;
  /** Whether the browser runs scripts. */
  readonly scripts?: boolean;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page and reports of its policy. */
  readonly faults: string[];
  close(): Promise<void>;
}

/** What is looked at when nobody wants pictures: what goes wrong most. */
export const NARROW: Look = { language: 'ar', theme: 'dark', width: 390 };
/** By day and wide, too. */
export const BOTH: readonly Look[] = [{ language: 'pt', theme: 'light', width: 1280 }, NARROW];
const USUAL = WITH_PICTURES ? BOTH : [NARROW];

/**
 * A page that has been looked at follows its house no more, as if it had been left: it would find that
 * somebody else has signed in, and begin anew across the way to the next one. To leave it in truth, for an
 * empty tab, costs half of what a page does.
 */
export async function fallSilent(page: Page): Promise<void> {
  await page.evaluate(() => {
    // What is on its way would wake it when it comes.
    window.stop();
    for (const region of document.querySelectorAll('turbo-frame')) region.remove();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
  });
}

export class Looking {
  readonly url: string;
  readonly #browser: Browser;
  readonly #tabs = new Map<string, Opened>();

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

  /** Opens a page in a browser of its own; signed in by `token` unless it is empty. */
  async open(token: string, path: string, look: Look = {}): Promise<Opened> {
    const opened = await this.#newTab(look);
    await this.#visit(opened, token, path, look);
    return opened;
  }

  /** The page at an address is looked at by axe and for what hangs over; pictures for people when wished. */
  async look(name: string, token: string, path: string, looks = USUAL): Promise<void> {
    for (const look of looks) {
      // A tab that is only looked at serves again: a new one costs more than what is looked at in it.
      const key = JSON.stringify(look);
      const tab = this.#tabs.get(key) ?? (await this.#newTab(look));
      this.#tabs.set(key, tab);
      await tab.context.clearCookies();
      await this.#visit(tab, token, path, look);
      await this.see(`${name}-${look.width}-${look.language}`, tab.page);
      expect(tab.faults.splice(0)).toEqual([]);
      await fallSilent(tab.page);
    }
  }

  async #newTab({ theme, width = 1280, scripts = true }: Look): Promise<Opened> {
    const context = await this.#browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 800 },
      reducedMotion: 'reduce',
      hasTouch: width < 500,
      javaScriptEnabled: scripts,
      colorScheme: theme === 'dark' ? 'dark' : 'light',
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
    });
    return { page, context, faults, close: () => context.close() };
  }

  async #visit({ page, context }: Opened, token: string, path: string, look: Look): Promise<void> {
    const { language = 'pt', theme = 'light' } = look;
    const cookies = { lang: language, theme, ...(token && { oneroof: token }) };
    await context.addCookies(
      Object.entries(cookies).map(([name, value]) => ({ name, value, url: this.url })),
    );
    await page.goto(this.url + path, { waitUntil: 'load' });
  }

  /** As `look`, of a page as it stands now. */
  async see(name: string, page: Page): Promise<void> {
    await keepPicture(page, name, { fullPage: true });
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
    // A live region that shows nothing would hold what stands around it apart.
    const hollow = await page.evaluate(() =>
      [...document.querySelectorAll('turbo-frame')]
        .filter((one) => one.querySelector(':scope > [hidden]:only-child') && one.checkVisibility())
        .map(({ id }) => id),
    );
    expect({ name, found, small, overflow, hollow }).toEqual({
      name,
      found: [],
      small: [],
      overflow: 0,
      hollow: [],
    });
  }
}
