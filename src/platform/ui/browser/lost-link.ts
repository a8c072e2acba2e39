// The link is gone while something is sent or fetched: the page stays, says so, and keeps what was
// typed. (Turbo alone would leave for the browser's own error page.) A form that carries the id of its
// command goes by itself once the link is back: the same id twice is one act.
import { say } from './say.ts';

const TRY_EVERY_MS = 2000;

interface Unsent {
  readonly form: HTMLFormElement;
  readonly submitter: HTMLElement | null;
}

let pressed: Unsent | undefined;
let unsent: Unsent | undefined;

export function startLostLink(): void {
  document.addEventListener('submit', remember, true);
  document.addEventListener('turbo:submit-end', (event) => {
    if ((event as CustomEvent<{ success: boolean }>).detail.success) unsent = undefined;
  });
  document.addEventListener('turbo:fetch-request-error', (event) => {
    const target = event.target as Element;
    // A frame or a form is Turbo's to end; a visit would reload into nothing.
    if (target === document.documentElement) event.preventDefault();
    if (pressed && pressed.form === target && target.querySelector('[name="commandId"]')) {
      unsent = pressed;
      say('oneroof-will-send', { tone: 'error' });
      document.querySelector('.progress')?.remove();
      window.setTimeout(() => void tryAgain(), TRY_EVERY_MS);
    } else {
      say('oneroof-not-sent', { tone: 'error', leaves: true });
      document.querySelector('.progress')?.remove();
    }
  });
}

/** Which button was pressed; a press of one's own takes the place of what was to be sent. */
function remember(event: SubmitEvent): void {
  pressed = { form: event.target as HTMLFormElement, submitter: event.submitter };
  unsent = undefined;
}

/** Asks whether the server answers, and sends what was not sent. */
async function tryAgain(): Promise<void> {
  const waiting = unsent;
  if (!waiting?.form.isConnected) return;
  const back = await fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (unsent !== waiting) return;
  if (!back) {
    window.setTimeout(() => void tryAgain(), TRY_EVERY_MS);
    return;
  }
  document.querySelector('#toasts .toast')?.remove();
  waiting.form.requestSubmit(waiting.submitter);
}
