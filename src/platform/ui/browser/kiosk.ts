// The browser's side of a kiosk: a voice where there is one, and back to the start when nobody is there
// any more, after a warning. Its page is locked: nothing opens beside it.

/** Without a touch for so long she is asked whether she is still there. */
const ASK_MS = 60_000;
/** And after so much more the next person finds the first screen. */
const LEAVE_MS = 20_000;

let touchedAt = 0;

export function startKiosk(): void {
  touchedAt = performance.now();
  for (const name of ['pointerdown', 'keydown', 'turbo:load'])
    document.addEventListener(name, () => {
      touchedAt = performance.now();
      look();
    });
  document.addEventListener('click', speak);
  document.addEventListener('turbo:load', offerVoices);
  document.addEventListener('contextmenu', (event) => {
    if (document.querySelector('[data-kiosk]')) event.preventDefault();
  });
  if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', offerVoices);
  setInterval(look, 1000);
}

function look(): void {
  if (!document.querySelector('[data-kiosk="asked"]')) return;
  const idle = performance.now() - touchedAt;
  const warning = document.querySelector<HTMLElement>('[data-kiosk-idle]');
  if (warning) warning.hidden = idle < ASK_MS;
  if (idle > ASK_MS + LEAVE_MS) window.location.assign('/device/kiosk');
}

function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in window)) return undefined;
  const own = language.split('-')[0] ?? language;
  return speechSynthesis.getVoices().find(({ lang }) => lang.split(/[-_]/)[0] === own);
}

function offerVoices(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-say]'))
    button.hidden = !voiceFor(button.lang);
}

function speak(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest('[data-say]') : undefined;
  if (!(button instanceof HTMLElement)) return;
  const saying = new SpeechSynthesisUtterance(button.dataset['say'] ?? '');
  saying.lang = button.lang;
  saying.voice = voiceFor(button.lang) ?? null;
  speechSynthesis.cancel();
  speechSynthesis.speak(saying);
}
