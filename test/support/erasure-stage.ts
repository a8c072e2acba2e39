// What a test of erasure needs beside the played morning: rows in the tables that it leaves empty, everybody gone
// home, and all that is counted.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import type { PlayedHouse } from './played-house.ts';
import { enterMinor } from './played-minors.ts';
import { accountOf } from './played-sharing.ts';
import type { Somebody } from './somebody.ts';

export interface Stage {
  readonly played: PlayedHouse;
  /** As the owner of the database. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** An officer. */
  readonly first: Somebody;
}

/** What the played morning leaves empty. */
export async function fillTheRest({ played, sql, first }: Stage): Promise<void> {
  const { house, tokens, ana, nour } = played;
  await house.done(tokens.iryna, 'person.keep-away', {
    personId: nour.personId,
    accountId: await accountOf(house, 'paulo.figueira@oneroof.example'),
  });
  await sql(
    `insert into access.glass (id, account_id, unit_id, person_id, reason, words, opened_at, ends_at, review_due_at,
       reviewed_at, reviewed_by, verdict, review_words)
     select uuidv7(), a.id, 'iss', $1, 'health-emergency', 'Caiu na rua e não responde.', t, t + interval '30 minutes',
       t + interval '72 hours', t, $2, 'right', 'Sim.'
     from access.account a, (values ('2026-03-01'::timestamptz)) v (t) where a.login like 'iryna%'`,
    [ana.personId, first.id],
  );
  await sql(
    'insert into access.held (because_id, against_id, person_id, against_person_id) values (uuidv7(), uuidv7(), $1, $2)',
    [ana.personId, nour.personId],
  );
  await sql(
    `insert into access.presentation (unit_id, person_id, visit_id, valid)
     select id, $1, $2, '[2026-03-09, 2026-03-10)' from access.unit where enforcement_link = 'direct' limit 1`,
    [nour.personId, nour.visitId],
  );
  const { claimId } = await house.done(tokens.iryna, 'claim.record', {
    personId: ana.personId,
    kind: 'copy',
    channel: 'letter',
    askedOn: '2026-03-02',
    words: 'Quero uma cópia.',
  });
  await house.done(first.token, 'claim.answer', {
    claimId,
    outcome: 'granted',
    answer: 'Enviada.',
  });
  const [file] = await sql<{ number: string }>(
    'select number from casefiles.case_file where person_id = $1',
    [ana.personId],
  );
  const { holdId } = await house.done(first.token, 'hold.place', {
    fileNumber: file?.number,
    reason: 'court',
    words: 'Processo 12/26.',
    reviewOn: '2026-06-01',
  });
  await house.done(first.token, 'hold.lift', { holdId });
  // Still in force: what a backup brings back of a restricted file is as it was taken.
  await sql(
    `insert into access.restriction (id, person_id, unit_id, ground, granted_by, since)
     select uuidv7(), id, unit_id, 'restriction', $2, '2026-03-01' from people.person where id = $1`,
    [ana.personId, first.id],
  );
  await enterMinor(sql, ana.personId);
  await enterMinor(sql, nour.personId, { endedOn: '2026-03-05' });
  const { disclosureId } = await house.done(first.token, 'disclosure.register', {
    fileNumber: file?.number,
    authority: 'Tribunal da Comarca de Lisboa',
    kind: 'court',
    legalBase: 'CPP, artigo 135.º',
    reference: '1207/26.4T8LSB',
    receivedOn: '2026-03-02',
    deadline: '2026-03-20',
    asked: 'Datas em que foi atendida.',
  });
  await house.done(first.token, 'disclosure.review', {
    disclosureId,
    round: 0,
    finding: 'nothing',
    needed: 'A ordem não tem base legal.',
    withheld: 'Tudo.',
  });
}

/** Nobody is in a house any more. */
export async function everybodyGoesHome({ sql }: Stage): Promise<void> {
  await sql(
    `update visits.stop set state = 'withdrawn', desk_id = null where state not in ('done', 'withdrawn')`,
  );
  await sql(`update visits.period set during = tstzrange(lower(during), lower(during) + interval '1 minute')
    where upper_inf(during)`);
  await sql(
    `update visits.visit set state = 'closed', closed_at = arrived_at + interval '1 hour' where state = 'open'`,
  );
}

/** Everything that is counted, and how many different persons. */
export async function figures({ played, sql }: Stage): Promise<unknown> {
  const { house, tokens } = played;
  const persons = `count(distinct coalesce(s.survivor_id, t.person_id))::int as persons`;
  const one = 'left join people.same_person s on s.person_id = t.person_id';
  const rows = {
    acts: await sql(`select centre_id, day, office_id, service_id, mode, outcome, t.language, sum(sign)::int, sum(minutes)::int,
       count(distinct visit_id)::int as visits, ${persons} from statistics.act t ${one} group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7`),
    arrivals:
      await sql(`select centre_id, day, t.language, sum(needs)::int, count(*)::int, ${persons}
       from statistics.arrival t ${one} group by 1, 2, 3 order by 1, 2, 3`),
    departures:
      await sql(`select centre_id, day, sum(needs * sign)::int, sum(solved * sign)::int, ${persons}
       from statistics.departure t ${one} group by 1, 2 order by 1, 2`),
    referrals: await sql(
      `select day, kind, state, count(*)::int from statistics.referral group by 1, 2, 3 order by 1, 2, 3`,
    ),
    events: await sql(
      `select kind, count(*)::int from log.event where kind !~ '^(claim|erasure)[.]' group by 1 order by 1`,
    ),
    reads: await sql(
      'select purpose, account_id, count(*)::int from log.read group by 1, 2 order by 1, 2',
    ),
    visits: await sql(
      'select centre_id, day, state, count(*)::int from visits.visit group by 1, 2, 3 order by 1, 2, 3',
    ),
    stops: await sql(
      'select office_id, day, state, outcome, count(*)::int from visits.stop group by 1, 2, 3, 4 order by 1, 2, 3, 4',
    ),
    minutes: await sql(
      `select kind, count(*)::int, sum(upper(during) - lower(during)) as time from visits.period group by 1 order by 1`,
    ),
  };
  const page = await house.app.request('/figures/cnaim-lisboa?lang=en', {
    headers: { Cookie: `oneroof=${tokens.helena}` },
  });
  const acts = await withClient(house.database.urls.app, async (client) => {
    await client.query('select access.enter($1)', [tokens.helena]);
    const all = [
      `select * from statistics.acts('cnaim-lisboa', '2026-01-01', '2026-12-31') order by 1`,
      `select * from statistics.trips('cnaim-lisboa', '2026-01-01', '2026-12-31')`,
    ];
    return Promise.all(all.map(async (text) => (await client.query(text)).rows));
  });
  return { ...rows, acts2: acts, page: page.status };
}
