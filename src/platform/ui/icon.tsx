// Icons: lucide shapes inlined on the server, in the colour of the text beside them.
import { raw } from 'hono/html';
import { ICON_NAMES, type IconName } from './icons/names.ts';
import { ICON_SHAPES } from './icons/shapes.gen.ts';

export type { IconName };

/** Arrows and chevrons turn with the direction of reading; checks, clocks and telephones never do. */
const MIRRORED = new Set<IconName>([
  'arrow-left',
  'arrow-right',
  'arrow-up-right',
  'chevron-left',
  'chevron-right',
  'forward',
  'log-in',
  'log-out',
  'undo-2',
  'list',
  'send',
]);

const known = new Set<string>(ICON_NAMES);

/** An icon that comes from data (a subject's picture): unknown names become a speech bubble. */
export function iconNamed(name: string): IconName {
  return known.has(name) ? (name as IconName) : 'message-circle';
}

/** Decoration beside words, so it is hidden from readers; `label` makes it speak for itself. */
export function Icon({
  name,
  size = 20,
  label,
  class: extra,
}: {
  name: IconName;
  /** Pixels; the stroke grows thinner as the icon grows. */
  size?: 14 | 16 | 20 | 24 | 38 | 64 | 116;
  label?: string | undefined;
  class?: string | undefined;
}) {
  return (
    <svg
      class={extra ? `icon ${extra}` : 'icon'}
      data-size={size}
      data-mirror={MIRRORED.has(name) ? '' : undefined}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      {raw(ICON_SHAPES[name])}
    </svg>
  );
}
