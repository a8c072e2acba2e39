// A mediator is asked to a desk, over a real database: each command works, is refused to others and
// against its rule, is one act under one id, and two at once are never something between.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import type { Outcome } from '#platform/run-command/command.ts';
import { asActor } from '#platform/session/enter.ts';
import { openHouse } from '../../../test/support/house.ts';
import { DESK, Scene } from '../../../test/support/scene.ts';
import { listAskedFor } from './queries.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

type Who = keyof Scene['tokens'];
const done = (by: Who, name: string, input: unknown) =>
  scene.house.done(scene.tokens[by], name, input);
const code = (answer: Outcome) => (answer.ok ? 'done' : answer.problem.code);

/** Somebody who speaks Arabic is served at Paulo's desk, which asks for a mediator. */
async function asked(): Promise<{ readonly requestId: string; readonly stopId: string }> {
  const { stopId } = await scene.serving();
  const { requestId } = await done('paulo', 'mediator.ask', { stopId });
  return { requestId: String(requestId), stopId };
}
async function accepted() {
  const { requestId, stopId } = await asked();
  await done('samira', 'mediator.accept', { requestId });
  return { requestId, stopId };
}

interface Row {
  readonly by: Who;
  readonly before: () => Promise<object>;
  readonly event: string;
  readonly others: Partial<Record<Who, string>>;
  /** Breaks the rule for this input, and the code that says so. */
  readonly broken: readonly [(input: never) => Promise<unknown>, string];
  readonly twice: string;
}
const only = async (given: Promise<{ readonly requestId: string }>) => ({
  requestId: (await given).requestId,
});

const ROWS: Readonly<Record<string, Row>> = {
  'mediator.ask': {
    by: 'paulo',
    before: async () => ({ stopId: (await scene.serving()).stopId }),
    event: 'mediator.asked',
    others: { lurdes: 'not-allowed', samira: 'not-allowed', marta: 'not-found', ines: 'not-found' },
    broken: [(input) => done('paulo', 'stop.park', input), 'already-moved-on'],
    twice: 'already-asked',
  },
  'mediator.accept': {
    by: 'samira',
    before: () => only(asked()),
    event: 'mediator.accepted',
    others: {
      paulo: 'not-allowed',
      marta: 'not-found',
      catarina: 'not-found',
      helena: 'not-found',
    },
    broken: [(input) => done('youssef', 'mediator.accept', input), 'request-taken'],
    twice: 'request-taken',
  },
  'mediator.join': {
    by: 'samira',
    before: () => only(accepted()),
    event: 'mediator.joined',
    others: { youssef: 'not-allowed', paulo: 'not-allowed', marta: 'not-found' },
    broken: [(input) => done('samira', 'mediator.join', input), 'already-joined'],
    twice: 'already-joined',
  },
  'mediator.end': {
    by: 'samira',
    before: () => only(accepted()),
    event: 'mediator.ended',
    others: { youssef: 'not-allowed', lurdes: 'not-allowed', marta: 'not-found' },
    broken: [(input) => done('paulo', 'mediator.end', input), 'request-over'],
    twice: 'request-over',
  },
};

describe.each(Object.entries(ROWS))('%s', (name, row) => {
  const token = () => scene.tokens[row.by];

  test('works, and is one act under one id', async () => {
    const input = await row.before();
    const id = newId();
    const answer = await scene.house.run(token(), name, input, id);
    expect(answer).toMatchObject({ ok: true });
    const after = await scene.digest();
    expect(await scene.house.run(token(), name, input, id)).toEqual(answer);
    expect(await scene.digest()).toBe(after);
    expect((await scene.logged(id)).events).toEqual([row.event]);
  });

  test('is refused to others, and changes nothing', async () => {
    const input = await row.before();
    const before = await scene.digest();
    for (const [who, told] of Object.entries(row.others)) {
      const { answer } = await scene.run(scene.tokens[who as Who], name, input);
      expect(answer, who).toMatchObject({ ok: false, problem: { problem: told } });
    }
    expect(await scene.digest()).toBe(before);
  });

  test('against its rule it is refused with the reason', async () => {
    const [breaks, told] = row.broken;
    const input = await row.before();
    await breaks(input as never);
    const before = await scene.digest();
    const { answer } = await scene.run(token(), name, input);
    expect(code(answer)).toBe(told);
    expect(await scene.digest()).toBe(before);
  });

  test('two at once: one is right', async () => {
    const input = await row.before();
    const answers = await Promise.all([
      scene.run(token(), name, input),
      scene.run(token(), name, input),
    ]);
    expect(answers.map(({ answer }) => code(answer)).sort()).toEqual(['done', row.twice].sort());
  });
});

test('VIS-80: a mediator goes to one desk at a time, and two who accept at once are one', async () => {
  const { requestId } = await asked();
  const both = await Promise.all([
    scene.run(scene.tokens.samira, 'mediator.accept', { requestId }),
    scene.run(scene.tokens.youssef, 'mediator.accept', { requestId }),
  ]);
  expect(both.map(({ answer }) => code(answer)).sort()).toEqual(['done', 'request-taken']);
  const taken = both.findIndex(({ answer }) => answer.ok) === 0 ? 'samira' : 'youssef';
  await done('lurdes', 'desk.open', { deskId: 'cnaim-lisboa.d5' });
  await scene.waiting();
  const { stopId } = await done('lurdes', 'stop.call-next', { deskId: 'cnaim-lisboa.d5' });
  const second = await done('lurdes', 'mediator.ask', { stopId });
  const { answer } = await scene.run(scene.tokens[taken], 'mediator.accept', second);
  expect(code(answer)).toBe('mediating-elsewhere');
});

test('what was asked for a sitting ends with it', async () => {
  const { requestId, stopId } = await accepted();
  await done('paulo', 'stop.park', { stopId });
  const [row] = await scene.owner('select ended_at from interpretation.request where id = $1', [
    requestId,
  ]);
  expect(row?.['ended_at']).not.toBeNull();
});

test('whoever looks after the house sees which desk asks and in which language; nobody else does by this way', async () => {
  await asked();
  const seenBy = (who: Who) =>
    asActor(scene.house.services.database, scene.tokens[who], (tx) =>
      listAskedFor(tx, 'cnaim-lisboa'),
    );
  expect(await seenBy('augusto')).toMatchObject([
    { deskId: DESK, officeId: 'cnaim-lisboa.iss', language: 'ar', coming: false },
  ]);
  for (const who of ['paulo', 'iryna', 'marta'] as const) expect(await seenBy(who)).toEqual([]);
});
