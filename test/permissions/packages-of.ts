// A package that a unit sent to a partner without accounts, as rows: for those who ask whether they may.

/** A partner of the demonstration. */
export const PARTNER = 'casa-do-limoeiro';

interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
  readonly accounts: ReadonlyMap<string, string>;
}

/** Sent, and opened by nobody yet. */
export async function packageOf(
  cast: Asked,
  person: string,
  from: string,
): Promise<{ readonly referral: string; readonly packet: string }> {
  const sender = cast.accounts.get('reception-mediator');
  const [made] = await cast.sql(
    `with agreed as (
       insert into casefiles.consent (id, person_id, home_unit_id, unit_id, account_id, recipient_unit_id,
         purpose, sections, basis, language, until, given_at)
       select uuidv7(), p.id, p.unit_id, $2, $4, $3, 'social', '{name,needs}', 'gdpr-6-1-a', 'ar',
         '2026-08-31', '2026-03-01' from people.person p where p.id = $1
       returning id, home_unit_id),
     made as (
       insert into referrals.referral (id, from_unit_id, home_unit_id, made_by, to_unit_id, subject_id, language,
         purpose, expires_on, state, due_at, made_at, changed_at)
       select uuidv7(), $2, home_unit_id, $4, $3, 'school', 'ar', 'social', '2026-08-31', 'requested',
         '2026-03-04', '2026-03-01', '2026-03-01' from agreed returning id, home_unit_id)
     insert into referrals.envelope (referral_id, person_id, consent_id, from_unit_id, home_unit_id, to_unit_id,
       sections, body, until)
     select m.id, $1, a.id, $2, m.home_unit_id, $3, '{name,needs}', 'Carta', '2026-09-01'
     from made m, agreed a returning referral_id as id`,
    [person, from, PARTNER, sender],
  );
  const referral = made?.id ?? '';
  const [kept] = await cast.sql(
    `insert into partners.package (id, referral_id, person_id, consent_id, from_unit_id, home_unit_id, to_unit_id,
       made_by, language, sections, digest, signed_with, signature, made_at, ends_at)
     select uuidv7(), e.referral_id, e.person_id, e.consent_id, e.from_unit_id, e.home_unit_id, e.to_unit_id, $2,
       'pt', e.sections, sha256('said'), 'memory', sha512('said'), meta.now(), e.until
     from referrals.envelope e where e.referral_id = $1 returning id`,
    [referral, sender],
  );
  return { referral, packet: kept?.id ?? '' };
}
