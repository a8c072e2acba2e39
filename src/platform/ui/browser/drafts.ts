// What was typed into a form with data-draft survives errors, reloads and lost links: kept in this
// tab, per account and form, until it was sent with success or the person signs out.
import { isChanged, isControl, type Control } from './control-state.ts';

const PREFIX = 'draft:';

export function startDrafts(): void {
  document.addEventListener('input', saveSoon);
  document.addEventListener('change', saveSoon);
  document.addEventListener('reset', (event) => forget(event.target as HTMLFormElement));
  document.addEventListener('turbo:submit-end', forgetSent);
  document.addEventListener('submit', forgetAllOnSignOut, true);
  document.addEventListener('turbo:load', restoreAll);
  document.addEventListener('turbo:render', restoreAll);
  window.addEventListener('pagehide', saveNow);
  restoreAll();
}

function accountOf(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="oneroof-account"]')?.content ?? '';
}

function keyOf(form: HTMLFormElement): string | undefined {
  const draft = form.dataset['draft'];
  return draft ? `${PREFIX}${accountOf()}:${draft}` : undefined;
}

let pending: HTMLFormElement | undefined;
let timer = 0;

function saveSoon(event: Event): void {
  const form = isControl(event.target) ? event.target.form : undefined;
  if (!form || !keyOf(form)) return;
  if (pending && pending !== form) saveNow();
  pending = form;
  window.clearTimeout(timer);
  timer = window.setTimeout(saveNow, 200);
}

function saveNow(): void {
  if (!pending) return;
  const key = keyOf(pending);
  const controls = [...pending.elements].filter(isControl).filter(isKept);
  pending = undefined;
  if (!key) return;
  // What this page of the form does not hold stays as it was kept.
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, string | boolean>;
  for (const control of controls) {
    if (isChanged(control)) kept[nameOf(control)] = stateOf(control);
    else delete kept[nameOf(control)];
  }
  if (Object.keys(kept).length === 0) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(kept));
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

function restoreAll(): void {
  forgetOthers();
  for (const element of document.querySelectorAll<HTMLElement>('[data-draft-done]')) {
    sessionStorage.removeItem(`${PREFIX}${accountOf()}:${element.dataset['draftDone']}`);
  }
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) restore(form);
}

function restore(form: HTMLFormElement): void {
  const key = keyOf(form);
  const text = key && sessionStorage.getItem(key);
  if (!text) return;
  const kept = JSON.parse(text) as Record<string, string | boolean>;
  for (const control of [...form.elements].filter(isControl).filter(isKept)) {
    const state = kept[nameOf(control)];
    if (state === undefined || isChanged(control)) continue;
    if (typeof state === 'boolean') (control as HTMLInputElement).checked = state;
    else control.value = state;
  }
}

function forget(form: HTMLFormElement): void {
  const key = keyOf(form);
  if (key) sessionStorage.removeItem(key);
}

/** Success is an answer in the two or three hundreds; an error keeps what was typed. */
function forgetSent(event: Event): void {
  const { success, formSubmission } = (
    event as CustomEvent<{ success: boolean; formSubmission: { formElement: HTMLFormElement } }>
  ).detail;
  if (!success) return;
  if (pending === formSubmission.formElement) pending = undefined;
  forget(formSubmission.formElement);
}

function forgetAllOnSignOut(event: Event): void {
  if (!(event.target as HTMLElement).hasAttribute('data-sign-out')) return;
  pending = undefined;
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

/** Another person works in this tab now: the one before leaves nothing behind. */
function forgetOthers(): void {
  const account = accountOf();
  if (!account) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${account}:`))
      sessionStorage.removeItem(key);
  }
}
