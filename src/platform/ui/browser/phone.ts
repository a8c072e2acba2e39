// The browser's side of a ticket's page: shows what it is sent when something changed, asks where no
// stream comes through, says how old it is when the link is down, and hides a call that may be over.
// Everything works without it.
import { openStream } from './event-stream.ts';
import { startQuickExit } from './quick-exit.ts';

/** A short hiccup is nobody's business. */
const PATIENCE_MS = 3000;
/** Ranges grow old by themselves. */
const LOOK_AGAIN_MS = 30_000;
const PAUSE_MS = 1000;

startQuickExit();
const now = document.getElementById('now');
if (now) start(now);

function start(region: HTMLElement): void {
  const lost = document.querySelector<HTMLElement>('[data-lost]');
  let aliveAt = Date.now();
  let up = false;
  let retries = 0;
  let fetching = false;
  let again = false;
  let retry: number | undefined;

  async function look(): Promise<void> {
    again = fetching;
    if (fetching) return;
    fetching = true;
    try {
      const answer = await fetch(region.dataset['src'] ?? '', { cache: 'no-store' });
      // She has left, or the link has ended: the page itself says so.
      if (answer.status === 404 || answer.redirected) window.location.assign('/my-ticket');
      else if (answer.ok) {
        show(region, await answer.text());
        aliveAt = Date.now();
      }
    } catch {
      // Shown as old until a look succeeds.
    }
    fetching = false;
    update();
    if (again) window.setTimeout(() => void look(), PAUSE_MS);
  }

  function update(): void {
    const age = Date.now() - aliveAt;
    const old = age > LOOK_AGAIN_MS + 10_000 || (!up && age > PATIENCE_MS);
    region.toggleAttribute('data-old', old);
    if (!lost) return;
    lost.hidden = !old;
    const place = lost.querySelector('[data-age]');
    if (place) place.textContent = old ? ageWords(region, age) : '';
  }

  function listenIn(ms: number): void {
    window.clearTimeout(retry);
    retry = window.setTimeout(listen, ms);
  }

  function listen(): void {
    retry = undefined;
    const stop = openStream(region.dataset['live'] ?? '', {
      onAlive() {
        if (up) aliveAt = Date.now();
        retries = 0;
      },
      onEvent({ event, data }) {
        if (event === 'now') {
          show(region, data);
          up = true;
        }
        if (event === 'same') {
          const place = region.querySelector('[data-updated]');
          if (place) place.textContent = data;
        }
        if (event === 'over') {
          stop();
          up = false;
          listenIn(PAUSE_MS * (1 + Math.random()));
          void look();
          return;
        }
        if (up) aliveAt = Date.now();
        update();
      },
      onEnd() {
        up = false;
        update();
        window.setTimeout(update, PATIENCE_MS + 100);
        retries += 1;
        const wait = Math.min(15_000, 500 * 2 ** Math.min(retries, 5));
        listenIn(wait * (0.6 + Math.random() * 0.8));
      },
    });
  }

  listen();
  // Without a stream it asks; with one it is told, of the time that goes by, too.
  window.setInterval(() => {
    if (!up) void look();
  }, LOOK_AGAIN_MS);
  window.setInterval(update, PATIENCE_MS);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void look();
  });
  window.addEventListener('offline', () => {
    up = false;
    window.setTimeout(update, PATIENCE_MS + 100);
  });
  window.addEventListener('online', () => {
    if (retry !== undefined) listenIn(Math.random() * PAUSE_MS);
    void look();
  });
  offerVoice(region);
}

function show(region: HTMLElement, html: string): void {
  const called = region.querySelector<HTMLElement>('[data-calls]')?.dataset['calls'];
  const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('.phone-now');
  if (!fresh) return;
  region.replaceChildren(document.importNode(fresh, true));
  const calls = region.querySelector<HTMLElement>('[data-calls]')?.dataset['calls'];
  if (calls && calls !== called) navigator.vibrate?.([300, 150, 300]);
}

function ageWords(region: HTMLElement, ageMs: number): string {
  const ages = JSON.parse(region.dataset['ages'] ?? '{}') as Record<string, string>;
  const minutes = Math.floor(ageMs / 60_000);
  const step = Object.keys(ages)
    .map(Number)
    .filter((some) => some <= minutes)
    .sort((one, other) => other - one)[0];
  return ages[String(step ?? 0)] ?? '';
}

/** Where the phone has a voice in this language. */
function offerVoice(region: HTMLElement): void {
  const button = document.querySelector<HTMLButtonElement>('[data-listen]');
  const language = document.documentElement.lang;
  if (!button || !('speechSynthesis' in window)) return;
  const find = () =>
    speechSynthesis.getVoices().find(({ lang }) => lang.startsWith(language.slice(0, 2)));
  const offer = () => {
    button.hidden = !find();
  };
  speechSynthesis.addEventListener('voiceschanged', offer);
  offer();
  button.addEventListener('click', () => {
    const words = new SpeechSynthesisUtterance(region.innerText);
    words.lang = language;
    words.voice = find() ?? null;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  });
}
