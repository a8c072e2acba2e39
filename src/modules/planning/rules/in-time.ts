// Whether what is foretold comes in time: before the doors close, before she must leave. Pure.

/** Surely, perhaps, or not. */
export type InTime = 'yes' | 'perhaps' | 'no';

/**
 * PLN-11: something that will be over between two moments comes in time for an hour when even the
 * later one does; not, when even the earlier one doesn't; else perhaps. What can't come in time is said
 * at once, and nobody waits for nothing.
 */
export function inTime(
  over: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  hour: Temporal.Instant,
): InTime {
  if (Temporal.Instant.compare(over.to, hour) <= 0) return 'yes';
  return Temporal.Instant.compare(over.from, hour) > 0 ? 'no' : 'perhaps';
}
