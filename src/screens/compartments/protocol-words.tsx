// What the parts of a protocol have alike: of which compartment they are, where each thing comes from, and when
// somebody read it there.
import type { CompartmentLine, ShownLeaf } from '#modules/compartments/queries.ts';
import type { Source } from '#modules/compartments/protocol-schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { formatDate } from '#platform/words/format.ts';
import type { PageBase, PageRequest } from '../page.ts';

/** What the parts of a protocol inside a compartment are shown of. */
export interface ProtocolProps {
  readonly page: PageRequest;
  readonly line: CompartmentLine;
  readonly leaves: readonly ShownLeaf[];
}

export function SourceLine({ page, source }: { page: PageBase; source: Source }) {
  const { w } = page;
  return (
    <p class="hint">
      {w('protocol.source')}{' '}
      <a href={source.url} rel="noreferrer noopener">
        <bdi>{source.title}</bdi>
      </a>{' '}
      {source.readOn
        ? w('protocol.read-on', {
            date: formatDate(w.language, Temporal.PlainDate.from(source.readOn), 'medium'),
          })
        : w('protocol.to-check')}{' '}
      {source.own ? nameIn(source.own, w.language) : null}
    </p>
  );
}
