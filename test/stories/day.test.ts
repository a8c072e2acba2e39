// A rehearsed day: the same seed gives the same day, and its checks see each fault that is planted.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { readFigures } from '#main/day/figures.ts';
import { playDay } from '#main/day/play-day.ts';
import { openRehearsalOn } from '#main/day/rehearsal-house.ts';
import { type DayLine, lineOf } from '#main/day/summary.ts';
import { findViolations, listChecks, runChecks } from '#main/day/violations.ts';
import type { RoleUrls } from '#platform/embedded-postgres/roles.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { DEMONSTRATION_DAY, demonstration } from '../support/demonstration.ts';
import { FAULTS } from './day-faults.ts';

const OPTIONS = {
  centreId: 'cnaim-lisboa',
  date: DEMONSTRATION_DAY,
  arrivals: 60,
  seed: 4,
};

/** Plays a small day. @returns its line, without what depends on the machine */
async function play(urls: RoleUrls): Promise<Omit<DayLine, 'machine'>> {
  const started = performance.now();
  const house = await openRehearsalOn(urls, {
    date: OPTIONS.date,
    port: 0,
    assets: { css: [], js: [] },
  });
  try {
    const report = {
      options: OPTIONS,
      played: await playDay(house, OPTIONS),
      figures: await readFigures(urls.owner, OPTIONS.centreId, OPTIONS.date),
      violations: await findViolations(urls.owner),
      seconds: (performance.now() - started) / 1000,
    };
    expect(report.violations).toEqual([]);
    const { machine: _, ...line } = lineOf(report);
    return line;
  } finally {
    await house.close();
  }
}

describe('a rehearsed day', () => {
  let played: TestDatabase;
  let line: Omit<DayLine, 'machine'>;
  beforeAll(async () => {
    played = await cloneDatabase(demonstration);
    line = await play(played.urls);
  });
  afterAll(() => played?.drop());

  test('serves people and breaks no rule', () => {
    expect(line).toMatchObject({ arrivals: 60, violations: 0 });
    // Whoever came for what is by appointment alone is told so at the door.
    expect(line['visits']).toBeGreaterThan(50);
    expect(line['visits']).toBeLessThanOrEqual(60);
    expect(line.acts).toBeGreaterThan(60);
    expect(line.persons).toBeLessThanOrEqual(60);
    expect(line.solvedInOneTrip).toBeGreaterThan(0.3);
  });

  test('the same seed gives the same line', async () => {
    const again = await cloneDatabase(demonstration);
    try {
      expect(await play(again.urls)).toEqual(line);
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
