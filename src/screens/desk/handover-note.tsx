// What the office that sent her on tells this desk.
import type { Handover } from '#modules/visits/desk-queries.ts';
import { Note } from '#platform/ui/note.tsx';
import { formatMoment } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { comma } from './desk-words.tsx';
import type { DeskFacts } from './load-desk.ts';

/** Shown while she is called or served; forms stand outside of it. */
export function HandoverNote({
  page,
  facts,
  handover,
}: {
  page: PageRequest;
  facts: DeskFacts;
  handover: Handover;
}) {
  const { w } = page;
  return (
    <Note
      title={
        <>
          {w('handover.from')} <bdi>{handover.author}</bdi>
          {comma(w)}
          {formatMoment(w.language, handover.writtenAt, facts.centre.zone)}
        </>
      }
    >
      <bdi>{handover.body}</bdi>
    </Note>
  );
}
