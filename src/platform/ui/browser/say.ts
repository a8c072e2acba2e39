// Says something that the page has words for, where toasts stand.
const SHOWN_MS = 10_000;

/** @param name of the meta element with the words; what `leaves` goes by itself after a while */
export function say(name: string, how: { tone?: 'error'; leaves?: boolean } = {}): void {
  const words = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
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
