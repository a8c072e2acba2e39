// Writes to the ledger of consent that modules to the right make inside their own transactions.
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Consent } from './consent-queries.ts';

/** Enters that a person took back what she had agreed to. */
export function endConsent(
  tx: Transaction,
  consent: Pick<Consent, 'id' | 'personId' | 'homeUnitId' | 'unitId'>,
  by: { readonly unitId: string; readonly accountId: string },
  now: Temporal.Instant,
): void {
  tx.write(
    build.insertInto('casefiles.consent_end').values({
      consent_id: consent.id,
      person_id: consent.personId,
      home_unit_id: consent.homeUnitId,
      asked_by: consent.unitId,
      unit_id: by.unitId,
      account_id: by.accountId,
      ended_at: now,
    }),
  );
}
