// What may follow an act of a small house: a time is booked, here or at the centre above, or she is sent
// on to another house with her file. Opened by the act that was just recorded, or by any of today's.
import { newId } from '#base/ids.ts';
import { hostUnitOf } from '#modules/visits/host-unit.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { LocalAct } from '#modules/visits/local-queries.ts';
import { HANDOVER_MAX } from '#modules/visits/schema.ts';
import { Button, ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import type { PageRequest } from '../page.ts';

interface Props {
  readonly page: PageRequest;
  readonly centre: Centre;
  readonly acts: readonly LocalAct[];
}

/** Nothing unless an act of today is named by the address. */
export function WhatNext({ page, centre, acts }: Props) {
  const { w, query, directory } = page;
  const act = acts.find(({ visitId }) => visitId === query.get('act'));
  if (!act) return null;
  const above = centre.parentId ? directory.centres.get(centre.parentId) : undefined;
  const book = (at: Centre) => `/people/${act.personId}/book?centre=${encodeURIComponent(at.id)}`;
  return (
    <section class="stack-tight" aria-labelledby="what-next" id="next">
      <SectionHeading
        id="what-next"
        title={w('local.what-next')}
        aside={<bdi>{act.name ?? w('local.without-name')}</bdi>}
      />
      <ButtonRow>
        {above ? (
          <ButtonLink href={book(above)} icon="calendar" shortcut="k">
            {w('local.book-at', { centre: above.name })}
          </ButtonLink>
        ) : null}
        <ButtonLink href={book(centre)} icon="calendar">
          {w('local.book-at', { centre: centre.name })}
        </ButtonLink>
      </ButtonRow>
      <SendOnForm page={page} centre={centre} visitId={act.visitId} />
    </section>
  );
}

/** The centre above stands first: most are sent there. */
function SendOnForm({
  page,
  centre,
  visitId,
}: {
  page: PageRequest;
  centre: Centre;
  visitId: string;
}) {
  const { w, directory } = page;
  const houses = [...directory.centres.values()]
    .filter((other) => other.id !== centre.id && hostUnitOf(other) !== undefined)
    .toSorted(
      (a, b) =>
        Number(b.id === centre.parentId) - Number(a.id === centre.parentId) ||
        a.name.localeCompare(b.name, w.language),
    );
  return (
    <details class="leave-early">
      <summary data-key="v">{w('local.send-on')}</summary>
      <form class="stack-tight" method="post" action={`/visits/${visitId}/send-on`}>
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="local" value={centre.id} />
        <Select
          name="toCentreId"
          label={w('door.send-on.where')}
          options={houses.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextArea
          name="note"
          label={w('door.send-on.note')}
          hint={w('door.send-on.note-hint')}
          rows={2}
          maxlength={HANDOVER_MAX}
        />
        <Button icon="arrow-right">{w('local.send-on.do')}</Button>
      </form>
    </details>
  );
}

/** Says where she is expected now. */
export function SentFromHere({ page }: { page: PageRequest }) {
  const { w, query, directory, attempt } = page;
  const centre = attempt ? undefined : directory.centres.get(query.get('sent') ?? '');
  return centre ? (
    <Notice tone="done">{w('door.send-on.done', { centre: centre.name })}</Notice>
  ) : null;
}
