// Long random mornings over the real database: several desks of several offices press at the same
// moment, through the one way in, and after every round everything that must hold of a house is looked
// up in its tables. Seeded; a longer morning: raise ROUNDS, or add seeds.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openHouse } from '../../../test/support/house.ts';
import { Scene } from '../../../test/support/scene.ts';

const SEEDS = [11, 12];
const ROUNDS = 45;
const PEOPLE = 9;
const ACT = { mode: 'support', outcome: 'solved' };
const SUBJECTS = [
  'social-security.contribution-statement',
  'work-rights.information',
  'work-rights.legal-labour',
];
const DESKS = [
  ['paulo.figueira', 'cnaim-lisboa.d4'],
  ['lurdes.tavares', 'cnaim-lisboa.d5'],
  ['irina.ciobanu', 'cnaim-lisboa.d6'],
  ['duarte.nobrega', 'cnaim-lisboa.d17'],
  ['teresa.valadas', 'cnaim-lisboa.d12'],
] as const;
/** Where a desk sends people on to. */
const ELSEWHERE = [
  { toOfficeId: 'cnaim-lisboa.iss', toServiceId: 'social-security-record' },
  { toOfficeId: 'cnaim-lisboa.legal', toServiceId: 'legal-work' },
];
/** What somebody who was a moment too late is told. */
const TOO_LATE = [
  'already-moved-on',
  'nobody-waiting',
  'desk-busy',
  'desk-on-break',
  'desk-not-on-break',
  'being-served',
  'not-found',
  'not-waiting-here',
  'paused',
  'person-away',
  'being-called',
  'need-known',
  'invalid',
  'centre-not-possible',
];

interface StopRow {
  readonly id: string;
  readonly visit_id: string;
  readonly state: string;
  readonly desk_id: string | null;
  readonly office_id: string;
  readonly number: number;
}
interface Desk {
  readonly token: string;
  readonly deskId: string;
}
interface Press {
  readonly name: string;
  readonly stop: StopRow | undefined;
  readonly ok: boolean;
  readonly result: Readonly<Record<string, unknown>>;
}

let scene: Scene;
let desks: Desk[];
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 12 }));
  desks = await Promise.all(
    DESKS.map(async ([login, deskId]) => ({
      token: await scene.house.tokenOfLogin(`${login}@oneroof.example`),
      deskId,
    })),
  );
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

/** Mulberry32: the same numbers for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
}

const stopsNow = () =>
  scene.owner<StopRow>(`select s.id, s.visit_id, s.state, s.desk_id, s.office_id, s.number
    from visits.stop s join visits.visit v on v.id = s.visit_id where v.state = 'open' order by s.id`);

/** Everything that worked, over all mornings. */
const worked = new Map<string, number>();

/** One press of a desk, by what it has in hand and a throw of the dice. */
async function press(
  desk: Desk,
  stops: readonly StopRow[],
  roll: (sides: number) => number,
): Promise<Press> {
  const { token, deskId } = desk;
  const hand = stops.find(
    (stop) => stop.desk_id === deskId && (stop.state === 'called' || stop.state === 'serving'),
  );
  const any = stops[roll(Math.max(1, stops.length))];
  const parked = stops.filter(({ state }) => state === 'parked');
  const about = { stopId: hand?.id };
  const [name, input, stop]: [string, object, StopRow | undefined] = !hand
    ? pick(roll, [
        ['stop.call-next', { deskId }, undefined],
        ['stop.call-next', { deskId }, undefined],
        ['stop.call-next', { deskId }, undefined],
        ['stop.call-chosen', { deskId, stopId: any?.id, reason: 'cannot-wait' }, any],
        ['stop.resume', { stopId: (parked[0] ?? any)?.id }, parked[0] ?? any],
      ])
    : hand.state === 'called'
      ? pick(roll, [
          ['stop.start', about, hand],
          ['stop.start', about, hand],
          ['stop.acknowledge', about, hand],
          ['stop.miss', about, hand],
          // A second press of the same desk, which has somebody.
          ['stop.call-next', { deskId }, undefined],
        ])
      : pick(roll, [
          ['stop.finish', { ...about, ...ACT }, hand],
          ['stop.finish', { ...about, ...ACT }, hand],
          ['stop.forward', { ...about, ...ACT, ...ELSEWHERE[roll(2)] }, hand],
          ['stop.park', about, hand],
          ['stop.to-reception', { ...about, why: 'papers' }, hand],
          ['stop.send-on', { ...about, ...ACT, toCentreId: 'claim-odemira' }, hand],
          ['attendance.record', { ...about, ...ACT }, hand],
          ['need.add', { ...about, subjectId: SUBJECTS[roll(3)] }, hand],
        ]);
  const { answer } = await scene.run(token, name, input);
  if (!answer.ok)
    expect(TOO_LATE, `${name} ${JSON.stringify(answer)}`).toContain(answer.problem.code);
  return { name, stop, ok: answer.ok, result: answer.ok ? answer.result : {} };
}

function pick<T>(roll: (sides: number) => number, of: readonly T[]): T {
  return of[roll(of.length)] as T;
}

/** Nobody is in two places, no desk has two people, and everybody's one clock says where she is. */
async function looksRight(): Promise<void> {
  const wrong = await scene.owner(`
    with open as (select id from visits.visit where state = 'open'),
    hand as (select * from visits.stop where state in ('called', 'serving')),
    time as (select * from visits.period where upper_inf(during))
    select 'in two places', visit_id::text from hand group by visit_id having count(*) > 1
    union all select 'two at a desk', desk_id from hand group by desk_id having count(*) > 1
    union all select 'not one clock', o.id::text from open o
      where (select count(*) from time t where t.visit_id = o.id) <> 1
    union all select 'a clock of nobody', t.visit_id::text from time t
      where not exists (select from open o where o.id = t.visit_id)
    union all select 'clock elsewhere', h.visit_id::text from hand h join time t on t.visit_id = h.visit_id
      where t.stop_id is distinct from h.id
         or (h.state = 'serving') <> (t.kind = 'serving')
    union all select 'clock at no desk', t.visit_id::text from time t
      where t.kind in ('called', 'way', 'serving')
        and not exists (select from hand h where h.id = t.stop_id)`);
  expect(wrong).toEqual([]);
}

/** What each press of a round came to, against the house before it. */
async function judge(presses: readonly Press[], away: Set<string>): Promise<void> {
  const of = (names: readonly string[]) =>
    presses.flatMap((press) =>
      press.ok && press.stop && names.includes(press.name) ? [press] : [],
    );
  // By what was pressed, and not by what the tables say of her.
  for (const { name, stop, result } of of(['stop.park', 'stop.to-reception', 'stop.miss']))
    if (stop && (name !== 'stop.miss' || !result['again'])) away.add(stop.visit_id);
  for (const { stop } of of(['stop.resume'])) if (stop) away.delete(stop.visit_id);
  const calls = presses.filter(({ name, ok }) => ok && name.startsWith('stop.call'));
  const rows = await scene.owner<{ visit_id: string }>(
    'select visit_id from visits.stop where id = any ($1::uuid[])',
    [calls.map(({ result }) => result['stopId'])],
  );
  const called = rows.map(({ visit_id }) => visit_id);
  expect(new Set(called).size, 'two desks that press together get two people').toBe(called.length);
  for (const visitId of called) expect(away.has(visitId), 'who is away is called').toBe(false);
  for (const { name, ok, stop, result } of presses) {
    if (name !== 'stop.forward' || !ok || !stop) continue;
    // The ticket is kept, the first desk's clock stops where the second queue's time begins.
    const [row] = await scene.owner(
      `select f.state, f.outcome, t.number, t.office_id <> f.office_id as moved, t.queued_at = f.ended_at as joined,
              (select count(*)::int from visits.period p where p.stop_id = f.id and p.kind = 'serving'
                 and upper(p.during) = f.ended_at) as closed
       from visits.stop f join visits.stop t on t.from_stop_id = f.id where f.id = $1 and t.id = $2`,
      [stop.id, result['toStopId']],
    );
    expect(row).toEqual({
      state: 'done',
      outcome: 'forwarded',
      number: stop.number,
      moved: true,
      joined: true,
      closed: 1,
    });
  }
}

/** The day is over: all stops ended in one way, and times add up to each visit. */
async function addsUp(since: Temporal.Instant): Promise<void> {
  const wrong = await scene.owner(
    `
    select 'open' as what, id::text from visits.visit where state <> 'closed'
    union all select 'ended in no way or two', s.id::text from visits.stop s
      join visits.visit v on v.id = s.visit_id
      where v.arrived_at >= $1::timestamptz and (s.state not in ('done', 'withdrawn')
         or s.ended_at is null or (s.state = 'done') <> (s.outcome is not null)
         or (s.state = 'done') <> ((select count(*) from log.event e
              where e.kind in ('stop.finished', 'stop.forwarded')
                and e.data ->> 'stopId' = s.id::text) = 1))
    union all select 'times do not add up', v.id::text from visits.visit v
      join visits.period p on p.visit_id = v.id
      where v.arrived_at >= $1::timestamptz
      group by v.id, v.arrived_at, v.closed_at
      having sum(upper(p.during) - lower(p.during)) <> v.closed_at - v.arrived_at
          or min(lower(p.during)) <> v.arrived_at or max(upper(p.during)) <> v.closed_at`,
    [since.toString()],
  );
  expect(wrong).toEqual([]);
}

test.for(SEEDS)(
  'VIS-3, VIS-7, VIS-101, VIS-171, VIS-173: whatever five desks press at once, nobody is in two places, stops end in one way, times add up, and nobody away is called (seed %i)',
  { timeout: 120_000 },
  async (seed) => {
    const { house, tokens } = scene;
    const roll = dice(seed);
    const began = house.clock.now();
    for (const { token, deskId } of desks) await house.done(token, 'desk.open', { deskId });
    for (let person = 0; person < PEOPLE; person++)
      await scene.waiting(SUBJECTS.filter((_, at) => at === person % 3 || roll(2) === 0));
    const away = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      house.wait(roll(3) === 0 ? 0 : 1 + roll(5));
      if (roll(3) === 0)
        await scene.waiting(SUBJECTS.filter(() => roll(2) === 0).concat(SUBJECTS[roll(3)] ?? ''));
      const stops = await stopsNow();
      const presses = await Promise.all(desks.map((desk) => press(desk, stops, roll)));
      await looksRight();
      await judge(presses, away);
      for (const { name, ok } of presses) if (ok) worked.set(name, (worked.get(name) ?? 0) + 1);
    }
    // The house empties: whoever is away comes back, all are served.
    for (let turn = 0; turn < 40; turn++) {
      house.wait(1);
      const stops = await stopsNow();
      if (stops.every(({ state }) => state === 'done')) break;
      for (const { id, state } of stops)
        if (state === 'parked') await scene.run(tokens.iryna, 'stop.resume', { stopId: id });
      await Promise.all(
        desks.map(async ({ token, deskId }) => {
          const hand = stops.find((stop) => stop.desk_id === deskId && stop.state !== 'done');
          if (!hand) return scene.run(token, 'stop.call-next', { deskId });
          if (hand.state === 'called') await scene.run(token, 'stop.start', { stopId: hand.id });
          return scene.run(token, 'stop.finish', { stopId: hand.id, ...ACT });
        }),
      );
      await looksRight();
    }
    await addsUp(began);
  },
);

test('the mornings were mornings: everything that a desk can press worked, more than once', () => {
  const often = [...worked].filter(([, times]) => times > 1).map(([name]) => name);
  expect(often.sort()).toEqual(
    [
      'attendance.record',
      'need.add',
      'stop.acknowledge',
      'stop.call-chosen',
      'stop.call-next',
      'stop.finish',
      'stop.forward',
      'stop.miss',
      'stop.park',
      'stop.resume',
      'stop.send-on',
      'stop.start',
      'stop.to-reception',
    ].sort(),
  );
});
