// A way in: a whole line that goes somewhere or signs in as somebody, with what it is beneath.
import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

type DoorWords = { icon?: IconName | undefined; title: Child; note?: Child; end?: Child };

export function DoorList({ label, children }: { label?: string; children: Child }) {
  return (
    <ul class="door-list" aria-label={label}>
      {children}
    </ul>
  );
}

/** Goes to a page. */
export function DoorLink({ href, ...words }: DoorWords & { href: string }) {
  return (
    <li>
      <a class="door" href={href}>
        <Inside {...words} />
      </a>
    </li>
  );
}

/** Posts: a submit button of the form around the list, or of `form`. */
export function DoorButton({
  name,
  value,
  form,
  ...words
}: DoorWords & { name: string; value: string; form?: string | undefined }) {
  return (
    <li>
      <button class="door" type="submit" name={name} value={value} form={form}>
        <Inside {...words} />
      </button>
    </li>
  );
}

function Inside({ icon, title, note, end }: DoorWords) {
  return (
    <>
      {icon ? <Icon name={icon} size={24} /> : <span />}
      <span>
        <b>{title}</b>
        {note ? <small>{note}</small> : null}
      </span>
      {end ?? <Icon name="chevron-right" />}
    </>
  );
}
