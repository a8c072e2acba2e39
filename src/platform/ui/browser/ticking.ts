// Clocks and waiting times move on by themselves between refreshes.
import { serverNow } from './server-time.ts';

export function startTicking(): void {
  setInterval(tick, 1000);
}

function tick(): void {
  if (document.hidden) return;
  const now = serverNow();
  for (const clock of document.querySelectorAll<HTMLElement>('[data-clock]')) {
    setText(clock, timeIn(clock.dataset['clock'] ?? 'UTC', now));
  }
  for (const elapsed of document.querySelectorAll<HTMLTimeElement>('[data-elapsed]')) {
    const since = Date.parse(elapsed.dateTime);
    if (Number.isNaN(since)) continue;
    const seconds = Math.max(0, Math.floor((now - since) / 1000));
    setText(
      elapsed.querySelector('bdi') ?? elapsed,
      elapsed.dataset['elapsed'] === 'stopwatch'
        ? stopwatch(seconds)
        : minutes(seconds, elapsed.dataset['template'] ?? '{n}'),
    );
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

function timeIn(zone: string, at: number): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  formats.set(zone, format);
  return format.format(at);
}

function stopwatch(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function minutes(seconds: number, template: string): string {
  return template.replace('{n}', String(Math.floor(seconds / 60)));
}

function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
