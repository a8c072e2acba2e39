// The link is gone while something is sent or fetched: the page stays, says so, and keeps what was
// typed. (Turbo alone would leave for the browser's own error page.)
const SHOWN_MS = 10_000;

export function startLostLink(): void {
  document.addEventListener('turbo:fetch-request-error', (event) => {
    const target = event.target as Element;
    // A frame or a form is Turbo's to end; a visit would reload into nothing.
    if (target === document.documentElement) event.preventDefault();
    say();
  });
}

function say(): void {
  const words = document.querySelector<HTMLMetaElement>('meta[name="oneroof-not-sent"]')?.content;
  const place = document.getElementById('toasts');
  if (!words || !place) return;
  const toast = document.createElement('div');
  toast.className = 'toast';
  toast.setAttribute('role', 'alert');
  toast.dataset['tone'] = 'error';
  toast.textContent = words;
  place.replaceChildren(toast);
  window.setTimeout(() => toast.remove(), SHOWN_MS);
  document.querySelector('.progress')?.remove();
}
