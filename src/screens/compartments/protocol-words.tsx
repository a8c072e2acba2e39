// Where something of a protocol comes from, and when somebody read it there.
import type { Source } from '#modules/compartments/protocol-schema.ts';
import { formatDate } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

export function SourceLine({ page, source }: { page: PageRequest; source: Source }) {
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
        : w('protocol.to-check')}
    </p>
  );
}
