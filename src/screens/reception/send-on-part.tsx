// Somebody came to the wrong house: she is sent on, with her file, and expected there.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { hostUnitOf } from '#modules/visits/host-unit.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { Trip } from '#modules/visits/queries.ts';
import { HANDOVER_MAX } from '#modules/visits/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Select } from '#platform/ui/select.tsx';
import { fieldText } from '#platform/words/problem-text.ts';
import { type PageRequest, typedIn } from '../page.ts';

/** The form, on the day of the visit. */
export function SendOn({ page, trip, centre }: { page: PageRequest; trip: Trip; centre: Centre }) {
  const { w, directory, attempt, now } = page;
  if (!trip.day.equals(dayOf(now, centre.zone))) return null;
  const centres = [...directory.centres.values()].filter(
    (other) => other.id !== centre.id && hostUnitOf(other) !== undefined,
  );
  const wrong = attempt?.problem.fields?.['toCentreId'];
  return (
    <details class="leave-early" open={wrong !== undefined}>
      <summary>{w('door.send-on')}</summary>
      <form class="stack-tight" method="post" action={`/visits/${trip.id}/send-on`}>
        <input type="hidden" name="commandId" value={newId()} />
        <p class="muted">{w('door.send-on.hint')}</p>
        <Select
          name="toCentreId"
          label={w('door.send-on.where')}
          value={typedIn(attempt, 'toCentreId')}
          error={wrong && fieldText(w.language, wrong)}
          options={centres.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextArea
          name="note"
          label={w('door.send-on.note')}
          hint={w('door.send-on.note-hint')}
          rows={2}
          maxlength={HANDOVER_MAX}
          value={typedIn(attempt, 'note')}
        />
        <Button wide>{w('door.send-on')}</Button>
      </form>
    </details>
  );
}

/** Says that it was done. */
export function SentOn({ page }: { page: PageRequest }) {
  const { w, query, directory, attempt } = page;
  const centre = attempt ? undefined : directory.centres.get(query.get('sent') ?? '');
  return centre ? (
    <Notice tone="done">{w('door.send-on.done', { centre: centre.name })}</Notice>
  ) : null;
}
