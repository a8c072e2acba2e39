// The trip that somebody is on is changed at reception: a need more, with the route planned again, or a
// stop less, with why. Both on the same ticket.
import { newId } from '#base/ids.ts';
import { WITHDRAW_REASONS } from '#modules/visits/schema.ts';
import type { Trip, TripStop } from '#modules/visits/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Select } from '#platform/ui/select.tsx';
import { inLanguage } from '#platform/words/format.ts';
import { fieldText } from '#platform/words/problem-text.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { subjectGroups } from '../subject-groups.ts';

interface Part {
  readonly page: PageRequest;
  readonly trip: Trip;
}

/** Refusals after which a booked time is what is left. */
const NO_TICKET: readonly string[] = ['by-appointment', 'tickets-used-up'];

/** One need more. `open`: a desk sent her back, because of more than it can see to. */
export function AddNeedPart({ page, trip, open }: Part & { readonly open: boolean }) {
  const { w, attempt } = page;
  const wrong = attempt?.problem.fields?.['subjectId'];
  return (
    <details class="leave-early" open={open || wrong !== undefined}>
      <summary data-key="a">{w('trip.add-need')}</summary>
      <form class="stack-tight" method="post" action={`/visits/${trip.id}/need`}>
        <input type="hidden" name="commandId" value={newId()} />
        <p class="muted">{w('trip.add-need.hint')}</p>
        <Select
          name="subjectId"
          label={w('sitting.need-which')}
          blank={w('sitting.need-which')}
          required
          value={typedIn(attempt, 'subjectId')}
          error={wrong && fieldText(w.language, wrong)}
          groups={subjectGroups(page)}
        />
        {wrong && NO_TICKET.includes(wrong) ? (
          <ButtonLink icon="calendar" wide href={`/people/${trip.personId}/book`}>
            {w('bookings.title')}
          </ButtonLink>
        ) : null}
        <Button icon="plus" wide>
          {w('sitting.need-add')}
        </Button>
      </form>
    </details>
  );
}

/** What may be taken out: whatever nobody is seeing to this moment. */
const goes = ({ state }: TripStop) => ['ahead', 'waiting', 'called', 'parked'].includes(state);

/** One stop less; nothing when there is none to take out. */
export function WithdrawPart({ page, trip }: Part) {
  const { w, attempt, directory } = page;
  const stops = trip.stops.filter(goes);
  if (stops.length === 0) return null;
  const wrong = (field: string) => {
    const code = attempt?.problem.fields?.[field];
    return code && fieldText(w.language, code);
  };
  return (
    <details class="leave-early" open={Boolean(wrong('stopId') ?? wrong('why'))}>
      <summary>{w('trip.withdraw')}</summary>
      <form class="stack-tight" method="post" action={`/visits/${trip.id}/withdraw`}>
        <input type="hidden" name="commandId" value={newId()} />
        <p class="muted">{w('trip.withdraw.hint')}</p>
        <Select
          name="stopId"
          label={w('trip.withdraw.which')}
          blank={stops.length > 1 ? w('trip.withdraw.which') : undefined}
          required
          value={typedIn(attempt, 'stopId')}
          error={wrong('stopId')}
          options={stops.map(({ stopId, officeId, serviceId }) => ({
            value: stopId,
            label: [
              directory.offices.get(officeId)?.shortName,
              directory.services.get(serviceId)?.name,
            ]
              .flatMap((name) => (name ? [inLanguage(name, w.language)] : []))
              .join(' · '),
          }))}
        />
        <Select
          name="why"
          label={w('bookings.cancel-why')}
          value={typedIn(attempt, 'why')}
          error={wrong('why')}
          options={WITHDRAW_REASONS.map((value) => ({ value, label: w(`trip.why.${value}`) }))}
        />
        <Button kind="danger" wide>
          {w('trip.withdraw.do')}
        </Button>
      </form>
    </details>
  );
}

/** Says what was changed, and that the paper may be printed anew. */
export function TripChanged({ page, trip }: Part) {
  const { w, query, directory, attempt } = page;
  if (attempt) return null;
  const office = directory.offices.get(query.get('added') ?? '');
  if (office) {
    return (
      <Notice tone="done">
        {w('trip.added', { office: inLanguage(office.shortName, w.language).toString() })}{' '}
        <a href={`/reception/${trip.centreId}/ticket/${trip.id}`}>{w('reception.print-again')}</a>
      </Notice>
    );
  }
  if (!query.has('withdrawn')) return null;
  return <Notice tone="done">{w(trip.state === 'open' ? 'trip.withdrawn' : 'trip.over')}</Notice>;
}
