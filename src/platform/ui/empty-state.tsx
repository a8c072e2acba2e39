// An empty list says that it is empty, why, and what to do.
import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

export function EmptyState({
  icon = 'sofa',
  title,
  children,
  action,
}: {
  icon?: IconName;
  title: string;
  children?: Child;
  action?: Child;
}) {
  return (
    <div class="empty-state">
      <Icon name={icon} size={38} />
      <div>
        <p>
          <b>{title}</b> {children}
        </p>
        {action ? <div class="empty-action">{action}</div> : null}
      </div>
    </div>
  );
}
