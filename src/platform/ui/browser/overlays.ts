// Menus close when one looks elsewhere; toasts leave; dialogs open where the browser can't yet do it.
export function startOverlays(): void {
  document.addEventListener('click', closeMenus);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeMenus(event);
  });
  document.addEventListener('turbo:load', startToasts);
  document.addEventListener('turbo:render', startToasts);
  if (!('commandForElement' in HTMLButtonElement.prototype))
    document.addEventListener('click', runCommandFor);
  startToasts();
}

function closeMenus(event: Event): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) {
    if (event.type === 'keydown' || !menu.contains(event.target as Node)) menu.open = false;
  }
}

function startToasts(): void {
  for (const toast of document.querySelectorAll<HTMLElement>('[data-toast]:not([data-leaving])')) {
    toast.setAttribute('data-leaving', '');
    leaveAfter(toast, Number(toast.dataset['toast']) * 1000);
  }
}

/** Stays while somebody is on it with the pointer or the keyboard. */
function leaveAfter(toast: HTMLElement, delay: number): void {
  window.setTimeout(() => {
    if (toast.matches(':hover, :focus-within')) leaveAfter(toast, 2000);
    else toast.remove();
  }, delay);
}

function runCommandFor(event: Event): void {
  const button = (event.target as Element).closest<HTMLButtonElement>('button[commandfor]');
  const dialog = button && document.getElementById(button.getAttribute('commandfor') ?? '');
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (button?.getAttribute('command') === 'close') dialog.close();
  else dialog.showModal();
}
