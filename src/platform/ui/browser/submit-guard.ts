// One press, one post: a form that is on its way is not sent again.
const underWay = new WeakSet<HTMLFormElement>();
/** Forms that Turbo is sending right now. */
const taken = new WeakSet<HTMLFormElement>();

/** Long enough for Turbo to take a form over or to show the answer; then it may be sent again. */
const GRACE_MS = 1500;

export function startSubmitGuard(): void {
  document.addEventListener('submit', guard, true);
  document.addEventListener('turbo:submit-start', (event) => {
    taken.add(formOf(event));
    setBusy(event, true);
  });
  document.addEventListener('turbo:submit-end', (event) => {
    const form = formOf(event);
    const { success } = (event as CustomEvent<{ success: boolean }>).detail;
    taken.delete(form);
    setBusy(event, false);
    // After success the page is about to change: a second press meanwhile is still the same press.
    if (success) window.setTimeout(() => underWay.delete(form), GRACE_MS);
    else underWay.delete(form);
  });
  document.addEventListener('turbo:render', releaseAll);
  // Back from another page, or a plain post that was stopped: the form may be sent again.
  window.addEventListener('pageshow', releaseAll);
  document.addEventListener('change', submitOnChange);
}

function guard(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  // Looking something up twice does no harm, and the newer question should win.
  if ((event.submitter?.getAttribute('formmethod') ?? form.method).toLowerCase() === 'get') return;
  if (event.submitter?.getAttribute('aria-disabled') === 'true' || underWay.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  underWay.add(form);
  // A handler further on may have refused the form (asking first): then nothing is under way.
  window.setTimeout(() => {
    if (event.defaultPrevented && !taken.has(form)) underWay.delete(form);
  }, GRACE_MS);
}

function releaseAll(): void {
  for (const form of document.forms) if (!taken.has(form)) underWay.delete(form);
}

function formOf(event: Event): HTMLFormElement {
  return (event as CustomEvent<{ formSubmission: { formElement: HTMLFormElement } }>).detail
    .formSubmission.formElement;
}

function setBusy(event: Event, busy: boolean): void {
  const { formSubmission } = (event as CustomEvent<{ formSubmission: { submitter?: HTMLElement } }>)
    .detail;
  if (busy) formSubmission.submitter?.setAttribute('aria-busy', 'true');
  else formSubmission.submitter?.removeAttribute('aria-busy');
}

function submitOnChange(event: Event): void {
  const control = event.target;
  if (!(control instanceof HTMLElement) || !control.closest('[data-submit-on-change]')) return;
  (control as HTMLInputElement).form?.requestSubmit();
}
