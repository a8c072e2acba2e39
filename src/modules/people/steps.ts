// Writes about people that modules to the right make inside their own transactions.
import { build, type Transaction } from '#platform/db/transaction.ts';
import { LEARNED } from './names/weights.ts';
import type { ContactRule } from './schema.ts';
import { KEYS_VERSION, nameKeys } from './search-keys.ts';
import { marksOf } from './search-marks.ts';

/** A person as she is registered: a language, and whatever else she wishes to say. */
export interface NewPerson {
  readonly id: string;
  /** The unit that registers her. */
  readonly unitId: string;
  /** A name or alias, as she gives it; nobody has to. */
  readonly name?: string | undefined;
  /** BCP 47 tag. */
  readonly language: string;
  readonly fullName?: string | undefined;
  readonly originalName?: string | undefined;
  /** EDTF, as far as it is known. */
  readonly born?: string | undefined;
  readonly nationality?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly rule?: ContactRule | undefined;
}

/** Registers a person. */
export function registerPerson(tx: Transaction, person: NewPerson, now: Temporal.Instant): void {
  const { id, unitId, fullName, originalName, born, nationality, phone, email } = person;
  tx.write(
    build.insertInto('people.person').values({
      id,
      unit_id: unitId,
      name: person.name ?? null,
      language: person.language,
      registered_at: now,
      keys_version: KEYS_VERSION,
    }),
  );
  if (fullName ?? originalName ?? born ?? nationality) {
    tx.write(
      build.insertInto('people.identity').values({
        person_id: id,
        unit_id: unitId,
        full_name: fullName ?? null,
        original_name: originalName ?? null,
        born: born ?? null,
        nationality: nationality ?? null,
      }),
    );
  }
  // Whoever wants no contact says so without leaving a number.
  const { rule } = person;
  if (phone ?? email ?? (rule && rule !== 'discreet')) {
    tx.write(
      build.insertInto('people.contact').values({
        person_id: id,
        unit_id: unitId,
        phone: phone ?? null,
        email: email ?? null,
        ...(rule && { rule }),
      }),
    );
  }
  writeNameKeys(tx, id, unitId, [person.name, fullName, originalName]);
}

/** Writes the keys by which her names are found. */
export function writeNameKeys(
  tx: Transaction,
  personId: string,
  unitId: string,
  names: readonly (string | null | undefined)[],
): void {
  const keys = nameKeys(
    names.filter((name) => name !== null && name !== undefined),
    LEARNED,
  );
  if (keys.length === 0) return;
  const marks = marksOf(keys);
  tx.write(
    build
      .insertInto('people.name_key')
      .values(keys.map((key) => ({ key, person_id: personId, unit_id: unitId, marks }))),
    keys.length,
  );
}
