// Refreshing one region: never twice at once, at most once a second, not under a busy pointer.
import { morphChildren, visit } from '@hotwired/turbo';
import { showFreshness } from './live-status-text.ts';

export type Region = HTMLElement & { src: string | null; reload(): Promise<void> };

type Turn = { lastAt: number; timer?: number; loading: boolean; again: boolean };

const PAUSE_MS = 1000;
/** Nothing jumps away under a hand that is about to press; but not for longer than this. */
const POINTER_REST_MS = 400;
const POINTER_LIMIT_MS = 2500;
const RETRY_MS = 4000;

const turns = new WeakMap<Region, Turn>();
let pointerAt = 0;
let pointerOn: Element | undefined;

document.addEventListener('pointermove', notePointer, { passive: true });
document.addEventListener('pointerdown', notePointer, { passive: true });
document.addEventListener('turbo:frame-missing', keepOnError);
document.addEventListener('turbo:fetch-request-error', keepOnLostLink);

function notePointer(event: PointerEvent): void {
  pointerAt = performance.now();
  pointerOn = event.target instanceof Element ? event.target : undefined;
}

/** Asks the server for the region's content, now or as soon as its turn comes. */
export function refetch(region: Region): void {
  if (!region.getAttribute('src')) return;
  const turn = turns.get(region) ?? { lastAt: -PAUSE_MS, loading: false, again: false };
  turns.set(region, turn);
  if (turn.loading) {
    turn.again = true;
    return;
  }
  if (turn.timer !== undefined) return;
  const wait = Math.max(0, turn.lastAt + PAUSE_MS - performance.now());
  turn.timer = window.setTimeout(() => void load(region, turn, performance.now()), wait);
}

async function load(region: Region, turn: Turn, askedAt: number): Promise<void> {
  turn.timer = undefined;
  if (!region.isConnected) return;
  const now = performance.now();
  const handIsOnIt = pointerOn && region.contains(pointerOn) && now - pointerAt < POINTER_REST_MS;
  if (handIsOnIt && now - askedAt < POINTER_LIMIT_MS) {
    turn.timer = window.setTimeout(() => void load(region, turn, askedAt), POINTER_REST_MS);
    return;
  }
  turn.loading = true;
  turn.lastAt = now;
  region.removeAttribute('data-failed');
  try {
    await region.reload();
  } catch {
    region.setAttribute('data-failed', '');
  }
  turn.loading = false;
  const failed = region.hasAttribute('data-failed');
  showFreshness(!document.querySelector('turbo-frame[data-failed]'));
  if (failed) window.setTimeout(() => refetch(region), RETRY_MS);
  else if (turn.again) refetch(region);
  turn.again = false;
}

/** Content that came with the poke: anonymous screens. */
export function morphIn(region: Region, html: string): void {
  const fresh = document.createElement('template');
  fresh.innerHTML = html;
  const inner = fresh.content.querySelector(`turbo-frame#${CSS.escape(region.id)}`);
  const holder = document.createElement('div');
  holder.append(...(inner ?? fresh.content).childNodes);
  morphChildren(region, holder);
  region.dispatchEvent(new CustomEvent('oneroof:pushed', { bubbles: true }));
}

/** The answer isn't the region: trouble at the server keeps what is shown; a lost session reloads. */
function keepOnError(event: Event): void {
  const region = event.target as Region;
  if (!region.dataset['topic']) return;
  event.preventDefault();
  region.setAttribute('data-failed', '');
  const { response } = (event as CustomEvent<{ response: Response }>).detail;
  if (response.status < 500 && response.status !== 429) visit(window.location.href, { action: 'replace' });
}

function keepOnLostLink(event: Event): void {
  const region = event.target;
  if (!(region instanceof HTMLElement) || !region.dataset['topic']) return;
  event.preventDefault();
  region.setAttribute('data-failed', '');
}
