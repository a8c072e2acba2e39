// A command in five ways, over a real database: it works; another may not; a rule is broken; the same
// id again; two at once. Each module gives a row for each of its commands.
import { describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import type { Outcome } from '#platform/run-command/command.ts';
import { listCommandEntries } from './command-map.ts';
import type { Scene } from './scene.ts';
import { readSourceTree } from './source-tree.ts';

export type Who = keyof Scene['tokens'];

export interface Row {
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

const codeOf = (answer: Outcome) => (answer.ok ? 'done' : answer.problem.code);

/** The five tests for each row, and that each command of `folders` has one. */
export function testFiveWays(
  folders: readonly string[],
  rows: Readonly<Record<string, Row>>,
  scene: () => Scene,
): void {
  test(`every command under ${folders.join(' and ')} has its row`, () => {
    const names = listCommandEntries(readSourceTree())
      .filter(({ path }) => folders.some((folder) => path.startsWith(folder)))
      .map(({ name }) => name);
    expect(Object.keys(rows).sort()).toEqual(names.sort());
  });

  describe.each(Object.entries(rows))('%s', (name, row) => {
    const token = () => scene().tokens[row.by];

    test('works, and says what happened', async () => {
      const input = await row.before();
      const { id, answer } = await scene().run(token(), name, input);
      expect(answer).toMatchObject({ ok: true });
      expect(await scene().logged(id)).toEqual({ outcomes: [answer], events: row.events });
    });

    test('is refused to others, changes nothing, and the refusal is kept', async () => {
      const input = await row.before();
      const before = await scene().digest();
      for (const [who, told] of Object.entries(row.others)) {
        const { id, answer } = await scene().run(scene().tokens[who as Who], name, input);
        expect(answer, who).toMatchObject({ ok: false, problem: { problem: told } });
        expect(await scene().logged(id), who).toEqual({ outcomes: [answer], events: [] });
      }
      expect(await scene().digest()).toBe(before);
      await expect(scene().run(token(), name, input)).resolves.toMatchObject({
        answer: { ok: true },
      });
    });

    test('against a rule it is refused with the reason, and changes nothing', async () => {
      const [how, code] = row.broken;
      const input = await row.before();
      const changed = how(input as never);
      const then = changed instanceof Promise ? (await changed, input) : { ...input, ...changed };
      const before = await scene().digest();
      const { id, answer } = await scene().run(token(), name, then);
      expect(codeOf(answer)).toBe(code);
      expect(await scene().digest()).toBe(before);
      expect(await scene().logged(id)).toEqual({ outcomes: [answer], events: [] });
    });

    test('with the same id again it is the same act, and answers the same, to the byte', async () => {
      const input = await row.before();
      const id = newId();
      const first = JSON.stringify(await scene().house.run(token(), name, input, id));
      const after = await scene().digest();
      scene().house.wait(3);
      expect(JSON.stringify(await scene().house.run(token(), name, input, id))).toBe(first);
      expect(await scene().digest()).toBe(after);
      expect((await scene().logged(id)).events).toEqual(row.events);
    });

    test('two at once: one is right, or both are, and never something between', async () => {
      const input = await row.before();
      const answers = await Promise.all([
        scene().run(token(), name, input),
        scene().run(token(), name, input),
      ]);
      const codes = answers.map(({ answer }) => codeOf(answer)).sort();
      expect(codes).toEqual(row.twice === 'both' ? ['done', 'done'] : ['done', row.twice].sort());
    });
  });
}
