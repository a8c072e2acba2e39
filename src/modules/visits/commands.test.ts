// Every command of a visit, and of what follows from one, in five ways, over a real database: it works; another may not; a rule is
// broken; the same id again; two at once. A command without a row here fails the first test.
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import type { Outcome } from '#platform/run-command/command.ts';
import { openHouse } from '../../../test/support/house.ts';
import { listCommandEntries } from '../../../test/support/command-map.ts';
import { DESK, Scene } from '../../../test/support/scene.ts';
import { readSourceTree } from '../../../test/support/source-tree.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open(await openHouse({ connections: 8 }));
});
afterEach(() => scene.sweep());
afterAll(() => scene?.close());

type Who = keyof Scene['tokens'];

interface Row {
  readonly by: Who;
  /** Brings the scene to where the command works, and tells its input. */
  readonly before: () => Promise<object>;
  readonly events: readonly string[];
  /** Who may not, and what they are told: `not-found` where they may not even know. */
  readonly others: Partial<Record<Who, 'not-allowed' | 'not-found'>>;
  /** What breaks a rule for the same input, and the code that says which. */
  readonly broken: readonly [how: (input: never) => Promise<unknown> | object, code: string];
  /** Of two at once: the code that one of them gets, or `both` when both are right. */
  readonly twice: string;
}

const ACT = { mode: 'support', outcome: 'solved' } as const;
const done = (name: string, input: unknown, by: Who = 'paulo') =>
  scene.house.done(scene.tokens[by], name, input);
const stop = async (given: Promise<{ readonly stopId: string }>) => ({
  stopId: (await given).stopId,
});
const visit = async (given: Promise<{ readonly visitId: string }>) => ({
  visitId: (await given).visitId,
});
const finish = (input: { stopId: string }) => done('stop.finish', { stopId: input.stopId, ...ACT });
/** A hash that no other row has. */
const hash = () => createHash('sha256').update(newId()).digest('hex');
const STRANGERS = {
  marta: 'not-found',
  duarte: 'not-found',
  catarina: 'not-found',
  ines: 'not-found',
} as const;

const ROWS: Readonly<Record<string, Row>> = {
  'visit.receive': {
    by: 'iryna',
    before: async () => ({
      centreId: 'cnaim-lisboa',
      language: 'ar',
      subjectIds: ['social-security'],
    }),
    events: ['person.registered', 'visit.opened', 'stop.queued'],
    others: {
      paulo: 'not-allowed',
      marta: 'not-allowed',
      catarina: 'not-allowed',
      ines: 'not-allowed',
    },
    broken: [() => ({ centreId: 'claim-lagos' }), 'not-allowed'],
    twice: 'both',
  },
  'visit.leave': {
    by: 'iryna',
    before: () => visit(scene.waiting()),
    events: ['visit.closed'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: { visitId: string }) => done('visit.leave', input, 'iryna'), 'visit-closed'],
    twice: 'visit-closed',
  },
  'ticket.reprint': {
    by: 'iryna',
    before: () => visit(scene.waiting()),
    events: ['ticket.reprinted'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: { visitId: string }) => done('visit.leave', input, 'iryna'), 'visit-closed'],
    twice: 'both',
  },
  'summary.hand-out': {
    by: 'iryna',
    before: async () => ({ ...(await visit(scene.waiting())), linkHash: hash() }),
    events: ['summary.handed-out'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: object) => done('summary.hand-out', input, 'iryna'), 'page-expired'],
    twice: 'page-expired',
  },
  'certificate.issue': {
    by: 'iryna',
    before: async () => ({ ...(await visit(scene.waiting())), proof: hash() }),
    events: ['certificate.issued'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: object) => done('certificate.issue', input, 'iryna'), 'page-expired'],
    twice: 'page-expired',
  },
  'feedback.answer-solved': {
    by: 'iryna',
    before: async () => ({ ...(await visit(scene.waiting())), answer: 'partly' }),
    events: ['feedback.answered'],
    others: { ...STRANGERS, paulo: 'not-found' },
    broken: [(input: object) => done('feedback.answer-solved', input, 'iryna'), 'answered-before'],
    twice: 'answered-before',
  },
  'desk.open': {
    by: 'paulo',
    before: async () => ({ deskId: DESK }),
    events: ['desk.opened'],
    // A desk stands in the public catalogue: there is nothing to hide.
    others: {
      iryna: 'not-allowed',
      marta: 'not-allowed',
      catarina: 'not-allowed',
      ines: 'not-allowed',
    },
    broken: [(input: object) => done('desk.open', input, 'lurdes'), 'desk-taken'],
    twice: 'desk-taken',
  },
  'desk.close': {
    by: 'paulo',
    before: async () => (await scene.desk(), { deskId: DESK }),
    events: ['desk.closed'],
    others: { ...STRANGERS, iryna: 'not-found' },
    broken: [
      () => scene.waiting().then(() => done('stop.call-next', { deskId: DESK })),
      'desk-busy',
    ],
    twice: 'not-found',
  },
  'desk.pause': {
    by: 'paulo',
    before: async () => (await scene.desk(), { deskId: DESK }),
    events: ['desk.paused'],
    others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
    broken: [
      () => scene.waiting().then(() => done('stop.call-next', { deskId: DESK })),
      'desk-busy',
    ],
    twice: 'desk-on-break',
  },
  'desk.resume': {
    by: 'paulo',
    before: async () => {
      await scene.desk();
      await done('desk.pause', { deskId: DESK });
      return { deskId: DESK };
    },
    events: ['desk.resumed'],
    others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
    broken: [(input: object) => done('desk.resume', input), 'desk-not-on-break'],
    twice: 'desk-not-on-break',
  },
  'desk.take-over': {
    by: 'lurdes',
    before: async () => (await scene.serving(), { deskId: DESK }),
    events: ['desk.closed', 'desk.opened', 'stop.taken-over'],
    others: { ...STRANGERS, iryna: 'not-found' },
    broken: [(input: object) => done('desk.take-over', input, 'lurdes'), 'desk-yours'],
    // The second one finds the session of the first one ended, and no longer the desk.
    twice: 'not-found',
  },
  'stop.call-chosen': {
    by: 'paulo',
    before: async () => {
      await scene.desk();
      await scene.waiting();
      const { visitId } = await scene.waiting();
      const [stop] = await scene.owner<{ id: string }>(
        'select id from visits.stop where visit_id = $1',
        [visitId],
      );
      return { deskId: DESK, stopId: stop?.id, reason: 'booked' };
    },
    events: ['stop.called', 'stop.chosen'],
    others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
    broken: [
      async ({ stopId }: { stopId: string }) => {
        await scene.owner(`update visits.stop set state = 'parked' where id = $1`, [stopId]);
      },
      'not-waiting-here',
    ],
    twice: 'not-waiting-here',
  },
  'stop.call-next': {
    by: 'paulo',
    before: async () => (await scene.desk(), await scene.waiting(), { deskId: DESK }),
    events: ['stop.called'],
    others: { ...STRANGERS, iryna: 'not-found', lurdes: 'not-found' },
    broken: [
      (input: object) => done('stop.call-next', input).then(() => scene.waiting()),
      'desk-busy',
    ],
    twice: 'nobody-waiting',
  },
  'stop.recall': {
    by: 'paulo',
    before: () => stop(scene.called()),
    events: ['stop.recalled'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [(input: object) => done('stop.start', input), 'already-moved-on'],
    twice: 'both',
  },
  'stop.acknowledge': {
    by: 'paulo',
    before: () => stop(scene.called()),
    events: ['stop.acknowledged'],
    others: STRANGERS,
    broken: [(input: object) => done('stop.acknowledge', input), 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.miss': {
    by: 'paulo',
    before: () => stop(scene.called()),
    events: ['stop.missed'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [(input: object) => done('stop.start', input), 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.start': {
    by: 'paulo',
    before: () => stop(scene.called()),
    events: ['stop.started'],
    others: { ...STRANGERS, iryna: 'not-allowed' },
    broken: [(input: object) => done('stop.miss', input), 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.park': {
    by: 'paulo',
    before: () => stop(scene.serving()),
    events: ['stop.parked'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-allowed' },
    broken: [finish, 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.resume': {
    by: 'iryna',
    before: async () => {
      const { stopId } = await scene.serving();
      await done('stop.park', { stopId });
      return { stopId };
    },
    events: ['stop.resumed'],
    others: STRANGERS,
    broken: [(input: object) => done('stop.resume', input), 'already-moved-on'],
    twice: 'already-moved-on',
  },
  'stop.finish': {
    by: 'paulo',
    before: async () => ({ ...(await stop(scene.serving())), ...ACT }),
    events: ['attendance.recorded', 'stop.finished', 'visit.closed'],
    // The welcome sees the trip and may not serve; a colleague does not even see whom she may not serve.
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-found' },
    broken: [() => ({ outcome: 'in-progress' }), 'invalid'],
    twice: 'already-moved-on',
  },
  'stop.forward': {
    by: 'paulo',
    before: async () => ({
      ...(await stop(scene.serving())),
      ...ACT,
      toOfficeId: 'cnaim-lisboa.health',
      toServiceId: 'health-number',
    }),
    events: ['attendance.recorded', 'stop.forwarded', 'stop.queued'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-found' },
    broken: [() => ({ toServiceId: 'pensions' }), 'invalid'],
    twice: 'already-moved-on',
  },
  'attendance.record': {
    by: 'paulo',
    before: async () => ({ ...(await stop(scene.serving())), ...ACT }),
    events: ['attendance.recorded'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-allowed' },
    broken: [finish, 'already-moved-on'],
    twice: 'both',
  },
  'note.write': {
    by: 'paulo',
    before: async () => ({ ...(await stop(scene.serving())), body: 'Falta o recibo.' }),
    events: ['note.written'],
    others: { ...STRANGERS, iryna: 'not-allowed', lurdes: 'not-allowed' },
    broken: [finish, 'already-moved-on'],
    twice: 'both',
  },
};

const codeOf = (answer: Outcome) => (answer.ok ? 'done' : answer.problem.code);

test('every command of a visit has its row', () => {
  const names = listCommandEntries(readSourceTree())
    .filter(({ path }) => /^src\/modules\/(visits|feedback)\//.test(path))
    .map(({ name }) => name);
  expect(Object.keys(ROWS).sort()).toEqual(names.sort());
});

describe.each(Object.entries(ROWS))('%s', (name, row) => {
  const token = () => scene.tokens[row.by];

  test('works, and says what happened', async () => {
    const input = await row.before();
    const { id, answer } = await scene.run(token(), name, input);
    expect(answer).toMatchObject({ ok: true });
    expect(await scene.logged(id)).toEqual({ outcomes: [answer], events: row.events });
  });

  test('is refused to others, changes nothing, and the refusal is kept', async () => {
    const input = await row.before();
    const before = await scene.digest();
    for (const [who, told] of Object.entries(row.others)) {
      const { id, answer } = await scene.run(scene.tokens[who as Who], name, input);
      expect(answer, who).toMatchObject({ ok: false, problem: { problem: told } });
      expect(await scene.logged(id), who).toEqual({ outcomes: [answer], events: [] });
    }
    expect(await scene.digest()).toBe(before);
    await expect(scene.run(token(), name, input)).resolves.toMatchObject({ answer: { ok: true } });
  });

  test('against a rule it is refused with the reason, and changes nothing', async () => {
    const [how, code] = row.broken;
    const input = await row.before();
    const changed = how(input as never);
    const then = changed instanceof Promise ? (await changed, input) : { ...input, ...changed };
    const before = await scene.digest();
    const { id, answer } = await scene.run(token(), name, then);
    expect(codeOf(answer)).toBe(code);
    expect(await scene.digest()).toBe(before);
    expect(await scene.logged(id)).toEqual({ outcomes: [answer], events: [] });
  });

  test('with the same id again it is the same act, and answers the same, to the byte', async () => {
    const input = await row.before();
    const id = newId();
    const first = JSON.stringify(await scene.house.run(token(), name, input, id));
    const after = await scene.digest();
    scene.house.wait(3);
    expect(JSON.stringify(await scene.house.run(token(), name, input, id))).toBe(first);
    expect(await scene.digest()).toBe(after);
    expect((await scene.logged(id)).events).toEqual(row.events);
  });

  test('two at once: one is right, or both are, and never something between', async () => {
    const input = await row.before();
    const answers = await Promise.all([
      scene.run(token(), name, input),
      scene.run(token(), name, input),
    ]);
    const codes = answers.map(({ answer }) => codeOf(answer)).sort();
    expect(codes).toEqual(row.twice === 'both' ? ['done', 'done'] : ['done', row.twice].sort());
  });
});
