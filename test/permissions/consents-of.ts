// What somebody agreed to share and what was referred by it, as rows: for those who ask whether they may.
import { newId } from '#base/ids.ts';
import { conferenceOf, guestOf } from './conferences-of.ts';
import { householdOf, leavingOf } from './households-of.ts';
import { PARTNER, packageOf } from './packages-of.ts';
import { likeOf, mergedOf } from './merged-of.ts';

export interface SharedThings {
  /** An entry of the ledger of consent. */
  readonly consent: string;
  readonly referral: string;
  /** Somebody else at home where the person is, who may be the same. */
  readonly twin: string;
  /** An act that joined two files there. */
  readonly merge: string;
  /** A household of the person and two others. */
  readonly household: string;
  /** What she left a household by. */
  readonly leaving: string;
  /** A colleague who is kept away from her. */
  readonly exclusion: string;
  /** A conference that a unit called on her file. */
  readonly conference: string;
  /** A file that was opened in an emergency: for those who were told. */
  readonly glass: string;
  /** A package that a unit sent to a partner. */
  readonly packet: string;
}

/** Whoever can ask the database and knows the accounts of the table. */
interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
  readonly accounts: ReadonlyMap<string, string>;
}

/** Units of nobody in the table. */
const SOME = 'network-employment';
const OTHER = 'education';

/** Somebody agreed that one unit tells another of her. */
export async function agree(
  cast: Asked,
  { person, from, to }: { person: string; from: string; to: string },
): Promise<string> {
  const [made] = await cast.sql(
    `insert into casefiles.consent (id, person_id, home_unit_id, unit_id, account_id,
       recipient_unit_id, purpose, sections, basis, language, until, given_at)
     select uuidv7(), p.id, p.unit_id, $2, $4, $3, 'work', '{name,needs}', 'gdpr-6-1-a', 'ar',
       '2026-08-31', '2026-03-01' from people.person p where p.id = $1 returning id`,
    [person, from, to, cast.accounts.get('reception-mediator')],
  );
  return made?.id ?? '';
}

/** One unit referred somebody to another; `state` as far as it has come. */
export async function refer(
  cast: Asked,
  { person, from, to, state }: { person: string; from: string; to: string; state?: string },
): Promise<string> {
  const consent = await agree(cast, { person, from, to });
  const [made] = await cast.sql(
    `with made as (
       insert into referrals.referral (id, from_unit_id, home_unit_id, made_by, to_unit_id,
         subject_id, language, purpose, expires_on, state, due_at, made_at, changed_at)
       values (uuidv7(), $2, $2, $4, $3, 'work-rights', 'ar', 'work', '2026-08-31', $5,
         '2026-03-04', '2026-03-01', '2026-03-01') returning id, state)
     insert into referrals.envelope (referral_id, person_id, consent_id, from_unit_id, home_unit_id,
       to_unit_id, sections, body, until, opened)
     select id, $1, $6, $2, $2, $3, '{name,needs}', 'Carta', '2026-09-01', state = 'accepted'
     from made returning referral_id as id`,
    [person, from, to, cast.accounts.get('reception-mediator'), state ?? 'requested', consent],
  );
  return made?.id ?? '';
}

/** Somebody keeps a colleague of the registry away from her, whom nobody in the table is. */
async function keepAway(cast: Asked, person: string, unit: string): Promise<string> {
  const [made] = await cast.sql(
    `with colleague as (
       insert into access.account (name) values ('Colega') returning id)
     insert into access.exclusion (id, person_id, account_id, unit_id, recorded_by, recorded_at)
     select uuidv7(), $1, id, $2, $3, '2026-03-01' from colleague returning id`,
    [person, unit, cast.accounts.get('reception-mediator')],
  );
  return made?.id ?? '';
}

/** Somebody opened her file in an emergency, and the custodian and the officer of the table were told. */
async function glassOf(cast: Asked, person: string, told: boolean): Promise<string> {
  const [made] = await cast.sql(
    `with colleague as (
       insert into access.account (name) values ('Colega') returning id),
     broken as (
       insert into access.glass (id, account_id, unit_id, person_id, reason, words, opened_at, ends_at,
         review_due_at)
       select uuidv7(), id, $2, $1, 'health-emergency', 'Alguém caiu e não responde.', t, t + interval
         '30 minutes', t + interval '72 hours'
       from colleague, (select timestamptz '2026-03-01' as t) at returning id),
     notice as (
       insert into access.glass_notice (glass_id, account_id, told_at)
       select b.id, who, '2026-03-01' from broken b, unnest($3::uuid[]) who)
     select id from broken`,
    [
      person,
      OTHER,
      told ? ['custodian', 'data-protection-officer'].map((role) => cast.accounts.get(role)) : [],
    ],
  );
  return made?.id ?? '';
}

/** What a unit got and asked; nothing where there is no unit. */
export async function sharedOf(cast: Asked, unit: string, person: string): Promise<SharedThings> {
  const twins = {
    twin: await likeOf(cast, person),
    merge: await mergedOf(cast, person),
    household: await householdOf(cast, person),
    leaving: await leavingOf(cast, person),
  };
  if (unit === '')
    return {
      consent: '',
      referral: '',
      exclusion: '',
      glass: '',
      packet: '',
      conference: '',
      ...twins,
    };
  return {
    consent: await agree(cast, { person, from: unit, to: OTHER }),
    referral: await refer(cast, { person, from: SOME, to: unit }),
    exclusion: await keepAway(cast, person, unit),
    ...twins,
    glass: await glassOf(cast, person, true),
    packet: (await packageOf(cast, person, unit)).packet,
    conference: (await conferenceOf(cast, person, unit)).conference,
  };
}

/** What passed between two others. */
export async function sharedByOthers(cast: Asked, person: string): Promise<SharedThings> {
  return {
    consent: await agree(cast, { person, from: SOME, to: OTHER }),
    referral: await refer(cast, { person, from: SOME, to: OTHER }),
    twin: await likeOf(cast, person),
    merge: await mergedOf(cast, person),
    household: await householdOf(cast, person),
    leaving: await leavingOf(cast, person),
    exclusion: await keepAway(cast, person, SOME),
    glass: await glassOf(cast, person, false),
    packet: (await packageOf(cast, person, SOME)).packet,
    conference: (await conferenceOf(cast, person, SOME)).conference,
  };
}

/** Ids of what does not exist. */
export const nothingShared = (): SharedThings => ({
  consent: newId(),
  referral: newId(),
  twin: newId(),
  merge: newId(),
  household: newId(),
  leaving: newId(),
  exclusion: newId(),
  glass: newId(),
  packet: newId(),
  conference: newId(),
});

/** What an act needs so that whoever may do it can; undefined for what is of another kind. */
export async function shareFor(
  cast: Asked,
  sends: string,
  unit: string,
  person: string,
): Promise<Partial<SharedThings & { readonly account: string }> | undefined> {
  if (sends === 'glass.review') return { glass: await glassOf(cast, person, true) };
  if (sends === 'glass.suspend') return { glass: await glassOf(cast, person, true) };
  if (sends === 'conference.call') {
    await agree(cast, { person, from: unit, to: OTHER });
    return { account: await guestOf(cast, OTHER) };
  }
  if (sends.startsWith('conference.')) return conferenceOf(cast, person, unit);
  if (sends === 'person.let-back') return { exclusion: await keepAway(cast, person, unit) };
  if (sends === 'person.keep-away') {
    await cast.sql('update access.exclusion set lifted_at = recorded_at where lifted_at is null');
    return {};
  }
  if (sends === 'file.assign') return { account: await guestOf(cast, unit) };
  if (['referral.send', 'file.transfer', 'consent.withdraw'].includes(sends))
    return { consent: await agree(cast, { person, from: unit, to: OTHER }) };
  if (sends === 'package.send')
    return { consent: await agree(cast, { person, from: unit, to: PARTNER }) };
  if (sends === 'package.note-mail') return packageOf(cast, person, unit);
  if (sends === 'package.renew') {
    const [hers] = await cast.sql(
      `insert into people.person (id, unit_id, language, registered_at)
       values (uuidv7(), $1, 'ar', now()) returning id`,
      [unit],
    );
    return packageOf(cast, hers?.id ?? person, unit);
  }
  if (sends === 'person.merge' || sends === 'pair.answer')
    return { twin: await likeOf(cast, person) };
  if (sends === 'household.start') return { twin: await likeOf(cast, person) };
  if (sends === 'household.take-back-leaving') return { leaving: await leavingOf(cast, person) };
  if (sends.startsWith('household.') && sends !== 'household.receive')
    return { household: await householdOf(cast, person), twin: await likeOf(cast, person) };
  if (sends === 'person.unmerge') return { merge: await mergedOf(cast, person) };
  if (!sends.startsWith('referral.')) return undefined;
  // Somebody of her own: what is accepted opens her, and nobody else asks for her.
  const [made] = await cast.sql(
    `insert into people.person (id, unit_id, language, registered_at)
     values (uuidv7(), $1, 'ar', now()) returning id`,
    [SOME],
  );
  const sent = sends === 'referral.withdraw';
  const ends = sent ? { from: unit, to: OTHER } : { from: SOME, to: unit };
  const state = sends === 'referral.complete' ? { state: 'accepted' } : {};
  return { referral: await refer(cast, { person: made?.id ?? person, ...ends, ...state }) };
}
