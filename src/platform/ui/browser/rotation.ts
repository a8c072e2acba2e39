// Boards: the foot speaks each language in turn; a new call blinks thrice and, if wanted, chimes.
let lastCall: string | undefined;

export function startRotation(): void {
  const seconds = Number(
    document.querySelector<HTMLElement>('[data-rotate]')?.dataset['rotate'] ?? 0,
  );
  if (seconds > 0) setInterval(turn, seconds * 1000);
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

function announce(): void {
  const call = document.querySelector<HTMLElement>('.board-call');
  if (!call || call.id === lastCall) return;
  lastCall = call.id;
  call.setAttribute('data-called', '');
  window.setTimeout(() => call.removeAttribute('data-called'), 1500);
  if (document.querySelector('[data-chime]')) chime();
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
