// The server's clock, as far as this page knows it: a rehearsed day has a time of its own.
let offsetMs = 0;

/** @param now the server's time as an ISO instant */
export function setServerTime(now: string): void {
  const time = Date.parse(now);
  if (!Number.isNaN(time)) offsetMs = time - Date.now();
}

/** Milliseconds since the epoch, by the server's clock. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

function readPage(): void {
  const now = document.documentElement.dataset['now'];
  if (now) setServerTime(now);
}

readPage();
document.addEventListener('turbo:load', readPage);
