// A refresh may change what the server shows, never what a person is doing: half-typed fields
// (unfocused ones too), ticked boxes, open parts, focus and scroll stay as they were.
import { isChanged, isControl } from './control-state.ts';

type MorphDetail = { currentElement: Element; newElement?: Element };

export function startMorphGuard(): void {
  document.addEventListener('turbo:before-morph-element', keepTouched);
  document.addEventListener('turbo:before-morph-attribute', keepOpen);
  document.addEventListener('turbo:submit-end', settleSent);
  // A page that is refreshed as a whole, by Turbo.
  document.addEventListener('turbo:before-render', (event) => {
    if ((event as CustomEvent<{ renderMethod: string }>).detail.renderMethod !== 'morph') return;
    const restore = rememberPlace(document.body);
    document.addEventListener('turbo:render', restore, { once: true });
  });
}

/** Morphs never touch a changed or focused control, and never take away a half-typed one. */
function keepTouched(event: Event): void {
  const { currentElement, newElement } = (event as CustomEvent<MorphDetail>).detail;
  if (isControl(currentElement)) {
    const goes = !newElement && currentElement.closest('[data-goes]');
    if (
      (isChanged(currentElement) && !goes) ||
      (newElement && currentElement === document.activeElement)
    ) {
      event.preventDefault();
      if (newElement) tellFault(currentElement, newElement);
    }
    return;
  }
  // Going away for good: with half-typed words inside, it stays until they are sent or emptied. Not so what
  // is about somebody who may no longer be shown (`data-goes`).
  if (
    !newElement &&
    !currentElement.closest('[data-goes]') &&
    [...currentElement.querySelectorAll('input, textarea, select')].some(
      (control) => isControl(control) && isChanged(control),
    )
  ) {
    event.preventDefault();
  }
}

/** What was typed stays; whether the answer finds fault with it is told all the same. */
function tellFault(shown: Element, answered: Element): void {
  for (const name of ['aria-invalid', 'aria-describedby']) {
    const value = answered.getAttribute(name);
    if (value === null) shown.removeAttribute(name);
    else shown.setAttribute(name, value);
  }
}

/** What was sent with success is no longer half-typed: the page that follows may take it away. */
function settleSent(event: Event): void {
  const { success, formSubmission } = (
    event as CustomEvent<{ success: boolean; formSubmission: { formElement: HTMLFormElement } }>
  ).detail;
  if (!success) return;
  for (const control of formSubmission.formElement.elements) {
    if (control instanceof HTMLSelectElement) {
      for (const option of control.options) option.defaultSelected = option.selected;
    } else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) {
      control.defaultValue = control.value;
      if (control instanceof HTMLInputElement) control.defaultChecked = control.checked;
    }
  }
}

/** Who opened or closed a part decides, and what our scripts wrote on an element stays. */
function keepOpen(event: Event): void {
  const { attributeName } = (event as CustomEvent<{ attributeName: string }>).detail;
  const element = event.target as Element;
  const ours =
    (attributeName === 'open' &&
      (element instanceof HTMLDetailsElement || element instanceof HTMLDialogElement)) ||
    (attributeName === 'aria-busy' && element.localName === 'button') ||
    (attributeName === 'aria-expanded' && element.getAttribute('role') === 'combobox');
  if (ours) event.preventDefault();
}

type Place = { element: Element; id: string; top: number; left: number };

/** Notes focus and scroll. @returns what puts them back after the morph, by element or else by id */
export function rememberPlace(root: Element): () => void {
  const scrolled: Place[] = [];
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element.scrollTop !== 0 || element.scrollLeft !== 0) {
      scrolled.push({ element, id: element.id, top: element.scrollTop, left: element.scrollLeft });
    }
  }
  const active = document.activeElement;
  const focused = active && root.contains(active) && active !== document.body ? active : undefined;
  const order = focused ? focusables(root).indexOf(focused) : -1;
  return () => restorePlace(root, scrolled, focused, order);
}

function restorePlace(
  root: Element,
  scrolled: Place[],
  focused: Element | undefined,
  order: number,
): void {
  for (const { element, id, top, left } of scrolled) {
    const there = element.isConnected ? element : id ? document.getElementById(id) : null;
    if (there && (there.scrollTop !== top || there.scrollLeft !== left))
      there.scrollTo({ top, left, behavior: 'instant' });
  }
  if (
    !focused ||
    focused === document.activeElement ||
    (document.activeElement && document.activeElement !== document.body)
  )
    return;
  const again = focused.isConnected
    ? focused
    : focused.id
      ? document.getElementById(focused.id)
      : null;
  // The row is gone: the focus goes to what stands in its place, so that the keyboard is not lost.
  const target = again ?? focusables(root)[Math.min(order, focusables(root).length - 1)];
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

function focusables(root: Element): Element[] {
  return [
    ...root.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]'),
  ];
}
