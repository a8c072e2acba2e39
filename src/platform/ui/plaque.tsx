// The house-number plaque: a desk. Blue on ceramic, the same on screen, paper, wall, by day and night.

/** `label` is the number or range ("12", "4–8"); `spoken` says what it is ("Desk 12"). */
export function Plaque({
  label,
  spoken,
  size = 'small',
}: {
  label: string;
  spoken?: string | undefined;
  size?: 'small' | 'medium' | 'large' | 'board';
}) {
  return (
    <span class="plaque" data-size={size} role={spoken ? 'img' : undefined} aria-label={spoken}>
      <bdi class="plaque-face">{label}</bdi>
    </span>
  );
}
