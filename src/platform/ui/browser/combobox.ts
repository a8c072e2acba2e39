// Finding while typing: results come into the frame under the field; arrows choose, Enter takes.
const PAUSE_MS = 150;
let timer = 0;

export function startCombobox(): void {
  document.addEventListener('input', (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => look(field), PAUSE_MS);
  });
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onClick);
  document.addEventListener('turbo:frame-render', (event) => showExpanded(event.target as Element));
}

type Field = { input: HTMLInputElement; frame: HTMLElement; hidden: HTMLInputElement | null };

function fieldOf(target: EventTarget | null): Field | undefined {
  const root = (target as Element | null)?.closest?.('[data-combobox]');
  const input = root?.querySelector<HTMLInputElement>('[role="combobox"]');
  const frame = root?.querySelector<HTMLElement>('turbo-frame');
  return root && input && frame
    ? { input, frame, hidden: root.querySelector('[data-combobox-value]') }
    : undefined;
}

function look({ input, frame, hidden }: Field): void {
  if (hidden) fill(hidden, '');
  const source = frame.dataset['source'];
  if (!source) return;
  const url = new URL(source, window.location.href);
  url.searchParams.set('q', input.value);
  frame.setAttribute('src', url.pathname + url.search);
}

function options(frame: Element): HTMLElement[] {
  return [...frame.querySelectorAll<HTMLElement>('[role="option"]')];
}

function onKey(event: KeyboardEvent): void {
  const field = fieldOf(event.target);
  if (!field || event.isComposing) return;
  const all = options(field.frame);
  const at = all.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    choose(field, all, (at + step + all.length) % all.length);
  } else if (event.key === 'Enter' && all[0]) {
    // Those that came this moment are not marked yet: it is the first, as it is a moment later.
    event.preventDefault();
    take(field, all[at] ?? all[0]);
  } else if (event.key === 'Enter' && (event.target as HTMLInputElement).form?.method === 'post') {
    // Nothing to take yet: Enter in a search sends no form in which it is one field among many.
    event.preventDefault();
  } else if (event.key === 'Escape') {
    // Leaves the field as it is; the browser's own Escape would empty a search field.
    event.preventDefault();
    window.clearTimeout(timer);
    field.frame.replaceChildren();
    showExpanded(field.frame);
    field.input.blur();
  }
}

function choose({ input }: Field, all: HTMLElement[], at: number): void {
  for (const [index, option] of all.entries())
    option.setAttribute('aria-selected', String(index === at));
  const chosen = all[at];
  if (chosen) {
    input.setAttribute('aria-activedescendant', chosen.id);
    chosen.scrollIntoView({ block: 'nearest' });
  }
}

function onClick(event: MouseEvent): void {
  const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
  const field = option && fieldOf(option);
  if (field && !(event.target as Element).closest('a, button')) take(field, option);
}

/** Fills the field and tells the page ('oneroof:chosen'), or goes where the option leads. */
function take(field: Field, option: HTMLElement): void {
  const { input, frame, hidden } = field;
  const href = option.dataset['href'];
  if (href) {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
    return;
  }
  input.value = option.dataset['text'] ?? '';
  if (hidden) fill(hidden, option.dataset['value'] ?? '');
  frame.replaceChildren();
  showExpanded(frame);
  input.dispatchEvent(
    new CustomEvent('oneroof:chosen', { bubbles: true, detail: option.dataset['value'] }),
  );
}

/** Carries the chosen value, and tells whatever follows the form when it is another. */
function fill(hidden: HTMLInputElement, value: string): void {
  if (hidden.value === value) return;
  hidden.value = value;
  hidden.dispatchEvent(new Event('change', { bubbles: true }));
}

function showExpanded(frame: Element): void {
  const field = fieldOf(frame);
  if (!field) return;
  const all = options(frame);
  field.input.setAttribute('aria-expanded', String(all.length > 0));
  const at = all.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (all.length > 0) choose(field, all, Math.max(0, at));
  else field.input.removeAttribute('aria-activedescendant');
}
