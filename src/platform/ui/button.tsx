// Buttons. One filled button a screen ('primary'): the main act, at the block-end corner.
import type { Child } from 'hono/jsx';
import { dataAttributes } from './data-attributes.ts';
import { Icon, type IconName } from './icon.tsx';
import { Keycap } from './keycap.tsx';
import { ariaShortcut, keycapText } from './shortcut-text.ts';

/** primary: the one filled act · secondary: outlined · now: what is going on · quiet: text only · danger: destroys. */
export type ButtonKind = 'primary' | 'secondary' | 'now' | 'quiet' | 'danger';

type Look = {
  kind?: ButtonKind;
  /** 'large' is 52 px, for the main act; 'small' for rows. */
  size?: 'small' | 'medium' | 'large';
  icon?: IconName | undefined;
  /** A key that presses it: 'n', 'mod+enter'. Works when nobody is typing; shown as a keycap. */
  shortcut?: string | undefined;
  /** What `?` lists beside the key, when the words of the button don't say enough. */
  shortcutLabel?: string | undefined;
  /** Stretches over the whole line. */
  wide?: boolean;
  /** Something at the far end, as the number in "Issue ticket … 347". */
  end?: Child;
  id?: string | undefined;
  children: Child;
};

function Inside({
  icon,
  shortcut,
  end,
  children,
  kind,
}: Pick<Look, 'icon' | 'shortcut' | 'end' | 'children' | 'kind'>) {
  const keycap = shortcut ? <Keycap>{keycapText(shortcut)}</Keycap> : null;
  const keycapFirst = kind !== 'primary';
  return (
    <>
      {keycapFirst ? keycap : null}
      {icon ? <Icon name={icon} /> : null}
      <span class="button-text">{children}</span>
      {end !== undefined && end !== null ? <span class="button-end">{end}</span> : null}
      {keycapFirst ? null : keycap}
    </>
  );
}

/** A button of a form. `unavailable` keeps it readable with its reason as text ("only after 10:50"). */
export function Button({
  type = 'submit',
  name,
  value,
  form,
  formaction,
  formmethod,
  formtarget,
  disabled,
  unavailable,
  title,
  commandfor,
  command,
  data,
  ...look
}: Look & {
  type?: 'submit' | 'button' | 'reset';
  name?: string | undefined;
  value?: string | undefined;
  /** id of the form it belongs to, when it stands outside of it. */
  form?: string | undefined;
  formaction?: string | undefined;
  formmethod?: 'get' | 'post' | undefined;
  /** What its form answers opens beside the page: a paper. */
  formtarget?: '_blank' | undefined;
  disabled?: boolean | undefined;
  unavailable?: boolean | undefined;
  title?: string | undefined;
  /** id of a dialog it opens or closes, without script. */
  commandfor?: string | undefined;
  command?: 'show-modal' | 'close' | undefined;
  /** data-* attributes without the prefix. */
  data?: Record<string, string> | undefined;
}) {
  return (
    <button
      class="button"
      data-kind={look.kind ?? 'secondary'}
      data-size={look.size ?? 'medium'}
      data-wide={look.wide ? '' : undefined}
      id={look.id}
      type={unavailable ? 'button' : type}
      name={name}
      value={value}
      form={form}
      formaction={formaction}
      formmethod={formmethod}
      formtarget={formtarget}
      disabled={disabled}
      aria-disabled={unavailable ? 'true' : undefined}
      title={title}
      commandfor={commandfor}
      command={command}
      data-key={look.shortcut}
      data-key-label={look.shortcutLabel}
      aria-keyshortcuts={look.shortcut ? ariaShortcut(look.shortcut) : undefined}
      {...dataAttributes(data)}
    >
      <Inside {...look} />
    </button>
  );
}

/** A link that looks like a button: goes somewhere, changes nothing. */
export function ButtonLink({
  href,
  current,
  frame,
  download,
  ...look
}: Look & {
  href: string;
  current?: boolean | undefined;
  /** data-turbo-frame: '_top', or the id of the frame that shall show it. */
  frame?: string | undefined;
  download?: boolean | undefined;
}) {
  return (
    <a
      class="button"
      data-kind={look.kind ?? 'secondary'}
      data-size={look.size ?? 'medium'}
      data-wide={look.wide ? '' : undefined}
      id={look.id}
      href={href}
      download={download}
      aria-current={current ? 'page' : undefined}
      data-turbo-frame={frame}
      data-key={look.shortcut}
      data-key-label={look.shortcutLabel}
      aria-keyshortcuts={look.shortcut ? ariaShortcut(look.shortcut) : undefined}
    >
      <Inside {...look} />
    </a>
  );
}

/** Buttons in a row, wrapping. */
export function ButtonRow({ children, end }: { children: Child; end?: boolean }) {
  return (
    <div class="button-row" data-end={end ? '' : undefined}>
      {children}
    </div>
  );
}
