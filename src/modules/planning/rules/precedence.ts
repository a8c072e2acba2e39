// What must be seen to before what. Pure.

/** A service that waits until another one is done, for who came for both. */
export interface Precedence {
  readonly serviceId: string;
  readonly afterServiceId: string;
}

/**
 * PLN-2: what must be seen to first is seen to first: for each of these needs, those of the others
 * that come before it. Whoever came for one need alone waits for nothing. A circle in the data
 * stops nobody: what would close it is left out. What is held back already, by whatever reason, stays so.
 */
export function whatComesFirst(
  needs: readonly { readonly needId: string; readonly serviceId: string }[],
  precedence: readonly Precedence[],
  held: ReadonlyMap<string, readonly string[]> = new Map(),
): ReadonlyMap<string, readonly string[]> {
  const after = new Map<string, Set<string>>(
    needs.map(({ needId }) => [needId, new Set(held.get(needId))]),
  );
  for (const later of needs) {
    for (const first of needs) {
      const asked = precedence.some(
        (each) => each.serviceId === later.serviceId && each.afterServiceId === first.serviceId,
      );
      if (asked && !leadsTo(after, first.needId, later.needId))
        after.get(later.needId)?.add(first.needId);
    }
  }
  return new Map([...after].map(([needId, firsts]) => [needId, [...firsts]]));
}

/** Does `from` wait for `to`, over however many others? */
function leadsTo(
  after: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
): boolean {
  if (from === to) return true;
  return [...(after.get(from) ?? [])].some((next) => leadsTo(after, next, to));
}
