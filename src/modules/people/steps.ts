// Writes about people that modules to the right make inside their own transactions.
import { build, type Transaction } from '#platform/db/transaction.ts';

export interface NewPerson {
  readonly id: string;
  /** The unit that registers her. */
  readonly unitId: string;
  /** A name or alias, as she gives it; nobody has to. */
  readonly name?: string | undefined;
  /** BCP 47 tag. */
  readonly language: string;
}

/** Registers a person. */
export function registerPerson(tx: Transaction, person: NewPerson, now: Temporal.Instant): void {
  tx.write(
    build.insertInto('people.person').values({
      id: person.id,
      unit_id: person.unitId,
      name: person.name ?? null,
      language: person.language,
      registered_at: now,
    }),
  );
}
