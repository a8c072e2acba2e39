// What an authority ordered, as rows: for those who ask whether they may.
import { newId } from '#base/ids.ts';

export interface DisclosureThings {
  /** Registered; nobody reviewed it yet. */
  readonly disclosure: string;
}

interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
}

/** One of somebody of nobody's, in a state, with as many approvals as it needs. */
async function orderOf(cast: Asked, state: string): Promise<string> {
  const [made] = await cast.sql(
    `with who as (
       insert into people.person (id, unit_id, language, registered_at)
       values (uuidv7(), 'education', 'ar', '2026-03-01') returning id),
     staff as (
       insert into access.account (name) select 'Colega' from generate_series(1, 3) returning id),
     of as (select array_agg(id) as ids from staff)
     insert into disclosures.disclosure (id, person_id, state, round, authority, kind, legal_base, reference,
       received_on, deadline, asked, registered_by, registered_at, finding, sections, needed, reviewed_by, reviewed_at,
       first_by, first_at, second_by, second_at, tell_by)
     select uuidv7(), who.id, $1, reviewed::int, 'Tribunal', 'court', 'CPP 135', '12/26', '2026-03-01', '2026-04-01',
       'Datas.', ids[1], '2026-03-01', case when reviewed then 'whole' end,
       case when reviewed then '{visits}'::text[] else '{}' end, case when reviewed then 'Datas.' end,
       case when reviewed then ids[1] end, case when reviewed then timestamptz '2026-03-02' end,
       case when approved then ids[2] end, case when approved then timestamptz '2026-03-03' end,
       case when approved then ids[3] end, case when approved then timestamptz '2026-03-03' end, '2026-04-01'
     from who, of, (values ($1 in ('reviewed', 'approved'), $1 = 'approved')) s (reviewed, approved)
     returning id`,
    [state],
  );
  return made?.id ?? '';
}

export const disclosureOf = async (cast: Asked): Promise<DisclosureThings> => ({
  disclosure: await orderOf(cast, 'registered'),
});

/** The id of one that is not there. */
export const noDisclosure = (): DisclosureThings => ({ disclosure: newId() });

/** What an act needs so that whoever may do it can; undefined for what is of another kind. */
export async function disclosureFor(
  cast: Asked,
  sends: string,
): Promise<DisclosureThings | undefined> {
  if (!sends.startsWith('disclosure.')) return undefined;
  const state = { 'disclosure.approve': 'reviewed', 'disclosure.give': 'approved' }[sends];
  return { disclosure: await orderOf(cast, state ?? 'registered') };
}
