// What keeps a form from being accepted, above it, each line a link to its field.

/** Takes the focus when the page arrives (script), so that it is read out first. */
export function ErrorSummary({
  title,
  errors,
  takesFocus = true,
}: {
  title: string;
  takesFocus?: boolean;
  /** `field` is the id of the control; without it the line is plain text. */
  errors: readonly { field?: string | undefined; text: string }[];
}) {
  if (errors.length === 0) return null;
  return (
    <section
      class="error-summary"
      role="alert"
      tabindex={-1}
      data-focus-first={takesFocus ? '' : undefined}
      aria-labelledby="error-summary-title"
    >
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li>{field ? <a href={`#${field}`}>{text}</a> : text}</li>
        ))}
      </ul>
    </section>
  );
}
