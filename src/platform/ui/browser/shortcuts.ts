// Keys that press buttons: data-key="n" or "mod+enter". Inactive while typing; `?` shows them all.
import { keycapText } from '../shortcut-text.ts';
import { keyOfEvent } from './keys.ts';

export function startShortcuts(): void {
  document.addEventListener('keydown', onKey);
  document.addEventListener('focusin', markTyping);
  document.addEventListener('focusout', markTyping);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const key = keyOfEvent(event);
  if (!key) return;
  const typing = isTyping(document.activeElement);
  if (typing && key === 'escape') {
    (document.activeElement as HTMLElement).blur();
    return;
  }
  if (typing && !key.startsWith('mod+')) return;
  if (key === '?') {
    event.preventDefault();
    showAll();
    return;
  }
  const target = findTarget(key);
  if (!target) return;
  event.preventDefault();
  press(target);
}

/** The last visible element with that key, inside of an open dialog if there is one. */
function findTarget(key: string): HTMLElement | undefined {
  return listTargets().findLast(
    ({ dataset }) => dataset['key'] === key || dataset['keyAlso'] === key,
  );
}

function listTargets(): HTMLElement[] {
  const root = document.querySelector('dialog[open]') ?? document;
  return [...root.querySelectorAll<HTMLElement>('[data-key]')].filter(
    (element) =>
      element.getClientRects().length > 0 && !element.matches(':disabled, [aria-disabled="true"]'),
  );
}

function press(element: HTMLElement): void {
  if (isTextual(element) || element instanceof HTMLSelectElement) {
    element.focus();
    if (isTextual(element)) (element as HTMLInputElement).select();
  } else {
    element.focus({ preventScroll: true });
    element.click();
  }
}

function isTextual(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement) return true;
  if (!(element instanceof HTMLInputElement)) return false;
  return !['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file'].includes(
    element.type,
  );
}

function isTyping(element: Element | null): boolean {
  return (
    isTextual(element) ||
    element instanceof HTMLSelectElement ||
    Boolean((element as HTMLElement | null)?.isContentEditable)
  );
}

function markTyping(): void {
  document.documentElement.toggleAttribute('data-typing', isTyping(document.activeElement));
}

/** A dialog with every key that works here; its title comes from the page. */
function showAll(): void {
  document.getElementById('shortcuts')?.remove();
  const title =
    document.querySelector<HTMLMetaElement>('meta[name="oneroof-shortcuts"]')?.content ?? '?';
  const dialog = document.createElement('dialog');
  dialog.id = 'shortcuts';
  dialog.className = 'dialog';
  dialog.setAttribute('aria-label', title);
  const heading = document.createElement('h2');
  heading.textContent = title;
  const head = document.createElement('div');
  head.className = 'dialog-head';
  head.append(heading);
  const list = document.createElement('dl');
  list.className = 'dialog-body shortcut-list';
  for (const element of listTargets()) list.append(lineFor(element));
  dialog.append(head, list);
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function lineFor(element: HTMLElement): HTMLElement {
  const line = document.createElement('div');
  const term = document.createElement('dt');
  const cap = document.createElement('kbd');
  cap.className = 'keycap';
  cap.textContent = keycapText(element.dataset['key'] ?? '');
  term.append(cap);
  const words = document.createElement('dd');
  words.textContent =
    element.dataset['keyLabel'] ??
    element.querySelector('.button-text')?.textContent ??
    (element as HTMLInputElement).labels?.[0]?.textContent ??
    element.textContent?.trim() ??
    '';
  line.append(term, words);
  return line;
}
