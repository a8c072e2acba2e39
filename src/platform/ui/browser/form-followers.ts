// Parts of a page that follow what is chosen in a form: at each change one small fetch brings them
// all anew. The form says what to ask: data-follow="/address" data-follow-fields="language needs".
// A part is any element with data-follows="<id of the form>" and an id; the answer holds elements
// with the same ids. Only the fields named are sent: they stand in an address.
import { morphChildren } from '@hotwired/turbo';

const PAUSE_MS = 60;
const timers = new WeakMap<HTMLFormElement, number>();
const asked = new WeakMap<HTMLFormElement, AbortController>();

export function startFormFollowers(): void {
  document.addEventListener('change', (event) => {
    const form = (event.target as HTMLInputElement | null)?.form;
    if (form?.dataset['follow']) followSoon(form);
  });
  // A draft was put back into the form: what follows it was rendered for an empty one.
  for (const name of ['turbo:load', 'turbo:render']) document.addEventListener(name, followAll);
  followAll();
}

function followAll(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-follow]')) {
    if (questionOf(form) !== (form.dataset['followShown'] ?? '')) followSoon(form);
  }
}

function followSoon(form: HTMLFormElement): void {
  window.clearTimeout(timers.get(form));
  timers.set(
    form,
    window.setTimeout(() => void follow(form), PAUSE_MS),
  );
}

function questionOf(form: HTMLFormElement): string {
  const fields = new Set((form.dataset['followFields'] ?? '').split(' '));
  const question = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (fields.has(name) && typeof value === 'string' && value !== '') question.append(name, value);
  }
  return question.toString();
}

/** The newest question wins; when the link is down, what is shown stays and the next change asks again. */
async function follow(form: HTMLFormElement): Promise<void> {
  const question = questionOf(form);
  asked.get(form)?.abort();
  const now = new AbortController();
  asked.set(form, now);
  try {
    const response = await fetch(`${form.dataset['follow']}?${question}`, { signal: now.signal });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const part of document.querySelectorAll<HTMLElement>(
      `[data-follows="${CSS.escape(form.id)}"]`,
    )) {
      const fresh = page.getElementById(part.id);
      if (fresh) morphChildren(part, fresh);
    }
    form.dataset['followShown'] = question;
  } catch {
    // Aborted, or no link.
  }
}
