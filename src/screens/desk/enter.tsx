// What Enter in a field of the desk's one form does: its first submit button.

/** Without `to` Enter does nothing. */
export function Enter({ to }: { to?: string | undefined }) {
  return <button type="submit" hidden disabled={to === undefined} formaction={to} />;
}
