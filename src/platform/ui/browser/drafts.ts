// What was typed into a form with data-draft survives errors, reloads, lost links and a killed
// browser: kept per account and form, until it was sent with success or the person signs out. What one
// tab sends is gone in the others.
import { isChanged, isControl, type Control } from './control-state.ts';
import { type Draft, draftOf, forgetDrafts, keepDraft, openDrafts } from './draft-store.ts';
import { goOn } from './go-on.ts';
import { wordsOf } from './say.ts';

/** Tells the other tabs which form was sent. */
const others = new BroadcastChannel('oneroof-drafts');

export function startDrafts(): void {
  document.addEventListener('input', save);
  document.addEventListener('change', save);
  document.addEventListener('reset', (event) => forget(event.target as HTMLFormElement));
  document.addEventListener('turbo:submit-end', forgetSent);
  document.addEventListener('submit', forgetAllOnSignOut, true);
  document.addEventListener('turbo:load', restoreAll);
  document.addEventListener('turbo:render', restoreAll);
  others.addEventListener('message', sentElsewhere);
  restoreAll();
}

function save(event: Event): void {
  const form = isControl(event.target) ? event.target.form : undefined;
  const name = form?.dataset['draft'];
  if (!form || !name) return;
  // What this page of the form does not hold stays as it was kept.
  const kept: Record<string, string | boolean> = { ...draftOf(name) };
  for (const control of [...form.elements].filter(isControl).filter(isKept)) {
    if (isChanged(control)) kept[nameOf(control)] = stateOf(control);
    else delete kept[nameOf(control)];
  }
  keepDraft(name, Object.keys(kept).length > 0 ? kept : undefined);
}

/** Never passwords, never what the server put there for itself. */
function isKept(control: Control): boolean {
  return (
    Boolean(control.name) &&
    !['hidden', 'password', 'file', 'submit', 'button'].includes(control.type)
  );
}

function nameOf(control: Control): string {
  const many =
    control instanceof HTMLInputElement &&
    (control.type === 'checkbox' || control.type === 'radio');
  return many ? `${control.name}=${control.value}` : control.name;
}

function stateOf(control: Control): string | boolean {
  return control instanceof HTMLInputElement &&
    (control.type === 'checkbox' || control.type === 'radio')
    ? control.checked
    : control.value;
}

/** From memory at once; from the disk as soon as the key is here. */
function restoreAll(): void {
  const done = [...document.querySelectorAll<HTMLElement>('[data-draft-done]')];
  for (const element of done) keepDraft(element.dataset['draftDone'] ?? '', undefined);
  const forms = formsWithDrafts();
  for (const form of forms) restore(form);
  if (forms.length > 0 || done.length > 0)
    void openDrafts().then(() => formsWithDrafts().forEach(restore));
}

function formsWithDrafts(): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')];
}

function restore(form: HTMLFormElement): void {
  const kept: Draft | undefined = draftOf(form.dataset['draft'] ?? '');
  if (!kept) return;
  for (const control of [...form.elements].filter(isControl).filter(isKept)) {
    const state = kept[nameOf(control)];
    if (state === undefined || isChanged(control)) continue;
    if (typeof state === 'boolean') (control as HTMLInputElement).checked = state;
    else control.value = state;
  }
}

function forget(form: HTMLFormElement): void {
  const name = form.dataset['draft'];
  if (name) keepDraft(name, undefined);
}

/** Success is an answer in the two or three hundreds; an error keeps what was typed. */
function forgetSent(event: Event): void {
  const { success, formSubmission } = (
    event as CustomEvent<{ success: boolean; formSubmission: { formElement: HTMLFormElement } }>
  ).detail;
  const form = formSubmission.formElement;
  const name = form.dataset['draft'];
  if (!success || !name) return;
  forget(form);
  others.postMessage(name);
}

/** The same form was sent in another tab: what stands here is sent already, and the page goes on. */
function sentElsewhere({ data }: MessageEvent<string>): void {
  const form = formsWithDrafts().find(({ dataset }) => dataset['draft'] === data);
  keepDraft(data, undefined);
  if (!form) return;
  form.reset();
  goOn(location.pathname + location.search, wordsOf('oneroof-sent-elsewhere'));
}

function forgetAllOnSignOut(event: Event): void {
  if ((event.target as HTMLElement).hasAttribute('data-sign-out')) forgetDrafts();
}
