// A tab whose story is over is kept for the next story file. A new context is a process of its own that
// reads our script, styles and fonts (and axe) anew: half a second of the processor, more than a story
// needs for three pages. A tab is handed on only under the same options, empty and without cookies, and
// never within a file: a house has a port of its own, so what a browser keeps of it is nothing to the next.
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

/** So many wait for the next file; each holds some tens of megabytes. */
const KEPT = 8;
/** What Playwright begins with. */
const PATIENCE_MS = 30_000;
/** What stays on a context or a page that was asked for it: such a one ends with its story. */
const MARKS = [
  'addInitScript',
  'emulateMedia',
  'exposeBinding',
  'exposeFunction',
  'grantPermissions',
  'install', // of its clock
  'newCDPSession',
  'route',
  'setExtraHTTPHeaders',
  'setGeolocation',
  'setOffline',
];
/** What stories listen for. */
const HEARD = ['console', 'pageerror', 'request', 'response', 'dialog', 'popup', 'download'];

interface Kept {
  /** What it was opened with. */
  readonly options: string;
  readonly context: BrowserContext;
  /** Ends it in truth. */
  readonly end: () => Promise<void>;
  /** The first page; `waiting` when the next story may have it. */
  page?: Page;
  waiting: boolean;
  marked: boolean;
}

const inspectors = new WeakMap<BrowserContext, BrowserContext['newCDPSession']>();

/** The browser's own tools for a page, where what they do may stay in a tab that is handed on. */
export function inspect(page: Page): Promise<CDPSession> {
  const context = page.context();
  return inspectors.get(context)?.(page) ?? context.newCDPSession(page);
}

/** From here on what is closed of this browser, one context or all with the browser, is kept as said above. */
export function keepTabs(browser: Browser): void {
  const open = browser.newContext.bind(browser);
  const used = new Set<Kept>();
  /** Over in this file: for the next one. */
  const over: Kept[] = [];
  let idle: Kept[] = [];

  browser.newContext = async (options = {}) => {
    const said = JSON.stringify(options);
    const known = idle.find((one) => one.options === said);
    idle = idle.filter((one) => one !== known);
    const kept = known ?? ready(await open(options), said);
    used.add(kept);
    return kept.context;
  };
  browser.newPage = async (options) => (await browser.newContext(options)).newPage();
  browser.close = async () => {
    await Promise.all([...used].map(({ context }) => context.close()));
    const all = [...idle, ...over.splice(0)];
    idle = all.slice(-KEPT);
    await Promise.all(all.slice(0, -KEPT).map(({ end }) => end()));
  };

  function ready(context: BrowserContext, options: string): Kept {
    const end = context.close.bind(context);
    const kept: Kept = { options, context, end, waiting: false, marked: false };
    const newPage = context.newPage.bind(context);
    inspectors.set(context, context.newCDPSession.bind(context));
    watch(context, kept);
    watch(context.clock, kept);
    context.newPage = async () => {
      if (kept.page && kept.waiting) {
        kept.waiting = false;
        return kept.page;
      }
      const page = await newPage();
      watch(page, kept);
      kept.page ??= page;
      return page;
    };
    context.close = async () => {
      if (!used.delete(kept)) return;
      kept.waiting = await emptied(kept);
      if (kept.waiting) over.push(kept);
      else await end();
    };
    return kept;
  }
}

/** Notes when it is asked for something that stays. */
function watch(one: object, kept: Kept): void {
  const methods = one as Record<string, unknown>;
  for (const name of MARKS) {
    const method = methods[name];
    if (typeof method !== 'function') continue;
    methods[name] = (...args: unknown[]) => {
      kept.marked = true;
      return method.apply(one, args) as unknown;
    };
  }
}

/** Whether it is as it was when it was new. */
async function emptied({ page, context, marked, options }: Kept): Promise<boolean> {
  if (marked || !page || page.isClosed()) return false;
  const { viewport } = JSON.parse(options) as { viewport?: ReturnType<Page['viewportSize']> };
  try {
    for (const event of HEARD) page.removeAllListeners(event);
    const others = context.pages().filter((one) => one !== page);
    await Promise.all(others.map((one) => one.close()));
    await page.goto('about:blank');
    await page.setViewportSize(viewport ?? { width: 1280, height: 720 });
    await context.clearCookies();
    context.setDefaultTimeout(PATIENCE_MS);
  } catch {
    // It was on its way somewhere, or has crashed.
    return false;
  }
  return true;
}
