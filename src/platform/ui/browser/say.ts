// Says something that the page has words for, where toasts stand.
const SHOWN_MS = 10_000;

type How = { tone?: 'error'; leaves?: boolean };

/** @param name of the meta element with the words; what `leaves` goes by itself after a while */
export function say(name: string, how: How = {}): void {
  sayWords(wordsOf(name), how);
}

/** The words of a meta element. */
export function wordsOf(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
}

/** Says these words; nothing where there are none. */
export function sayWords(words: string | undefined, how: How = {}): void {
  const place = document.getElementById('toasts');
  if (!words || !place) return;
  const toast = document.createElement('div');
  toast.className = 'toast';
  toast.setAttribute('role', 'alert');
  if (how.tone) toast.dataset['tone'] = how.tone;
  toast.textContent = words;
  place.replaceChildren(toast);
  if (how.leaves) window.setTimeout(() => toast.remove(), SHOWN_MS);
}
