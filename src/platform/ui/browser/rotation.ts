// Boards: the foot and the slides speak each language in turn; a new call blinks thrice and, if wanted,
// chimes and is said aloud. What was called before a cut is not announced after it.
import { speakCall } from './board-voice.ts';
import { serverNow } from './server-time.ts';

/** A call older than this is on its way already. */
const NEW_MS = 60_000;
/** The voice begins when the chime has ended. */
const CHIME_MS = 1600;
const SLIDE_MS = 8000;

let lastCall: string | undefined;

export function startRotation(): void {
  const seconds = Number(
    document.querySelector<HTMLElement>('[data-rotate]')?.dataset['rotate'] ?? 0,
  );
  if (seconds > 0) setInterval(turn, seconds * 1000);
  if (document.querySelector('.board')) setInterval(turnSlides, 1000);
  lastCall = document.querySelector('.board-call')?.id;
  document.addEventListener('oneroof:refreshed', announce);
}

function turn(): void {
  const root = document.querySelector('[data-rotate]');
  const all = [...(root?.querySelectorAll<HTMLElement>('[data-rotated]') ?? [])];
  if (!root || all.length < 2) return;
  const next = (all.findIndex((phrase) => !phrase.hidden) + 1) % all.length;
  for (const [index, phrase] of all.entries()) phrase.hidden = index !== next;
  for (const [index, name] of [...root.querySelectorAll('[data-rotated-name]')].entries()) {
    if (index === next) name.setAttribute('aria-current', 'true');
    else name.removeAttribute('aria-current');
  }
}

/** By the clock, so that a board that was drawn anew goes on where it was. */
function turnSlides(): void {
  const slides = [...document.querySelectorAll<HTMLElement>('[data-slide]')];
  const shown = Math.floor(serverNow() / SLIDE_MS) % Math.max(1, slides.length);
  for (const [index, slide] of slides.entries()) slide.hidden = index !== shown;
  for (const notice of document.querySelectorAll<HTMLElement>('[data-until]'))
    notice.hidden =
      Date.parse(notice.dataset['until'] ?? '') <= serverNow() ||
      Date.parse(notice.dataset['from'] ?? '') > serverNow();
}

function announce(): void {
  turnSlides();
  const call = document.querySelector<HTMLElement>('.board-call');
  if (!call || call.id === lastCall) return;
  lastCall = call.id;
  const since = Date.parse(call.dataset['since'] ?? '');
  if (serverNow() - since > NEW_MS) return;
  call.setAttribute('data-called', '');
  window.setTimeout(() => call.removeAttribute('data-called'), 1500);
  if (!document.querySelector('[data-chime]') || call.closest('[data-silent]')) return;
  chime();
  window.setTimeout(() => speakCall(call), CHIME_MS);
}

/** Two notes, made here; browsers stay silent until somebody has touched the screen once. */
function chime(): void {
  const context = new AudioContext();
  for (const [index, frequency] of [659.3, 523.3].entries()) {
    const note = context.createOscillator();
    const volume = context.createGain();
    const start = context.currentTime + index * 0.45;
    note.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.25, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.9);
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + 1);
  }
  window.setTimeout(() => void context.close(), 2500);
}
