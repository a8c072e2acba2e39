// A tab whose story is over is kept for the next story file. A new context is a process of its own that
// reads our script, styles and fonts (and axe) anew: half a second of the processor, more than a story
// needs for three pages. A tab is handed on empty, without cookies and never within a file: a house has a
// port of its own, so what a browser keeps of it is nothing to the next. Its size and its light are set
// anew; for other options there is another tab.
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  CDPSession,
  Page,
} from 'playwright-core';

/** So many wait for the next file; each holds some tens of megabytes. */
const KEPT = 8;
/** What Playwright begins with. */
const PATIENCE_MS = 30_000;
/** What stays on a context or a page that was asked for it: such a one ends with its story. */
const MARKS = [
  'addInitScript',
  'exposeBinding',
  'exposeFunction',
  'grantPermissions',
  'install', // of its clock
  'newCDPSession',
  'routeWebSocket',
  'setGeolocation',
];
/** What stories listen for. */
const HEARD = ['console', 'pageerror', 'request', 'response', 'dialog', 'popup', 'download'];

/** What can be set anew on a tab: its size, its light and the like. */
interface Looks {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly media: NonNullable<Parameters<Page['emulateMedia']>[0]>;
}

interface Kept {
  /** What it was opened with, beyond its looks. */
  readonly options: string;
  readonly context: BrowserContext;
  /** Ends it in truth. */
  readonly end: () => Promise<void>;
  /** What its pages look like now, unless as they were opened. */
  looks?: Looks;
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
    const { looks, others } = apart(options);
    const known = looks && idle.find((one) => one.options === others);
    idle = idle.filter((one) => one !== known);
    const kept = known ?? ready(await open(options), others);
    if (known && looks) known.looks = looks;
    if (!looks) kept.marked = true;
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
      const waits = kept.waiting ? kept.page : undefined;
      kept.waiting = false;
      const page = waits ?? (await newPage());
      if (!waits) watch(page, kept);
      kept.page ??= page;
      if (kept.looks) {
        await page.setViewportSize(kept.looks.viewport);
        await page.emulateMedia(kept.looks.media);
      }
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

/** The looks apart from what else was asked for; no looks where there is one that can't be set anew. */
function apart({
  viewport = { width: 1280, height: 720 },
  colorScheme = 'light',
  reducedMotion = 'no-preference',
  forcedColors = 'none',
  contrast = 'no-preference',
  ...others
}: BrowserContextOptions): { looks: Looks | undefined; others: string } {
  const media = { media: null, colorScheme, reducedMotion, forcedColors, contrast };
  return { looks: viewport ? { viewport, media } : undefined, others: JSON.stringify(others) };
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
async function emptied({ page, context, marked }: Kept): Promise<boolean> {
  if (marked || !page || page.isClosed()) return false;
  try {
    for (const event of HEARD) page.removeAllListeners(event);
    const others = context.pages().filter((one) => one !== page);
    await Promise.all(others.map((one) => one.close()));
    await context.unrouteAll();
    await page.unrouteAll();
    await context.setOffline(false);
    await context.setExtraHTTPHeaders({});
    await page.setExtraHTTPHeaders({});
    await page.goto('about:blank');
    await context.clearCookies();
    context.setDefaultTimeout(PATIENCE_MS);
  } catch {
    // It was on its way somewhere, or has crashed.
    return false;
  }
  return true;
}
