// Where to go after signing in: carried from page to page as a path of ours.

/** The address with its way on. */
export function withNext(path: string, next: string | undefined): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path;
}

export function NextField({ path }: { path: string | undefined }) {
  return path ? <input type="hidden" name="next" value={path} /> : null;
}
