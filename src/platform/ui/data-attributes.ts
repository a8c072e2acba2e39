// One small thing that several components need.

/** `{ topic: 'x' }` → `{ 'data-topic': 'x' }`. */
export function dataAttributes(data: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([name, value]) => [`data-${name}`, value]),
  );
}
