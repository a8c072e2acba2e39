// Turbo 8, with our progress bar (after 300 ms, in our stylesheet) and themes that follow a visit.
import { takeBackCreateElement } from './before-turbo.ts';
import { cache, config, session } from '@hotwired/turbo';

const bar = document.createElement('div');
bar.className = 'progress';

/** Call once, first. */
export function startTurbo(): void {
  takeBackCreateElement();
  config.drive.progressBarDelay = 300;
  config.forms.submitter = 'aria-disabled';
  session.adapter.progressBar = {
    setValue() {},
    show: () => document.documentElement.append(bar),
    hide: () => bar.remove(),
  };
  document.addEventListener('turbo:before-render', followDocument);
  document.addEventListener('turbo:before-fetch-request', forgetOnSignOut);
  document.addEventListener('turbo:load', focusFirst);
  document.addEventListener('turbo:click', stayOnPage);
  focusFirst();
}

/** A link to a place on this page is the browser's: Turbo would fetch the page and put what is open or half typed anew. */
function stayOnPage(event: Event): void {
  const { url } = (event as CustomEvent<{ url: string }>).detail;
  const [page, place] = url.split('#');
  if (place && page === window.location.href.split('#')[0]) event.preventDefault();
}

/** Turbo carries over lang and dir of <html>; kind, theme and clock are ours. */
function followDocument(event: Event): void {
  const { newBody } = (event as CustomEvent<{ newBody: HTMLElement }>).detail;
  const fresh = newBody.closest('html') ?? newBody.ownerDocument.documentElement;
  if (fresh === document.documentElement) return;
  for (const name of ['data-kind', 'data-theme', 'data-now']) {
    const value = fresh.getAttribute(name);
    if (value === null) document.documentElement.removeAttribute(name);
    else document.documentElement.setAttribute(name, value);
  }
}

/** What was shown before signing out must not come back from memory. */
function forgetOnSignOut(event: Event): void {
  const form = event.target;
  if (form instanceof HTMLFormElement && form.hasAttribute('data-sign-out')) cache.clear();
}

function focusFirst(): void {
  document.querySelector<HTMLElement>('[data-focus-first]')?.focus();
}
