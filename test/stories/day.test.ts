// A rehearsed day: the same seed gives the same day, and its checks see each fault that is planted.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readFigures } from '#main/day/figures.ts';
import { type PlayedHouse, readPeopleOfDay } from '#main/day/people-out.ts';
import { playDay } from '#main/day/play-day.ts';
import { openRehearsalOn } from '#main/day/rehearsal-house.ts';
import { type DayLine, lineOf } from '#main/day/summary.ts';
import { findViolations, listChecks, runChecks } from '#main/day/violations.ts';
import { playPeople } from '#main/simulate/play-people.ts';
import { POLICIES } from '#main/simulate/policies.ts';
import type { RoleUrls } from '#platform/embedded-postgres/roles.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { DEMONSTRATION_DAY, demonstration } from '../support/demonstration.ts';
import { ACTION_FAULTS } from './day-action-faults.ts';
import { FAULTS as COUNTING_FAULTS } from './day-faults.ts';

const FAULTS = [...COUNTING_FAULTS, ...ACTION_FAULTS];

const OPTIONS = {
  centreId: 'cnaim-lisboa',
  date: DEMONSTRATION_DAY,
  arrivals: 60,
  seed: 4,
};

/** Each is played at least once, however small the day is. */
const AT_DESK_AND_DOOR = [
  'visit.receive household.receive visit.continue visit.send-on question.answer ticket.reprint',
  'person.correct protection.take appointment.book appointment.arrive appointment.cancel',
  'desk.open desk.close desk.pause desk.resume desk.take-over stop.call-next stop.call-chosen',
  'stop.recall stop.acknowledge stop.miss stop.start stop.park stop.resume stop.forward stop.finish',
  'visit.add-need stop.withdraw appointment.miss desk.lend desk.return',
  'attendance.record attendance.correct attendance.void note.write need.add',
  'mediator.ask mediator.accept mediator.join mediator.end alarm.raise alarm.acknowledge alarm.close',
  'summary.hand-out certificate.issue feedback.answer-solved',
  'queue.close queue.reopen board.say board.take-down anomaly.mend day.end',
].flatMap((line) => line.split(' '));

/** Plays a small day. @returns its line, without what depends on the machine */
async function play(
  urls: RoleUrls,
): Promise<{ line: Omit<DayLine, 'machine'>; house: PlayedHouse }> {
  const started = performance.now();
  const house = await openRehearsalOn(urls, {
    date: OPTIONS.date,
    port: 0,
    assets: { css: [], js: [] },
  });
  try {
    const played = await playDay(house, OPTIONS);
    // The log is read below the oldest transaction of the whole server, which other stories use too.
    let violations = await findViolations(urls.owner);
    for (let tries = 0; violations.length > 0 && tries < 50; tries++) {
      await sleep(200);
      await house.drain();
      violations = await findViolations(urls.owner);
    }
    const report = {
      options: OPTIONS,
      played,
      figures: await readFigures(urls.owner, OPTIONS.centreId, OPTIONS.date, played.closes),
      violations,
      seconds: (performance.now() - started) / 1000,
    };
    expect(report.violations).toEqual([]);
    const { machine: _, ...line } = lineOf(report);
    return { line, house: { ...OPTIONS, ...played } };
  } finally {
    await house.close();
  }
}

describe('a rehearsed day', () => {
  let played: TestDatabase;
  let line: Omit<DayLine, 'machine'>;
  let house: PlayedHouse;
  beforeAll(async () => {
    played = await cloneDatabase(demonstration);
    ({ line, house } = await play(played.urls));
  });
  afterAll(() => played?.drop());

  test('serves people and breaks no rule', () => {
    expect(line).toMatchObject({ arrivals: 60, violations: 0 });
    // Some come back, some are sent for what they need to another house; those with a question alone
    // get no ticket.
    expect(line['visits']).toBeGreaterThan(50);
    expect(line['visits']).toBeLessThanOrEqual(70);
    expect(line.acts).toBeGreaterThan(60);
    expect(line.persons).toBeLessThanOrEqual(60);
    expect(line.solvedInOneTrip).toBeGreaterThan(0.3);
  });

  test('in it happens everything that is done at a desk and at the door', () => {
    const never = AT_DESK_AND_DOOR.filter((name) => !line.actions[name]);
    expect(never).toEqual([]);
    expect(line.turnedAway).toBe(0);
  });

  test('played again in memory by the rules that call people it comes to the same', async () => {
    const again = playPeople(await readPeopleOfDay(played.urls.owner, house), POLICIES.together);
    expect(Math.abs(again.sameDay.all / line.sameDay - 1)).toBeLessThanOrEqual(0.1);
    expect(Math.abs(again.all.p90 / line.houseP90 - 1)).toBeLessThanOrEqual(0.1);
  });

  test('the same seed gives the same line', async () => {
    const again = await cloneDatabase(demonstration);
    try {
      expect((await play(again.urls)).line).toEqual(line);
    } finally {
      await again.drop();
    }
  });

  describe('its checks see', () => {
    let client: pg.Client;
    beforeAll(async () => {
      client = new pg.Client({ connectionString: played.urls.owner });
      await client.connect();
    });
    afterAll(() => client?.end());

    test.each(FAULTS)('$fault', async ({ plant, seenBy }) => {
      await client.query('begin');
      try {
        const planted = await client.query(plant);
        const touched = [planted].flat().reduce((sum, each) => sum + (each.rowCount ?? 0), 0);
        expect(touched, 'the fault could be planted').toBeGreaterThan(0);
        const found = await runChecks(client);
        expect(found.map(({ check }) => check)).toEqual([...seenBy].sort());
      } finally {
        await client.query('rollback');
      }
    });

    test('a fault for every check', () => {
      expect([...new Set(FAULTS.flatMap(({ seenBy }) => seenBy))].sort()).toEqual(listChecks());
    });
  });
});
