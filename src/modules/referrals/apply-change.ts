// Writes what a command about a hand-over decided. Access begins and ends in the same transaction.
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { NewReferral, ReferralChange } from './facts.ts';
import { endOf } from './rules.ts';

export function applyReferral(
  tx: Transaction,
  { add, accept, end = [], chase }: ReferralChange,
  now: Temporal.Instant,
  actor: { readonly accountId: string },
): void {
  if (add) addReferral(tx, add, now);
  if (accept) {
    update(tx, accept.id, {
      state: 'accepted',
      due_at: accept.dueAt,
      chased: 0,
      changed_at: now,
      answered_by: actor.accountId,
    });
    if (accept.consentId)
      tx.text('select referrals.give($1, $2)', [accept.id, accept.consentId]).catch(() => {});
    else tx.text('select referrals.open_envelope($1)', [accept.id]).catch(() => {});
  }
  for (const { id, state, reason } of end) {
    update(tx, id, {
      state,
      reason,
      due_at: null,
      changed_at: now,
      answered_by: actor.accountId,
    });
    tx.text('select referrals.close_envelope($1)', [id]).catch(() => {});
  }
  if (chase) {
    const { id, chased, dueAt } = chase;
    const values = [id, chased, dueAt?.toString() ?? null];
    tx.text('select referrals.mark_chased($1, $2, $3)', values).catch(() => {});
  }
}

function update(tx: Transaction, id: string, set: object): void {
  tx.write(build.updateTable('referrals.referral').set(set).where('id', '=', id));
}

function addReferral(tx: Transaction, add: NewReferral, now: Temporal.Instant): void {
  const parties = {
    from_unit_id: add.fromUnitId,
    home_unit_id: add.homeUnitId,
    to_unit_id: add.toUnitId,
    to_account_id: add.toAccountId,
    stand_in_id: add.standInId,
  };
  tx.write(
    build.insertInto('referrals.referral').values({
      ...parties,
      id: add.id,
      kind: add.kind,
      rests_on: add.restsOn ?? null,
      made_by: add.madeBy,
      subject_id: add.subjectId,
      language: add.language,
      purpose: add.purpose,
      expires_on: add.expiresOn,
      state: add.state,
      due_at: add.dueAt,
      made_at: now,
      changed_at: now,
    }),
  );
  tx.write(
    build.insertInto('referrals.envelope').values({
      ...parties,
      referral_id: add.id,
      kind: add.kind,
      person_id: add.personId,
      consent_id: add.consentId,
      sections: [...add.sections],
      body: add.body,
      until: endOf(add.expiresOn),
    }),
  );
}
