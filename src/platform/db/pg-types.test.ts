// What a query returns for each of PostgreSQL's types that we read in our own way.
import pg from 'pg';
import { expect, test } from 'vitest';
import { testServer } from '../../../test/support/database.ts';
import { typeParsers } from './pg-types.ts';

async function read(expression: string): Promise<unknown> {
  const client = new pg.Client({
    connectionString: testServer().superuserUrl,
    types: typeParsers,
  });
  await client.connect();
  try {
    return (await client.query(`select ${expression} as value`)).rows[0].value;
  } finally {
    await client.end();
  }
}

test('times and dates are Temporal values', async () => {
  const instant = await read("timestamptz '2026-03-09 08:30:00.25+01'");
  expect(instant).toBeInstanceOf(Temporal.Instant);
  expect(String(instant)).toBe('2026-03-09T07:30:00.25Z');
  expect(String(await read("date '2026-03-09'"))).toBe('2026-03-09');
  expect(String(await read("time '08:30'"))).toBe('08:30:00');
});

test('arrays hold the same values, and null', async () => {
  const days = (await read("array[date '2026-03-09', null]")) as unknown[];
  expect(days[0]).toBeInstanceOf(Temporal.PlainDate);
  expect(days[1]).toBeNull();
  expect(await read('array[1::bigint, 2]')).toEqual([1, 2]);
});

test('counts are numbers, and one too large for a number is an error', async () => {
  expect(await read('count(*)')).toBe(1);
  expect(await read('1.5::numeric')).toBe(1.5);
  await expect(read('9007199254740993::bigint')).rejects.toThrow('does not fit');
});

test('what has no parser of ours is read as pg reads it', async () => {
  expect(await read(`'{"a": 1}'::jsonb`)).toEqual({ a: 1 });
  expect(await read("tstzrange('2026-03-09Z', null)")).toBe('["2026-03-09 00:00:00+00",)');
});
