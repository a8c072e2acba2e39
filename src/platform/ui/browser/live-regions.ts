// Refreshing one region: never twice at once, at most once a second, not under a busy pointer,
// nor while the page itself is sending something.
import { morphChildren, visit } from '@hotwired/turbo';
import { showFreshness } from './live-status-text.ts';
import { rememberPlace } from './morph-guard.ts';

export type Region = HTMLElement;

type Turn = {
  lastAt: number;
  timer?: number;
  loading: boolean;
  again: boolean;
  /** Content was pushed while an answer was under way. */
  overtaken: boolean;
};

const PAUSE_MS = 1000;
/** Nothing jumps away under a hand that is about to press; but not for longer than this. */
const POINTER_REST_MS = 400;
const POINTER_LIMIT_MS = 2500;
const RETRY_MS = 4000;
const PATIENCE_MS = 15_000;
/** For one and the same address, the page is asked to explain itself no more often than this. */
const REVISIT_MS = 30_000;

const turns = new WeakMap<Region, Turn>();
let pointerAt = 0;
let pointerOn: Element | undefined;

/** A form of this page is on its way, and the page that answers shows what is now. */
let sending = false;

document.addEventListener('turbo:submit-start', () => {
  sending = true;
});
document.addEventListener('turbo:submit-end', () => {
  sending = false;
});
document.addEventListener('pointermove', notePointer, { passive: true });
document.addEventListener('pointerdown', notePointer, { passive: true });

function notePointer(event: PointerEvent): void {
  pointerAt = performance.now();
  pointerOn = event.target instanceof Element ? event.target : undefined;
}

/** Asks the server for the region's content, now or as soon as its turn comes. */
export function refetch(region: Region): void {
  if (!region.dataset['src']) return;
  const turn = turnOf(region);
  if (turn.loading) {
    turn.again = true;
    return;
  }
  if (turn.timer !== undefined) return;
  const wait = Math.max(0, turn.lastAt + PAUSE_MS - performance.now());
  turn.timer = window.setTimeout(() => void load(region, turn, performance.now()), wait);
}

function turnOf(region: Region): Turn {
  const turn = turns.get(region) ?? {
    lastAt: -PAUSE_MS,
    loading: false,
    again: false,
    overtaken: false,
  };
  turns.set(region, turn);
  return turn;
}

async function load(region: Region, turn: Turn, askedAt: number): Promise<void> {
  turn.timer = undefined;
  if (!region.isConnected) return;
  const now = performance.now();
  const handIsOnIt = pointerOn && region.contains(pointerOn) && now - pointerAt < POINTER_REST_MS;
  if ((handIsOnIt || sending) && now - askedAt < POINTER_LIMIT_MS) {
    turn.timer = window.setTimeout(() => void load(region, turn, askedAt), POINTER_REST_MS);
    return;
  }
  turn.loading = true;
  turn.overtaken = false;
  turn.lastAt = now;
  const outcome = await fetchInto(region, turn);
  turn.loading = false;
  region.toggleAttribute('data-failed', outcome === 'failed');
  showFreshness(!document.querySelector('turbo-frame[data-failed]'));
  const source = region.dataset['src'] ?? '';
  if (outcome === 'gone') revisit(source);
  else if (outcome === 'failed') window.setTimeout(() => refetch(region), RETRY_MS);
  else if (turn.again) refetch(region);
  // It answers again, so that it was gone is over: when it goes once more, the page is asked at once.
  if (outcome === 'done') revisitedAt.delete(source);
  turn.again = false;
}

/** Fetched by ourselves and not by the frame, which shows an error in place of what was there. */
async function fetchInto(region: Region, turn: Turn): Promise<'done' | 'failed' | 'gone'> {
  const source = region.dataset['src'] ?? '';
  try {
    const response = await fetch(source, {
      headers: { accept: 'text/html', 'turbo-frame': region.id },
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status >= 500 || response.status === 429) return 'failed';
    if (!response.ok || response.redirected) return 'gone';
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.querySelector(frameWith(region.id));
    if (!fresh) return 'gone';
    // Which of the two is older nobody knows, and an older one must not stay: it is asked for again.
    if (turn.overtaken) turn.again = true;
    else if (region.isConnected && region.dataset['src'] === source)
      show(region, document.importNode(fresh, true));
    return 'done';
  } catch {
    return 'failed';
  }
}

/** Content that came with the poke: anonymous screens. */
export function morphIn(region: Region, html: string): void {
  turnOf(region).overtaken = true;
  const page = new DOMParser().parseFromString(html, 'text/html');
  morph(region, document.importNode(page.querySelector(frameWith(region.id)) ?? page.body, true));
}

/** Whoever does something else with what came than to show it prevents it (`moved-on.ts`). */
function show(region: Region, fresh: Element): void {
  const came = new CustomEvent('oneroof:came', { bubbles: true, cancelable: true, detail: fresh });
  if (region.dispatchEvent(came)) morph(region, fresh);
}

/** Turbo's morph with its events, so that the morph guard sees each step. */
function morph(region: Region, fresh: Element): void {
  const restore = rememberPlace(region);
  const topic = fresh.getAttribute('data-topic');
  if (topic) region.setAttribute('data-topic', topic);
  region.removeAttribute('data-empty');
  morphChildren(region, fresh);
  restore();
  region.dispatchEvent(new CustomEvent('oneroof:refreshed', { bubbles: true }));
}

function frameWith(id: string): string {
  return `turbo-frame#${CSS.escape(id)}`;
}

const revisitedAt = new Map<string, number>();

// The page that came has no such region any more, so that asking led on: when it comes again and goes, the page
// is asked at once.
document.addEventListener('turbo:load', () => {
  for (const source of revisitedAt.keys())
    if (!document.querySelector(`turbo-frame[data-src="${CSS.escape(source)}"]`))
      revisitedAt.delete(source);
});

/** What the region showed is no more (signed out, moved on): the page itself says what is now. */
function revisit(source: string): void {
  if (performance.now() - (revisitedAt.get(source) ?? -REVISIT_MS) < REVISIT_MS) return;
  revisitedAt.set(source, performance.now());
  visit(window.location.href, { action: 'replace' });
}
