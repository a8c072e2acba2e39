// The sign of Oneroof: one roof over one tile.

/** Drawn in azul; decoration, since the name always stands beside it. */
export function HouseLogo({ size = 24 }: { size?: number }) {
  return (
    <svg
      class="house-logo"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      aria-hidden="true"
    >
      <path
        d="M2.2 11.4 12 3.2l9.8 8.2"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path
        d="M5.4 13.4V20.6h4.2M18.6 13.4V20.6h-4.2"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path d="M12 11.2 15 14.4 12 17.6 9 14.4Z" fill="currentColor" />
    </svg>
  );
}
