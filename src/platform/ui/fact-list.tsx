// Facts with their source at the end of the line: what is known, from whom.
import type { Child } from 'hono/jsx';

export type Fact = { label: Child; value: Child; source?: Child };

/** A fact that is not known is left out, never shown as a locked placeholder. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="fact-list">
      {facts.map(({ label, value, source }) => (
        <div class="fact">
          <dt>{label}</dt>
          <dd>{value}</dd>
          {source ? <dd class="fact-source">{source}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
