// Says whether the page is live; when the link is down, how old the data is.

/** Steps, in minutes, for which words are sent along, so that the browser needs no plural rules. */
const STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 45, 60, 90, 120, 240];

export type LiveWords = {
  /** "live". */
  live: string;
  /** "no link; data of {minutes} ago", for each number of minutes; 0 is "just now". */
  age: (minutes: number) => string;
};

/** Without script it shows nothing: the page is then as old as its own clock. */
export function LiveStatus({ live, age }: LiveWords) {
  const ages = Object.fromEntries(STEPS.map((minutes) => [minutes, age(minutes)]));
  return (
    <span
      class="live-status only-script"
      role="status"
      data-live-status
      data-live-word={live}
      data-ages={JSON.stringify(ages)}
    >
      <svg class="live-dot" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
        <circle cx="4" cy="4" r="4" fill="currentColor" />
      </svg>
      <span data-live-text>{live}</span>
    </span>
  );
}
