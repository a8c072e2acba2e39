// The heading of a part: title, a lighter word beside it, something at the end of the line.
import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

export function SectionHeading({
  title,
  aside,
  end,
  icon,
  level = 2,
  id,
  ruled,
  small,
}: {
  title: Child;
  aside?: Child;
  end?: Child;
  icon?: IconName | undefined;
  level?: 1 | 2 | 3;
  id?: string | undefined;
  /** A hairline under it. */
  ruled?: boolean;
  /** The size of a field's label. */
  small?: boolean;
}) {
  const Heading = `h${level}` as 'h2';
  return (
    <div
      class="section-heading"
      data-ruled={ruled ? '' : undefined}
      data-small={small ? '' : undefined}
    >
      {icon ? <Icon name={icon} size={24} /> : null}
      <Heading id={id}>{title}</Heading>
      {aside ? <span class="section-aside">{aside}</span> : null}
      {end ? <span class="section-end">{end}</span> : null}
    </div>
  );
}
