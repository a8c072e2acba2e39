// A message that no machine may give her, as rows: for those who ask whether they may note that she was told.
import { newId } from '#base/ids.ts';

export interface UntoldThings {
  /** The event of the message: a call that was promised to somebody who wants no message. */
  readonly untold: string;
}

interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
}

/** One, promised by a unit to somebody whom it received. */
export async function untoldOf(cast: Asked, account: string, unit: string): Promise<UntoldThings> {
  const [made] = await cast.sql(
    `with somebody as (
       insert into people.person (id, unit_id, language, registered_at)
       values (uuidv7(), $2, 'ar', '2026-03-01') returning id),
     task as (
       insert into followups.task (id, person_id, kind, title, unit_id, due_on, own_unit_only, state, made_by,
         made_at, changed_at)
       select uuidv7(), id, 'call-back', 'Carta', $2, '2026-05-04', false, 'open', $1, now(), now() from somebody
       returning id, person_id),
     message as (
       insert into messages.message (event_id, kind, person_id, unit_id, about_id, due_on, due_at)
       select uuidv7(), 'call-back-promised', person_id, $2, id, '2026-05-04', '2026-03-01' from task
       returning event_id)
     insert into messages.attempt (event_id, kind, number, outcome, reason, at)
     select event_id, 'call-back-promised', 1, 'held', 'never', '2026-03-01' from message returning event_id as id`,
    [account, unit],
  );
  return { untold: made?.id ?? '' };
}

/** The id of one that is not there. */
export const noUntold = (): UntoldThings => ({ untold: newId() });
