// The band of azulejos that fills where hands can't reach: kiosk, first page, head of a summary.
// Never on staff screens.

/** Decoration; `height` in pixels, the width is the page's. One band a page (its pattern has one id). */
export function AzulejoBand({ height = 96 }: { height?: number }) {
  return (
    <div class="azulejo-band" aria-hidden="true">
      <svg width="100%" height={height}>
        <defs>
          <pattern id="azulejo" width="72" height="72" patternUnits="userSpaceOnUse">
            <rect width="72" height="72" class="azulejo-ground" />
            <circle cx="0" cy="0" r="30" class="azulejo-ring" />
            <circle cx="72" cy="0" r="30" class="azulejo-ring" />
            <circle cx="0" cy="72" r="30" class="azulejo-ring" />
            <circle cx="72" cy="72" r="30" class="azulejo-ring" />
            <g class="azulejo-line">
              <circle cx="36" cy="36" r="33" />
              <circle cx="0" cy="0" r="18" />
              <circle cx="72" cy="0" r="18" />
              <circle cx="0" cy="72" r="18" />
              <circle cx="72" cy="72" r="18" />
            </g>
            <g class="azulejo-leaf">
              <path d="M36 36C44 34 55 26 58 14C46 17 38 28 36 36Z" />
              <path d="M36 36C38 44 46 55 58 58C55 46 44 38 36 36Z" />
              <path d="M36 36C28 38 17 46 14 58C26 55 34 44 36 36Z" />
              <path d="M36 36C34 28 26 17 14 14C17 26 28 34 36 36Z" />
              <path
                d="M36 22l3 6-3 6-3-6ZM36 50l3-6-3-6-3 6ZM22 36l6 3 6-3-6-3ZM50 36l-6 3-6-3 6-3Z"
                class="azulejo-drop"
              />
              <path d="M0-11 3-3 11 0 3 3 0 11-3 3-11 0-3-3Z" />
              <path d="M72-11 75-3 83 0 75 3 72 11 69 3 61 0 69-3Z" />
              <path d="M0 61 3 69 11 72 3 75 0 83-3 75-11 72-3 69Z" />
              <path d="M72 61 75 69 83 72 75 75 72 83 69 75 61 72 69 69Z" />
              <circle cx="36" cy="1" r="2.6" />
              <circle cx="36" cy="71" r="2.6" />
              <circle cx="1" cy="36" r="2.6" />
              <circle cx="71" cy="36" r="2.6" />
            </g>
            <path
              class="azulejo-vein"
              d="M39 33C46 29 53 22 55 17M39 39C46 43 53 50 55 55M33 39C26 43 19 50 17 55M33 33C26 29 19 22 17 17"
            />
            <path class="azulejo-joint" d="M0 0H72M0 0V72" />
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill="url(#azulejo)" />
      </svg>
    </div>
  );
}
