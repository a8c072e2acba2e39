// protection.take: whoever stands on protection duty goes to somebody, so that not all of them do.
// It tells nothing to the log but that it was asked: no event names a visit, a person or a house.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { reachesPeople } from '../../access/decide.ts';
import { protectionInput } from '../schema.ts';

interface Protection {
  readonly id: string;
  readonly personId: string;
  readonly centreId: string;
  readonly takenBy: string | null;
}

export const takeProtection = command({
  name: 'protection.take',
  summary: 'Goes to somebody who may need protection; for those who were told of her.',
  input: protectionInput,
  async load(tx, { protectionId }) {
    const [row] = await tx.all(sql<Protection>`
      select id, person_id as "personId", centre_id as "centreId", taken_by as "takenBy"
      from visits.lock_protection(${protectionId})`);
    return row ?? problem('not-found');
  },
  // Who was told stands in the row itself, which nobody else is shown.
  may: reachesPeople,
  // VIS-47: one of those who were told goes to her; the others see who.
  decide: (row, _input, actor) =>
    row.takenBy === null || row.takenBy === actor.accountId
      ? { change: row, events: [], result: { protectionId: row.id } }
      : problem('conflict', 'already-moved-on'),
  apply(tx, row) {
    if (row.takenBy === null) tx.write(sql`select visits.take_protection(${row.id})`);
  },
});
