// Under the figures of a month: whether it was signed, what was corrected since, and the act of signing it.
import { dayOf } from '#base/dates.ts';
import { mayAct } from '#modules/access/decide.ts';
import { refuseToSign } from '#modules/attendances/month-rules.ts';
import type { SignedMonth } from '#modules/attendances/queries.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { formatDate, formatNumber } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { PageRequest } from '../page.ts';

interface Props {
  readonly page: PageRequest;
  readonly centre: Centre;
  readonly first: Temporal.PlainDate;
  readonly signed: SignedMonth | undefined;
}

export function MonthPart({ page, centre, first, signed }: Props) {
  const { w, actor, now, commandId } = page;
  if (signed) {
    return (
      <p class="muted">
        {w('correction.month.signed', {
          name: signed.signedBy,
          date: formatDate(w.language, dayOf(signed.signedAt, centre.zone)),
          acts: formatNumber(w.language, signed.signedActs),
        })}
        {signed.revised > 0 ? (
          <>
            {' '}
            {w('correction.month.revised', {
              count: signed.revised,
              acts: formatNumber(w.language, signed.acts),
            })}
          </>
        ) : null}
      </p>
    );
  }
  const may = mayAct(actor, { roles: ['centre-coordinator'], centreId: centre.id });
  if (!may || refuseToSign(first, dayOf(now, centre.zone))) return null;
  return (
    <form class="stack-tight" method="post" action={`/figures/${centre.id}/sign`}>
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="month" value={first.toString().slice(0, 7)} />
      <FormOutcome page={page} />
      <p class="hint">{w('correction.month.hint')}</p>
      <Button icon="check">{w('correction.month.sign')}</Button>
    </form>
  );
}
