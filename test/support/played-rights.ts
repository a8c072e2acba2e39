// What somebody asked about her data, a hold that kept it, a restriction that has ended, an entry in the register of minors, and an erasure that is done, as rows: a played
// morning is too short for them, and an erasure in it would take somebody away whom its tests ask for.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import type { House } from './house.ts';
import { enterMinor } from './played-minors.ts';
import { accountOf } from './played-sharing.ts';

/** As if she had asked, been kept, and another been erased. */
export async function keepRights(house: House, personId: string): Promise<void> {
  const iryna = await accountOf(house, 'iryna.melnyk@oneroof.example');
  await withClient(house.database.urls.owner, async (client) => {
    await enterMinor((text, values) => client.query(text, values), personId);
    await client.query(
      `with asked as (
         insert into rights.claim (id, kind, person_id, unit_id, channel, words, asked_on, due_on, state,
                                   recorded_by, recorded_at)
         select uuidv7(), 'objection', p.id, p.unit_id, 'in-person', 'Não quero que liguem.',
                meta.now()::date, meta.now()::date + 30, 'open', '${iryna}', meta.now()
         from people.person p where p.id = '${personId}'
         returning unit_id, recorded_by),
       kept as (
         insert into rights.hold (id, person_id, unit_id, reason, words, review_on, placed_by, placed_at)
         select uuidv7(), '${personId}', unit_id, 'court', 'Processo 12/26.', meta.now()::date + 90,
                recorded_by, meta.now() from asked),
       marked as (
         insert into access.restriction (id, person_id, unit_id, ground, granted_by, since, told_on, told_by,
                                         told_noted_by, told_noted_at, lift_words, lifted_by, lifted_at)
         select uuidv7(), '${personId}', unit_id, 'restriction', recorded_by, meta.now(), meta.now()::date, 'letter',
                recorded_by, meta.now(), 'Acabou.', recorded_by, meta.now() from asked),
       ordered as (
         insert into disclosures.disclosure (id, person_id, state, authority, kind, legal_base, reference, received_on,
                                             deadline, asked, registered_by, registered_at, tell_by)
         select uuidv7(), '${personId}', 'registered', 'Tribunal de Lisboa', 'court', 'CPP 135', '12/26',
                meta.now()::date, meta.now()::date + 30, 'Datas.', recorded_by, meta.now(), meta.now()::date + 30
         from asked),
       done as (
         insert into rights.erasure (id, cause, due_at, rows_at, done_at, gone, kept, entries)
         values (uuidv7(), 'ledger', meta.now(), meta.now(), meta.now(), '{}', '{}', 1) returning id)
       insert into log.erased (erasure_id, stream, epoch, xid, position, was, becomes)
       select id, 'event', 1, '1', 1, sha256('was'), sha256('becomes') from done`,
    );
  });
}
