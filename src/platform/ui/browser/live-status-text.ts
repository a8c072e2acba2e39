// What the bar says about the link: live, or how old the data is.

/** A short hiccup is nobody's business. */
const PATIENCE_MS = 3000;
/** After this a board shows no call any more: whoever was called may be served, or have gone. */
const STALE_MS = 60_000;

let linkUp = true;
let fresh = true;
let aliveAt = Date.now();
let timer = 0;

/** The stream is up or down; `at` is when the server was last heard. */
export function showLink(up: boolean, at: number): void {
  linkUp = up;
  if (fresh) aliveAt = Math.max(aliveAt, at);
  update();
}

/** Regions could be refetched, or the server refused for a while. */
export function showFreshness(ok: boolean): void {
  fresh = ok;
  update();
}

function update(): void {
  window.clearTimeout(timer);
  const good = linkUp && fresh;
  if (good) aliveAt = Date.now();
  const age = Date.now() - aliveAt;
  for (const status of document.querySelectorAll<HTMLElement>('[data-live-status]'))
    show(status, good || age < PATIENCE_MS, age);
  document.querySelector('.board')?.toggleAttribute('data-stale', !good && age >= STALE_MS);
  if (!good) timer = window.setTimeout(update, age < PATIENCE_MS ? PATIENCE_MS - age + 50 : 10_000);
}

function show(status: HTMLElement, good: boolean, ageMs: number): void {
  const text = good
    ? (status.dataset['liveWord'] ?? '')
    : ageWords(status, Math.floor(ageMs / 60_000));
  status.dataset['state'] = good ? 'live' : 'down';
  const place = status.querySelector('[data-live-text]') ?? status;
  if (place.textContent !== text) place.textContent = text;
}

/** The server sent words for some steps of minutes, so that no plural rules are needed here. */
function ageWords(status: HTMLElement, minutes: number): string {
  const ages = JSON.parse(status.dataset['ages'] ?? '{}') as Record<string, string>;
  const step = Object.keys(ages)
    .map(Number)
    .filter((some) => some <= minutes)
    .sort((one, other) => other - one)[0];
  return ages[String(step ?? 0)] ?? '';
}

document.addEventListener('turbo:load', update);
