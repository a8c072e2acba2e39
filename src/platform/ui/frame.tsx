// The frame of staff screens: a 48 px bar, work on paper, the decision on a sheet at the inline
// end with the one filled button at its block-end corner. Narrow, it is one column with the
// decision's foot always in reach.
import type { Child } from 'hono/jsx';
import { Clock } from './clock.tsx';
import { dataAttributes } from './data-attributes.ts';
import { HouseLogo } from './house-logo.tsx';
import { Icon } from './icon.tsx';
import { Keycap } from './keycap.tsx';
import { LiveStatus, type LiveWords } from './live-status.tsx';
import { Plaque } from './plaque.tsx';

export type BarProps = {
  home: string;
  brand: string;
  /** The centre: "CNAIM Lisboa". */
  place?: string | undefined;
  /** The screen or office, "Welcome and screening": the page's first heading. */
  title: string;
  /** Desk number, drawn as a plaque; `deskSpoken` is "Desk 12". */
  desk?: string | undefined;
  deskSpoken?: string | undefined;
  /** A short mark on each page of the demonstration; `markTitle` says it in full. */
  mark?: string | undefined;
  markTitle?: string | undefined;
  search?: { action: string; name?: string; label: string; value?: string | undefined } | undefined;
  live?: LiveWords | undefined;
  /** Who is signed in, and what the menu under the name holds (links, language, sign-out form). */
  person?: string | undefined;
  menu?: Child;
  /** Leaves a shared workstation in one key; `back` is where its person comes back to. */
  lock?: { action: string; back: string; label: string } | undefined;
  clock?: { text: string; zone: string } | undefined;
};

/** The bar alone; `Frame` has it. */
export function Bar({
  home,
  brand,
  place,
  title,
  desk,
  deskSpoken,
  mark,
  markTitle,
  search,
  live,
  person,
  menu,
  lock,
  clock,
}: BarProps) {
  return (
    <header class="bar">
      <a class="bar-home" href={home}>
        <HouseLogo />
        <span>{brand}</span>
      </a>
      <div class="bar-place">
        {place ? <span class="bar-centre">{place}</span> : null}
        <h1>{title}</h1>
        {desk ? <Plaque label={desk} spoken={deskSpoken} size="medium" /> : null}
      </div>
      {mark ? (
        <span class="bar-mark" title={markTitle}>
          {mark}
        </span>
      ) : null}
      <div class="bar-end">
        {search ? (
          <form class="bar-search" role="search" method="get" action={search.action}>
            <Icon name="search" />
            <input
              type="search"
              name={search.name ?? 'q'}
              value={search.value}
              placeholder={search.label}
              aria-label={search.label}
              autocomplete="off"
              dir="auto"
              data-key="/"
              data-key-label={search.label}
            />
            <Keycap>/</Keycap>
          </form>
        ) : null}
        {live ? <LiveStatus {...live} /> : null}
        {person && menu ? (
          <details class="bar-person" data-menu>
            <summary>
              <Icon name="user-round" class="bar-person-icon" />
              <bdi>{person}</bdi>
              <Icon name="chevron-down" size={16} />
            </summary>
            <div class="bar-menu">{menu}</div>
          </details>
        ) : person ? (
          <bdi class="bar-name">{person}</bdi>
        ) : null}
        {lock ? (
          <form class="bar-lock" method="post" action={lock.action} data-turbo="false">
            <input type="hidden" name="back" value={lock.back} />
            <button
              type="submit"
              title={`${lock.label} (Ctrl+L)`}
              aria-label={lock.label}
              aria-keyshortcuts="Control+L"
              data-key="mod+l"
              data-key-also="l"
              data-key-label={lock.label}
            >
              <Icon name="lock" />
            </button>
          </form>
        ) : null}
        {clock ? <Clock {...clock} /> : null}
      </div>
    </header>
  );
}

/**
 * A whole staff page inside `Document`. `children` is the work. `form` makes work, sheet and
 * actions one form (then nothing inside may hold another form; the rail stands outside of it).
 */
export function Frame({
  bar,
  skip,
  head,
  headLabel,
  rail,
  railLabel,
  workFoot,
  sheet,
  sheetFoot,
  sheetLabel,
  sheetSize = 'medium',
  actions,
  actionsLabel,
  form,
  children,
}: {
  bar: BarProps;
  /** "Skip to content". */
  skip: string;
  /** Full width under the bar: whose file this is. */
  head?: Child;
  headLabel?: string | undefined;
  /** A list at the inline start: who waits. */
  rail?: Child;
  railLabel?: string | undefined;
  /** A strip under the work: signs "only for you". */
  workFoot?: Child;
  /** The decision. `sheetFoot` holds the filled button, always at the block-end corner. */
  sheet?: Child;
  sheetFoot?: Child;
  sheetLabel?: string | undefined;
  sheetSize?: 'medium' | 'wide';
  /** A bar over the whole width at the block end, instead of `sheetFoot`; see `Actions`. */
  actions?: Child;
  actionsLabel?: string | undefined;
  form?:
    | {
        id: string;
        action: string;
        method?: 'post' | 'get';
        draft?: string | undefined;
        data?: Record<string, string>;
        fields?: Child;
      }
    | undefined;
  children: Child;
}) {
  const decision = (
    <>
      {form?.fields}
      <main class="work" id="content" tabindex={-1}>
        <div class="work-main">{children}</div>
        {workFoot ? <div class="work-foot">{workFoot}</div> : null}
      </main>
      {sheet || sheetFoot ? (
        <aside class="sheet" data-size={sheetSize} aria-label={sheetLabel}>
          <div class="sheet-main">{sheet}</div>
          {sheetFoot ? <div class="sheet-foot">{sheetFoot}</div> : null}
        </aside>
      ) : null}
      {actions ? (
        <section class="actions" aria-label={actionsLabel ?? bar.title}>
          {actions}
        </section>
      ) : null}
    </>
  );
  return (
    <div class="frame" data-actions={actions ? '' : undefined}>
      <a class="skip-link" href="#content">
        {skip}
      </a>
      <Bar {...bar} />
      {head ? (
        <section class="frame-head" aria-label={headLabel ?? bar.title}>
          {head}
        </section>
      ) : null}
      <div class="frame-body">
        {rail ? (
          <aside class="rail" aria-label={railLabel}>
            {rail}
          </aside>
        ) : null}
        {form ? (
          <form
            class="decision"
            id={form.id}
            action={form.action}
            method={form.method ?? 'post'}
            data-draft={form.draft}
            {...dataAttributes(form.data)}
            novalidate
          >
            {decision}
          </form>
        ) : (
          <div class="decision">{decision}</div>
        )}
      </div>
    </div>
  );
}

/** Inside of the actions bar: lesser acts at the start, a line of what comes next, the main act last. */
export function Actions({ start, note, main }: { start?: Child; note?: Child; main: Child }) {
  return (
    <>
      <div class="actions-start">{start}</div>
      {note ? <p class="actions-note">{note}</p> : null}
      <div class="actions-main">{main}</div>
    </>
  );
}
