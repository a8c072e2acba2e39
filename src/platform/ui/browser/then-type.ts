// A choice that leads on to a field: a click on a radio button with data-then-type="pin" puts the
// cursor into the field called so. Arrow keys only move the choice.
export function startThenType(): void {
  document.addEventListener('click', (event) => {
    const radio = event.target;
    if (!(radio instanceof HTMLInputElement) || event.detail === 0) return;
    const field = radio.dataset['thenType'];
    if (field) document.getElementById(field)?.focus();
  });
}
