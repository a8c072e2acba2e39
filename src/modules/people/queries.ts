// What screens ask about people. Row security finds those whom the asking account serves or whom
// its unit registered; whoever shows one of them notes the reading.
import { build, type Transaction } from '#platform/db/transaction.ts';

/** A person as a conversation at a desk needs her. */
export interface Person {
  readonly id: string;
  /** A name or alias, as she gave it; nobody has to give one. */
  readonly name: string | null;
  /** BCP 47 tag. */
  readonly language: string;
  readonly registeredAt: Temporal.Instant;
}

/** A person by her id, or undefined: not there, or not to be seen. */
export function findPerson(tx: Transaction, personId: string): Promise<Person | undefined> {
  return tx.first(
    build
      .selectFrom('people.person')
      .select(['id', 'name', 'language', 'registered_at as registeredAt'])
      .where('id', '=', personId),
  );
}
