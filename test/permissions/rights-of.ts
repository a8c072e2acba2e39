// What people asked about their data, what must be kept, and an erasure that has begun, as rows: for those who
// ask whether they may.
import { newId } from '#base/ids.ts';

export interface RightsThings {
  /** What somebody asked; nobody answered yet. */
  readonly claim: string;
  readonly hold: string;
  readonly erasure: string;
  /** Of a file; she was told that it ends. */
  readonly restriction: string;
}

interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
}

/** Somebody at home in a unit of nobody's, who has a file. */
async function strangerOf(cast: Asked): Promise<string> {
  const [made] = await cast.sql(
    `with somebody as (
       insert into people.person (id, unit_id, language, registered_at)
       values (uuidv7(), 'education', 'ar', '2026-03-01') returning id)
     insert into casefiles.case_file (person_id, number, unit_id, opened_at)
     select id, upper(translate(substr(id::text, 25, 4) || '-' || right(id::text, 4), 'ilou', '1100')), 'education',
       '2026-03-01' from somebody returning person_id as id`,
  );
  return made?.id ?? '';
}

async function colleague(cast: Asked): Promise<string> {
  const [made] = await cast.sql(`insert into access.account (name) values ('Colega') returning id`);
  return made?.id ?? '';
}

async function claimOf(cast: Asked, person: string, kind: string, state: string): Promise<string> {
  const by = await colleague(cast);
  const [made] = await cast.sql(
    `insert into rights.claim (id, kind, person_id, unit_id, channel, asked_on, due_on, state, recorded_by, recorded_at,
       reviewed_by, reviewed_at, ground, approved_by, approved_at)
     select uuidv7(), $2, p.id, p.unit_id, 'letter', '2026-03-01', '2026-04-01', $3, $4, '2026-03-01',
       case when $3 <> 'open' then $4::uuid end, case when $3 <> 'open' then timestamptz '2026-03-02' end,
       case when $3 <> 'open' then 'nothing-to-keep' end, case when $3 = 'approved' then $5::uuid end,
       case when $3 = 'approved' then timestamptz '2026-03-03' end
     from people.person p where p.id = $1 returning id`,
    [person, kind, state, by, await colleague(cast)],
  );
  return made?.id ?? '';
}

async function holdOf(cast: Asked, person: string): Promise<string> {
  const [made] = await cast.sql(
    `insert into rights.hold (id, person_id, unit_id, reason, words, review_on, placed_by, placed_at)
     select uuidv7(), p.id, p.unit_id, 'court', 'Processo.', '2026-09-01', $2, '2026-03-01'
     from people.person p where p.id = $1 returning id`,
    [person, await colleague(cast)],
  );
  return made?.id ?? '';
}

async function restrictionOf(cast: Asked, person: string, told: boolean): Promise<string> {
  const [made] = await cast.sql(
    `insert into access.restriction (id, person_id, unit_id, ground, granted_by, since, told_on, told_by, told_noted_by,
       told_noted_at)
     select uuidv7(), p.id, p.unit_id, 'restriction', $2, '2026-03-01', case when $3 then date '2026-03-02' end,
       case when $3 then 'letter' end, case when $3 then $2::uuid end, case when $3 then timestamptz '2026-03-02' end
     from people.person p where p.id = $1 returning id`,
    [person, await colleague(cast), told],
  );
  return made?.id ?? '';
}

async function erasureOf(cast: Asked): Promise<string> {
  const person = await strangerOf(cast);
  const claim = await claimOf(cast, person, 'erasure', 'approved');
  const [made] = await cast.sql(
    `insert into rights.erasure (id, cause, claim_id, person_id, person_ids, ghost_ids, due_at)
     values (uuidv7(), 'claim', $1, $2, array[$2::uuid], array[uuidv7()], '2026-03-03') returning id`,
    [claim, person],
  );
  return made?.id ?? '';
}

/** One of each. */
export async function rightsOf(cast: Asked): Promise<RightsThings> {
  return {
    claim: await claimOf(cast, await strangerOf(cast), 'objection', 'open'),
    hold: await holdOf(cast, await strangerOf(cast)),
    erasure: await erasureOf(cast),
    restriction: await restrictionOf(cast, await strangerOf(cast), true),
  };
}

/** Ids of what does not exist. */
export const noRights = (): RightsThings => ({
  claim: newId(),
  hold: newId(),
  erasure: newId(),
  restriction: newId(),
});

/** What an act needs so that whoever may do it can; undefined for what is of another kind. */
export async function rightsFor(
  cast: Asked,
  sends: string,
): Promise<Partial<RightsThings> | undefined> {
  if (sends === 'claim.answer' || sends === 'claim.extend')
    return { claim: await claimOf(cast, await strangerOf(cast), 'objection', 'open') };
  if (sends === 'erasure.review')
    return { claim: await claimOf(cast, await strangerOf(cast), 'erasure', 'open') };
  if (sends === 'erasure.approve')
    return { claim: await claimOf(cast, await strangerOf(cast), 'erasure', 'reviewed') };
  if (sends === 'erasure.carry-out') return { erasure: await erasureOf(cast) };
  if (sends === 'hold.lift') return { hold: await holdOf(cast, await strangerOf(cast)) };
  if (sends === 'restriction.tell' || sends === 'restriction.lift')
    return {
      restriction: await restrictionOf(cast, await strangerOf(cast), sends === 'restriction.lift'),
    };
  return undefined;
}
